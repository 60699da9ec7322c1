// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"

#include <QByteArrayView>

#include <memory>

namespace re2 {
class RE2;
}

namespace signalbox {

// What a line has to satisfy beyond a substring: a regular expression, and values of its parsed fields. The expression
// is RE2's (linear in the length of the line, whatever somebody writes); one that does not compile matches nothing.
class LineMatch
{
public:
    LineMatch() = default;
    LineMatch(const QString& pattern, QList<FieldCondition> fields);

    bool isNeeded() const { return m_pattern || !m_fields.isEmpty(); }
    bool accepts(QByteArrayView text) const;

    // Why an expression cannot be used, in RE2's words; empty when it can.
    static QString errorOf(const QString& pattern);

private:
    std::shared_ptr<const re2::RE2> m_pattern; // compiled once, shared by the copies of a filter
    QList<FieldCondition> m_fields;
};

} // namespace signalbox
