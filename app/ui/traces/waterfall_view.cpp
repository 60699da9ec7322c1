// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/waterfall_view.h"

#include "models/trace_waterfall_model.h"
#include "ui/traces/waterfall_delegate.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace signalbox {

WaterfallView::WaterfallView(TraceWaterfallModel& model, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new WaterfallDelegate(model, this))
{
    setObjectName(QStringLiteral("waterfall"));
    setAccessibleName(tr("Spans of the trace"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setStyleSheet(QStringLiteral("QListView { border: 0; }")); // it stands in a panel that has one
    setVerticalScrollMode(ScrollPerPixel);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = selectionModel()->selectedIndexes();
        if (!rows.isEmpty())
            emit spanSelected(rows.first().data(TraceWaterfallModel::SpanIdRole).toString());
    });
    connect(&model, &TraceWaterfallModel::extentChanged, viewport(), qOverload<>(&QWidget::update));
}

void WaterfallView::setLogTime(bool on)
{
    m_delegate->setLogTime(on);
    viewport()->update();
}

void WaterfallView::setCriticalPath(bool on)
{
    m_delegate->setCriticalPath(on);
    viewport()->update();
}

void WaterfallView::selectSpan(const QString& spanId)
{
    if (spanId.isEmpty()) {
        clearSelection();
        return;
    }
    if (currentIndex().isValid() && selectionModel()->isSelected(currentIndex()) &&
        currentIndex().data(TraceWaterfallModel::SpanIdRole) == spanId)
        return; // also the wait of a span stands for it
    const int row = m_model.rowOfSpan(spanId);
    if (row < 0)
        return;
    setCurrentIndex(m_model.index(row));
    scrollTo(m_model.index(row));
}

bool WaterfallView::toggleAt(const QPoint& point)
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return false;
    const auto row = index.data(TraceWaterfallModel::RowRole).value<WaterfallRow>();
    if (!WaterfallDelegate::expander(visualRect(index), row).adjusted(-4, -6, 2, 6).contains(point))
        return false;
    m_model.toggleCollapsed(index.row());
    return true;
}

void WaterfallView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && toggleAt(event->position().toPoint()))
        return;
    QListView::mousePressEvent(event);
}

void WaterfallView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && !toggleAt(event->position().toPoint()))
        m_model.toggleCollapsed(index.row());
}

void WaterfallView::keyPressEvent(QKeyEvent* event)
{
    const bool close = event->key() == Qt::Key_Left;
    if ((close || event->key() == Qt::Key_Right) && currentIndex().isValid())
        m_model.setCollapsed(currentIndex().row(), close);
    else
        QListView::keyPressEvent(event);
}

} // namespace signalbox
