// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/json_members.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox {
namespace {

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

JsonMembers::JsonMembers(QByteArrayView object)
    : m_text(object)
{
}

void JsonMembers::skipSpace()
{
    while (m_at < m_text.size() && isJsonSpace(m_text[m_at]))
        ++m_at;
}

bool JsonMembers::take(char wanted)
{
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != wanted)
        return false;
    ++m_at;
    return true;
}

bool JsonMembers::skipString()
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] == '\\')
            ++m_at;
        else if (m_text[m_at] == '"')
            return ++m_at, true;
    }
    return false;
}

bool JsonMembers::skipNested()
{
    int depth = 0;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            if (!skipString())
                return false;
            continue;
        }
        ++m_at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return true;
    }
    return false;
}

bool JsonMembers::skipValue()
{
    skipSpace();
    if (m_at >= m_text.size())
        return false;
    const char c = m_text[m_at];
    if (c == '"')
        return skipString();
    if (c == '{' || c == '[')
        return skipNested();
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != '}' && !isJsonSpace(m_text[m_at]))
        ++m_at;
    return m_at > begin;
}

bool JsonMembers::next()
{
    if (m_complete || !take(m_first ? '{' : ',')) {
        if (!m_first && !m_complete && take('}')) {
            skipSpace();
            m_complete = m_at == m_text.size();
        }
        return false;
    }
    if (m_first && take('}')) {
        skipSpace();
        m_complete = m_at == m_text.size();
        return false;
    }
    m_first = false;
    skipSpace();
    const qsizetype keyAt = m_at;
    if (m_at >= m_text.size() || m_text[m_at] != '"' || !skipString())
        return false;
    m_key = m_text.sliced(keyAt + 1, m_at - keyAt - 2);
    if (!take(':'))
        return false;
    skipSpace();
    const qsizetype valueAt = m_at;
    if (!skipValue() || m_at > m_text.size())
        return false;
    m_value = m_text.sliced(valueAt, m_at - valueAt);
    return true;
}

QString jsonText(QByteArrayView value)
{
    if (value.size() < 2 || value.front() != '"')
        return QString::fromUtf8(value);
    const QByteArrayView inner = value.sliced(1, value.size() - 2);
    if (!inner.contains('\\'))
        return QString::fromUtf8(inner);
    // An escaped line end must not reach the JSON parser as a raw one, and invalid UTF-8 must not lose the line.
    const QByteArray utf8 = QString::fromUtf8(value).toUtf8();
    const QJsonArray array = QJsonDocument::fromJson('[' + utf8 + ']').array();
    return array.isEmpty() ? QString::fromUtf8(inner) : array.first().toString();
}

} // namespace signalbox
