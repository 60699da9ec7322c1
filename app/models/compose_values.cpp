// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_values.h"

#include "core/base/ids.h"

namespace signalbox {

ComposeValues::ComposeValues()
    : m_random(newSpanId())
{
}

void ComposeValues::beginRound()
{
    m_random = newSpanId();
}

void ComposeValues::keep(const SavedValues& wanted, const QByteArray& answer)
{
    for (auto each = wanted.begin(); each != wanted.end(); ++each) {
        const QString value = jsonValueAt(answer, each.value());
        if (!value.isEmpty())
            m_saved.insert(each.key(), value);
    }
}

SavedValues ComposeValues::forSend() const
{
    SavedValues values{{QStringLiteral("random"), m_random}, {QStringLiteral("uuid"), newUuidV7()}};
    values.insert(m_saved);
    return values;
}

Result<ComposeDraft> filledIn(const ComposeDraft& draft, const SavedValues& values)
{
    ComposeDraft filled = draft;
    for (QString* text : {&filled.url, &filled.body}) {
        const auto whole = withSavedValues(*text, values);
        if (!whole)
            return tl::unexpected(whole.error());
        *text = *whole;
    }
    for (auto& [name, value] : filled.headers) {
        const auto whole = withSavedValues(QString::fromUtf8(value), values);
        if (!whole)
            return tl::unexpected(whole.error());
        value = whole->toUtf8();
    }
    return filled;
}

} // namespace signalbox
