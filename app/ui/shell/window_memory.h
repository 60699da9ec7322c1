// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace signalbox {

class Settings;

// Geometry of a window, its splitters and the columns of its tables, each under its object name.
void rememberWindow(QWidget& window, Settings& settings);
void recallWindow(QWidget& window, const Settings& settings);

} // namespace signalbox
