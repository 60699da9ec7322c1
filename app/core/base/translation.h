// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QTranslator>

#include <memory>

namespace signalbox {

// Installs the product's texts in the language of `locale`, from the resources that every program links; they are
// installed as long as the result lives. Null where the source's English is all there is.
std::unique_ptr<QTranslator> installTranslation(const QLocale& locale);

} // namespace signalbox
