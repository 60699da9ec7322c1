// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QWidget>

class QGridLayout;

namespace signalbox {

class ElidedLabel;

// Names and values in two columns; values are data, and links where they lead somewhere. Values
// that change do so in place: the focus and a tool tip stay.
class KeyValueList : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValueList(QWidget* parent = nullptr);
    void setRows(const QList<Inspection::Row>& rows);

signals:
    void linkActivated(const signalbox::Link& link);

private:
    void addRow(int row, const Inspection::Row& content);
    bool canUpdate(const QList<Inspection::Row>& rows) const;
    QGridLayout* m_grid;
    QList<Inspection::Row> m_rows;
    QList<ElidedLabel*> m_values;
};

} // namespace signalbox
