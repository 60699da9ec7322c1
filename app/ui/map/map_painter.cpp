// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_painter.h"

#include "ui/theme/theme.h"

#include <QIcon>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace signalbox {
namespace {

constexpr int mostPixels = 15; // two lines have this much room in a node
constexpr double arrow = 8;

bool isProblem(StatusTone tone)
{
    return tone == StatusTone::Fail || tone == StatusTone::Warn;
}

// Things that hold something are round, things that do something are angular.
double radiusOf(const MapNode& node, const QRectF& rect)
{
    switch (node.kind) {
    case MapKind::Service:
    case MapKind::Server:
    case MapKind::Exchange: return 5;
    case MapKind::Queue:
    case MapKind::DeadLetters:
    case MapKind::Outbox:
    case MapKind::Database: return rect.height() / 2;
    }
    return 5;
}

// Above a line that runs level, on one that climbs.
QPointF labelPlace(const MapLayout& layout, const QString& edge)
{
    const QList<QPointF> points = layout.edges.value(edge);
    const QPointF middle = layout.labels.value(edge);
    const QPointF way = points.isEmpty() ? QPointF() : points.last() - points.first();
    return std::abs(way.x()) > 3 * std::abs(way.y()) ? middle - QPointF(3, 9) : middle;
}

} // namespace

MapPainter::MapPainter(QPainter& painter, const Theme& theme)
    : m_painter(painter)
    , m_theme(theme)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
}

void MapPainter::paint(const MapGraph& graph, const MapLayout& layout, const QString& selected, const QString& hovered)
{
    for (const MapEdge& edge : graph.edges)
        paintEdge(edge, layout.edges.value(edge.id()), edge.from == selected || edge.to == selected);
    for (const MapEdge& edge : graph.edges)
        if (!edge.label.isEmpty() && layout.labels.contains(edge.id()))
            paintLabel(edge.label,
                       labelPlace(layout, edge.id()),
                       isProblem(edge.tone) ? m_theme.tone(edge.tone) : m_theme.color(Token::Dim));
    for (const MapNode& node : graph.nodes)
        if (layout.nodes.contains(node.id))
            paintNode(node, layout.nodes.value(node.id), node.id == selected, node.id == hovered);
}

void MapPainter::paintEdge(const MapEdge& edge, const QList<QPointF>& points, bool emphasised)
{
    if (points.size() < 4)
        return;
    const QColor color =
        isProblem(edge.tone) ? m_theme.tone(edge.tone) : m_theme.color(emphasised ? Token::Accent : Token::Faint);
    QPainterPath path(points.first());
    for (qsizetype i = 1; i + 2 < points.size(); i += 3)
        path.cubicTo(points[i], points[i + 1], points[i + 2]);
    QPen pen(color, isProblem(edge.tone) || emphasised ? 1.6 : 1.1);
    if (edge.kind == MapEdge::Kind::Needs)
        pen.setDashPattern({3, 3}); // declared, nothing seen on it
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
    paintArrow(points[points.size() - 2], points.last(), color);
}

void MapPainter::paintArrow(const QPointF& from, const QPointF& tip, const QColor& color)
{
    const QPointF along = tip - from;
    const double length = std::hypot(along.x(), along.y());
    if (length < 0.001)
        return;
    const QPointF unit = along / length;
    const QPointF across(-unit.y(), unit.x());
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawPolygon(
        QPolygonF{tip, tip - unit * arrow + across * (arrow / 2.4), tip - unit * arrow - across * (arrow / 2.4)});
}

// A map that is drawn small to fit keeps words that can be read; they are elided sooner instead.
int MapPainter::legible(int pixels) const
{
    constexpr double least = 9;
    const double scale = m_painter.worldTransform().m11();
    return scale > 0 ? std::clamp(int(std::ceil(least / scale)), pixels, mostPixels) : pixels;
}

void MapPainter::paintLabel(const QString& text, const QPointF& center, const QColor& color)
{
    m_painter.setFont(uiFont(legible(11)));
    QRectF box = m_painter.fontMetrics().boundingRect(text);
    box.moveCenter(center);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.color(Token::Surface));
    m_painter.drawRect(box.adjusted(-3, -1, 3, 1)); // the line must not strike the words through
    m_painter.setPen(m_theme.readable(color, m_theme.color(Token::Surface)));
    m_painter.drawText(box.adjusted(-20, -4, 20, 4), Qt::AlignCenter, text);
}

void MapPainter::paintNode(const MapNode& node, const QRectF& rect, bool selected, bool hovered)
{
    const QColor border = selected               ? m_theme.color(Token::Accent)
                          : isProblem(node.tone) ? m_theme.tone(node.tone)
                                                 : m_theme.color(hovered ? Token::Faint : Token::Border);
    m_painter.setPen(QPen(border, selected || isProblem(node.tone) ? 1.6 : 1));
    m_painter.setBrush(m_theme.color(selected ? Token::Selection : Token::Raised));
    m_painter.drawRoundedRect(rect, radiusOf(node, rect), radiusOf(node, rect));
    const bool round = radiusOf(node, rect) > 10;
    if (!node.service.isEmpty() && !round) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.serviceHue(node.service, node.color));
        m_painter.drawRoundedRect(QRectF(rect.left() + 1, rect.top() + 5, 3, rect.height() - 10), 1.5, 1.5);
    }
    paintTexts(node, rect.adjusted(round ? 15 : 12, 5, -6, -5));
}

void MapPainter::paintTexts(const MapNode& node, const QRectF& area)
{
    const QRectF upper(area.left(), area.top(), area.width(), area.height() / 2);
    const QRectF lower = upper.translated(0, area.height() / 2);
    m_painter.setFont(uiFont(legible(12), QFont::DemiBold));
    m_painter.setPen(m_theme.color(Token::Text));
    m_painter.drawText(upper,
                       Qt::AlignLeft | Qt::AlignVCenter,
                       m_painter.fontMetrics().elidedText(node.title, Qt::ElideRight, int(upper.width())));
    m_painter.setFont(uiFont(legible(11)));
    // Good is quiet here: only what is not well, or on its way, takes a colour.
    const bool quiet = node.tone == StatusTone::None || node.tone == StatusTone::Ok || node.tone == StatusTone::Idle;
    const QColor color = quiet ? m_theme.color(Token::Dim) : m_theme.tone(node.tone);
    double left = lower.left();
    if (!quiet) {
        toneIcon(node.tone, m_theme).paint(&m_painter, QRect(int(left), int(lower.center().y()) - 5, 10, 10));
        left += 14;
    }
    m_painter.setPen(m_theme.readable(color, m_theme.color(Token::Raised)));
    const QRectF text(left, lower.top(), lower.right() - left, lower.height());
    m_painter.drawText(text,
                       Qt::AlignLeft | Qt::AlignVCenter,
                       m_painter.fontMetrics().elidedText(node.subtitle, Qt::ElideRight, int(text.width())));
}

} // namespace signalbox
