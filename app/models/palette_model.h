// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/link.h"

#include <QAbstractListModel>

namespace signalbox {

// What the command palette offers: something to do or somewhere to go.
struct PaletteItem
{
    QString title;
    QString category; // "page", "service" …; shown dim
    QString shortcut;
    QString command; // for the window; empty when it is a link
    QString page;    // page whose command it is
    Link link;
    bool enabled = true;

    bool operator==(const PaletteItem&) const = default;
};

// How well `query` fits `text` when its letters may be apart: higher is better, 0 is not at all. Letters at the
// beginning of words and letters side by side count more.
int fuzzyScore(const QString& query, const QString& text);

// The offers that fit what was typed, best first.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { CategoryRole = Qt::UserRole + 100, ShortcutRole };

    using QAbstractListModel::QAbstractListModel;

    void setItems(const QList<PaletteItem>& items);
    void setQuery(const QString& query);
    const PaletteItem& item(int row) const { return m_shown.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void filter();

    QList<PaletteItem> m_items;
    QList<PaletteItem> m_shown;
    QString m_query;
};

} // namespace signalbox
