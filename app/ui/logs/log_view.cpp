// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/log_view.h"

#include "core/base/format.h"
#include "models/log_model.h"
#include "ui/logs/log_delegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/parts.h"

#include <QHeaderView>
#include <QPushButton>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace signalbox {

namespace {

constexpr int nearTop = 30 * rowHeight;

} // namespace

LogView::LogView(LogModel& model, QWidget* parent)
    : DataTable(parent)
    , m_model(model)
    , m_newest(primaryButton({}, this))
{
    setObjectName(QStringLiteral("logLines"));
    setAccessibleName(tr("Log lines"));
    setItemDelegate(new LogDelegate(this));
    setModel(&model);
    horizontalHeader()->hide();
    setColumnWidths({112, 118, 60, -1, 40});
    setColumnHidden(LogModel::FieldsColumn, true); // the delegate draws them behind the message
    m_newest->setObjectName(QStringLiteral("newLines"));
    m_newest->hide();
    connect(m_newest, &QPushButton::clicked, this, &LogView::newestRequested);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        keepPlace(first, last - first + 1);
    });
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) {
        keepPlace(first, first - last - 1);
    });
}

// Rows that came (or went) above what is read must not push it away.
void LogView::keepPlace(int first, int rowsBefore)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    const int value = verticalScrollBar()->value();
    updateGeometries();
    if (!m_sticking && first == 0)
        verticalScrollBar()->setValue(value + rowsBefore * signalbox::rowHeight);
}

void LogView::setSticking(bool sticking)
{
    m_sticking = sticking;
    if (sticking)
        updateGeometries();
}

void LogView::updateGeometries()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    DataTable::updateGeometries();
    if (m_sticking)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::verticalScrollbarValueChanged(int value)
{
    DataTable::verticalScrollbarValueChanged(value);
    if (m_adjusting)
        return;
    if (value == verticalScrollBar()->maximum()) {
        emit bottomReached();
        return;
    }
    if (m_sticking)
        emit scrolledAway();
    if (value < nearTop)
        emit topNeared();
}

void LogView::showLine(qint64 id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    const QScopedValueRollback adjusting(m_adjusting, true);
    updateGeometries();
    selectRow(row);
    scrollTo(m_model.index(row, 0), PositionAtCenter);
}

void LogView::setNewLines(qint64 count)
{
    m_newest->setText(tr("↓ %n new line(s)", nullptr, static_cast<int>(count)));
    m_newest->setVisible(count > 0);
    placeButton();
}

void LogView::placeButton()
{
    m_newest->adjustSize();
    m_newest->move((width() - m_newest->width()) / 2, height() - m_newest->height() - 8);
}

void LogView::resizeEvent(QResizeEvent* event)
{
    DataTable::resizeEvent(event);
    placeButton();
}

} // namespace signalbox
