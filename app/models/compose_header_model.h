// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"

#include <QAbstractTableModel>

namespace signalbox {

// The headers of the request that is being written, in order, duplicates and all. The last row is always empty: to
// add a header is to fill it in; a row whose name is emptied goes.
class ComposeHeaderModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHeaders(const HeaderList& headers);
    HeaderList headers() const; // without the empty row
    // A sentence when a name or a value cannot stand in a header field (RFC 9110 5.1, 5.5); else empty.
    QString problem() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void edited();

private:
    HeaderList m_rows; // with the empty row only in rowCount()
};

} // namespace signalbox
