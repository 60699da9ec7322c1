// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_view.h"

#include "ui/map/map_painter.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace signalbox {
namespace {

constexpr double smallest = 0.25;
constexpr double largest = 3;
constexpr double margin = 24;

} // namespace

MapView::MapView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("mapView"));
    setAccessibleName(tr("Map of the stack"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 160);
}

void MapView::setGraph(const MapGraph& graph, const QString& selected)
{
    m_graph = graph;
    m_selected = selected;
    const MapNode* node = graph.find(selected);
    setAccessibleDescription(node ? QStringLiteral("%1, %2").arg(node->title, node->subtitle) : QString());
    update();
}

void MapView::setLayout(const MapLayout& layout)
{
    m_layout = layout;
    if (m_fits)
        fit();
    update();
}

void MapView::fit()
{
    m_fits = true;
    const QRectF bounds = m_layout.bounds;
    if (bounds.isEmpty())
        return;
    m_scale = std::min({(width() - 2 * margin) / bounds.width(), (height() - 2 * margin) / bounds.height(), 1.2});
    m_scale = std::max(m_scale, smallest);
    m_offset = QRectF(rect()).center() - bounds.center() * m_scale;
    update();
}

void MapView::zoomBy(double factor)
{
    zoomAt(QRectF(rect()).center(), factor);
}

QRectF MapView::nodeRect(const QString& id) const
{
    const QRectF place = m_layout.nodes.value(id);
    return {place.topLeft() * m_scale + m_offset, place.size() * m_scale};
}

void MapView::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(hasFocus() ? Token::Accent : Token::Border));
    painter.setBrush(theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QPainterPath inside;
    inside.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setClipPath(inside);
    painter.translate(m_offset);
    painter.scale(m_scale, m_scale);
    MapPainter(painter, theme).paint(m_graph, m_layout, m_selected, m_hovered);
}

void MapView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_fits)
        fit();
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position();
    m_offsetPressed = m_offset;
    m_dragging = false;
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        const QPointF moved = event->position() - m_pressed;
        m_dragging = m_dragging || moved.manhattanLength() > 6;
        if (m_dragging) {
            m_fits = false;
            m_offset = m_offsetPressed + moved;
            update();
        }
        return;
    }
    const QString hovered = nodeAt(event->position());
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    setCursor(hovered.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging && event->button() == Qt::LeftButton)
        emit selected(nodeAt(event->position()));
    m_dragging = false;
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const QString node = nodeAt(event->position()); !node.isEmpty())
        emit activated(node);
}

void MapView::wheelEvent(QWheelEvent* event)
{
    zoomAt(event->position(), std::pow(1.0015, event->angleDelta().y()));
    event->accept();
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (const QString next = neighbour(event->key()); !next.isEmpty())
            emit selected(next);
        return;
    case Qt::Key_Plus: zoomBy(1.2); return;
    case Qt::Key_Minus: zoomBy(1 / 1.2); return;
    case Qt::Key_0: fit(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_selected.isEmpty())
            emit activated(m_selected);
        return;
    case Qt::Key_Escape: emit selected({}); return;
    default: QWidget::keyPressEvent(event);
    }
}

bool MapView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const MapNode* node = m_graph.find(nodeAt(help->pos()));
        QToolTip::showText(help->globalPos(),
                           node ? QStringLiteral("%1 · %2").arg(node->title, node->subtitle).toHtmlEscaped()
                                : QString(),
                           this);
        return true;
    }
    return QWidget::event(event);
}

QString MapView::nodeAt(const QPointF& position) const
{
    const QPointF point = (position - m_offset) / m_scale;
    for (auto node = m_layout.nodes.begin(); node != m_layout.nodes.end(); ++node)
        if (node.value().contains(point) && m_graph.find(node.key()))
            return node.key();
    return {};
}

// The nearest node in that direction; sideways counts double. Without a selection the leftmost one.
QString MapView::neighbour(int key) const
{
    const QRectF from = m_layout.nodes.value(m_selected);
    QString best;
    double least = 0;
    for (const MapNode& node : m_graph.nodes) {
        const QPointF way = m_layout.nodes.value(node.id).center() - from.center();
        const bool horizontal = key == Qt::Key_Left || key == Qt::Key_Right;
        const double sign = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
        const double ahead = sign * (horizontal ? way.x() : way.y());
        const double aside = std::abs(horizontal ? way.y() : way.x());
        const double cost = from.isNull() ? m_layout.nodes.value(node.id).left() : ahead + 2 * aside;
        if (node.id == m_selected || (!from.isNull() && ahead < 4))
            continue;
        if (best.isEmpty() || cost < least) {
            best = node.id;
            least = cost;
        }
    }
    return best;
}

void MapView::zoomAt(const QPointF& position, double factor)
{
    const double scale = std::clamp(m_scale * factor, smallest, largest);
    m_offset = position - (position - m_offset) * (scale / m_scale);
    m_scale = scale;
    m_fits = false;
    update();
}

} // namespace signalbox
