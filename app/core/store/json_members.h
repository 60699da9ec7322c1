// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace signalbox {

// Walks the members of one JSON object without building a tree: a log line needs four of its members when it comes
// in, and all of them only when it is looked at. Linear in the length of the line, whatever stands in it.
class JsonMembers
{
public:
    explicit JsonMembers(QByteArrayView object);

    bool next();                                     // false at the end, or where the text is no JSON: see complete()
    QByteArrayView key() const { return m_key; }     // between the quotes, escapes as they are
    QByteArrayView value() const { return m_value; } // as written, strings with their quotes
    bool complete() const { return m_complete; }     // the object was whole and nothing follows it

private:
    void skipSpace();
    bool take(char wanted);
    bool skipString();
    bool skipNested();
    bool skipValue();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArrayView m_key;
    QByteArrayView m_value;
    bool m_first = true;
    bool m_complete = false;
};

// A JSON value as text: strings without quotes and escapes, everything else as it is written.
QString jsonText(QByteArrayView value);

} // namespace signalbox
