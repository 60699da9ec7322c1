// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace signalbox {

// Where a text stops being JSON (RFC 8259). Lines and columns are 1-based.
struct JsonProblem
{
    int line = 0;
    int column = 0;
    QString message; // a sentence

    bool operator==(const JsonProblem&) const = default;
};

std::optional<JsonProblem> jsonProblem(const QByteArray& text);

// The same document in lines, indented by two. Order of members, numbers and escapes stay as they came: only white
// space between tokens is touched. Text that is not JSON comes back as it is.
QByteArray prettyJson(const QByteArray& text);

} // namespace signalbox
