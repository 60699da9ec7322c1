// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox::test {

// Where this checkout and its programs are. Known to one source alone: as definitions of every test they made each
// of them another compilation in another checkout, and the compiler cache useless.
QString sourcePath(const char* relative); // "tests/data/…" → absolute
QString programFolder();

} // namespace signalbox::test
