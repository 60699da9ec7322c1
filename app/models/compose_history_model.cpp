// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_history_model.h"

#include "core/base/format.h"

namespace signalbox {

ComposeHistoryModel::ComposeHistoryModel(int capacity, QObject* parent)
    : QAbstractListModel(parent)
    , m_capacity(capacity)
{
}

void ComposeHistoryModel::setEntries(const QList<ComposeEntry>& entries)
{
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

void ComposeHistoryModel::prepend(const ComposeEntry& entry)
{
    if (m_entries.size() == m_capacity) {
        const auto last = static_cast<int>(m_entries.size()) - 1;
        beginRemoveRows({}, last, last);
        m_entries.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entry);
    endInsertRows();
}

const ComposeEntry* ComposeHistoryModel::entry(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries.at(row) : nullptr;
}

int ComposeHistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ComposeHistoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ComposeEntry& entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return visibleText(entry.name, 200);
    case Qt::ToolTipRole:
        return QStringLiteral("%1 %2").arg(QString::fromLatin1(entry.draft.method), visibleText(entry.draft.url, 400));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2 %3")
            .arg(QString::fromLatin1(entry.draft.method), visibleText(entry.name, 200), entry.note);
    case ToneRole: return QVariant::fromValue(entry.tone);
    case MethodRole: return QString::fromLatin1(entry.draft.method);
    case NoteRole: return entry.note;
    default: return {};
    }
}

} // namespace signalbox
