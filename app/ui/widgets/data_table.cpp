// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include "models/item_roles.h"
#include "models/link.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cell_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

namespace signalbox {
namespace {

constexpr int lastColumn = 120; // has this much before anybody else grows

} // namespace

DataTable::DataTable(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(signalbox::rowHeight);
    verticalHeader()->setDefaultSectionSize(signalbox::rowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setFixedHeight(28);
    horizontalHeader()->setSectionsMovable(true);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        // The last column follows the window, not the hand.
        const bool follows = horizontalHeader()->visualIndex(column) == horizontalHeader()->count() - 1;
        m_sizedByUser = m_sizedByUser || (!m_arranging && !follows && horizontalHeader()->underMouse());
    });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        emit rowActivated(index.siblingAtColumn(0).data(IdRole).toString());
    });
}

void DataTable::setModel(QAbstractItemModel* model)
{
    if (this->model())
        this->model()->disconnect(this);
    QTableView::setModel(model);
    if (!model)
        return;
    connect(
        selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { emit selectionMoved(selectedId()); });
    connect(model, &QAbstractItemModel::rowsInserted, this, &DataTable::rowsChanged);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &DataTable::rowsChanged);
    connect(model, &QAbstractItemModel::modelReset, this, &DataTable::rowsChanged);
    connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& first, const QModelIndex& last) {
        if (m_flexible >= first.column() && m_flexible <= last.column())
            arrangeColumns();
    });
    rowsChanged();
}

void DataTable::setColumnWidths(const QList<int>& widths)
{
    m_widths = widths;
    m_arranging = true;
    for (int column = 0; column < widths.size(); ++column) {
        if (widths[column] < 0) {
            horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
            continue;
        }
        m_widths[column] = qMax(widths[column], headerWidth(column)); // words have any length in other languages
        setColumnWidth(column, m_widths[column]);
    }
    // A stretched section never gets smaller than it was before it was stretched.
    horizontalHeader()->setStretchLastSection(false);
    if (model() && widths.size() < model()->columnCount())
        setColumnWidth(model()->columnCount() - 1, horizontalHeader()->minimumSectionSize());
    horizontalHeader()->setStretchLastSection(!widths.contains(-1));
    m_arranging = false;
}

int DataTable::headerWidth(int column) const
{
    const QString word = model() ? model()->headerData(column, Qt::Horizontal).toString() : QString();
    return QFontMetrics(uiFont(12)).horizontalAdvance(word) + 2 * CellDelegate::padding + 2;
}

void DataTable::setFlexibleColumn(int column, int percent)
{
    m_flexible = column;
    m_flexiblePercent = percent;
    arrangeColumns();
}

void DataTable::restoreColumns(const QByteArray& state)
{
    m_sizedByUser = horizontalHeader()->restoreState(state);
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    arrangeColumns(); // first: the base decides on a scroll bar by what it finds
    QTableView::resizeEvent(event);
}

void DataTable::arrangeColumns()
{
    if (m_flexible < 0 || m_sizedByUser)
        return;
    const int least = m_widths.value(m_flexible);
    int rest = viewport()->width() - lastColumn;
    for (int column = 0; column < m_widths.size(); ++column)
        rest -= isColumnHidden(column) ? 0 : m_widths[column];
    const int most = least + qMax(0, rest) * m_flexiblePercent / 100;
    m_arranging = true;
    setColumnWidth(m_flexible, qBound(least, sizeHintForColumn(m_flexible), most));
    m_arranging = false;
}

void DataTable::setFitsRows(bool fits)
{
    m_fitsRows = fits;
    setSizePolicy(QSizePolicy::Expanding, fits ? QSizePolicy::Maximum : QSizePolicy::Expanding);
    rowsChanged();
}

QString DataTable::selectedId() const
{
    const auto rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    return rows.isEmpty() ? QString() : rows.first().data(IdRole).toString();
}

bool DataTable::selectId(const QString& id)
{
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        if (model()->index(row, 0).data(IdRole).toString() != id)
            continue;
        setCurrentIndex(model()->index(row, 0));
        return true;
    }
    return false;
}

QSize DataTable::sizeHint() const
{
    if (!m_fitsRows || !model())
        return QTableView::sizeHint();
    const int rows = model()->rowCount();
    return {QTableView::sizeHint().width(),
            horizontalHeader()->height() + rows * signalbox::rowHeight + 2 * frameWidth()};
}

void DataTable::mouseReleaseEvent(QMouseEvent* event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.data(LinkRole).value<Link>().kind != Link::Kind::None)
        emit linkClicked(index);
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !selectedId().isEmpty())
        emit rowActivated(selectedId());
    else
        QTableView::keyPressEvent(event);
}

void DataTable::rowsChanged()
{
    arrangeColumns();
    if (m_fitsRows)
        updateGeometry();
}

} // namespace signalbox
