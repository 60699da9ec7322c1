// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compose_draft.h"
#include "models/inspection.h"
#include "models/item_roles.h"

#include <QAbstractListModel>

namespace signalbox {

// One request that can be taken up again: offered by the stack, or sent before.
struct ComposeEntry
{
    QString name; // "Sign in"; of a sent one method and path
    ComposeDraft draft;
    SavedValues save; // variable → dotted path in the JSON answer
    QString note;     // how it ended: "201 · 9.8 ms"
    StatusTone tone = StatusTone::None;
    QString key;          // the Idempotency-Key that it went out with
    int expectStatus = 0; // of an offer: what its author expects
};

// Requests in a list, newest first, bounded. Kept in memory only, like the tokens in them.
class ComposeHistoryModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { MethodRole = FirstOwnRole, NoteRole };

    explicit ComposeHistoryModel(int capacity = 50, QObject* parent = nullptr);

    void setEntries(const QList<ComposeEntry>& entries);
    void prepend(const ComposeEntry& entry);
    const ComposeEntry* entry(int row) const; // null = no such row

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    const qsizetype m_capacity;
    QList<ComposeEntry> m_entries;
};

} // namespace signalbox
