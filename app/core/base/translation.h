// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QTranslator>

#include <memory>

namespace signalbox {

// Installs the product's texts in the language of `locale`, else the English ones (the source has no plurals), from the
// resources that every program links. They are installed as long as the result lives.
std::unique_ptr<QTranslator> installTranslation(const QLocale& locale);

} // namespace signalbox
