// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace signalbox {

// A table as every page shows one: rows of 24 px, thin lines, one selected row, header of quiet words. The last
// column takes the rest. Its columns are remembered under its object name by the shell.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    // First widths, until the user changes them; -1 leaves a column to its share of the rest.
    void setColumnWidths(const QList<int>& widths);
    // This column is as wide as its words need, up to its share of the room beyond the other first widths; the last
    // column takes the rest.
    void setFlexibleColumn(int column, int percent);
    bool isSizedByUser() const { return m_sizedByUser; } // then it is worth remembering
    void restoreColumns(const QByteArray& state);
    // As high as its rows, without scrolling, for tables that stand above other things.
    void setFitsRows(bool fits);
    // Id of the selected row (IdRole of column 0), empty when none is.
    QString selectedId() const;
    // False when there is no such row.
    bool selectId(const QString& id);
    QSize sizeHint() const override;

signals:
    void selectionMoved(const QString& id);     // empty: nothing is selected any more
    void rowActivated(const QString& id);       // Enter or double click
    void linkClicked(const QModelIndex& index); // a cell with LinkRole

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rowsChanged();
    void arrangeColumns();
    int headerWidth(int column) const;
    QList<int> m_widths;
    int m_flexible = -1;
    int m_flexiblePercent = 0;
    bool m_arranging = false;
    bool m_sizedByUser = false;
    bool m_fitsRows = false;
};

} // namespace signalbox
