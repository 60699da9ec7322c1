// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace signalbox {

// Translation context of what recipes, ports, secrets and certificates say.
class RecipeText
{
    Q_DECLARE_TR_FUNCTIONS(Recipe)
};

} // namespace signalbox
