// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/waterfall_delegate.h"

#include "core/base/format.h"
#include "models/trace_waterfall_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/timing_bar.h"

#include <QIcon>
#include <QPainter>

#include <algorithm>

namespace signalbox {

namespace {

constexpr int indent = 14;
constexpr int spanMargin = 8;
constexpr int expanderSide = 12;
constexpr int deepest = 16; // levels further down are not indented further: the name stays readable
constexpr int spanBarHeight = 12;
constexpr int spanDurationWidth = 66;

int leftOf(const WaterfallRow& row)
{
    return spanMargin + std::min(row.depth, deepest) * indent;
}

} // namespace

WaterfallDelegate::WaterfallDelegate(const TraceWaterfallModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

TimeScale WaterfallDelegate::scale() const
{
    return {m_model.extent(), m_logTime};
}

int WaterfallDelegate::nameWidth(int rowWidth)
{
    return std::clamp(rowWidth * 35 / 100, 180, 420);
}

QRect WaterfallDelegate::expander(const QRect& row, const WaterfallRow& content)
{
    if (content.below == 0)
        return {};
    return {row.left() + leftOf(content), row.center().y() - expanderSide / 2 + 1, expanderSide, expanderSide};
}

QSize WaterfallDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {360, rowHeight};
}

void WaterfallDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto row = index.data(TraceWaterfallModel::RowRole).value<WaterfallRow>();
    painter->save();
    CellDelegate::paintRow(painter, option);
    if (m_criticalPath && !row.critical)
        painter->setOpacity(0.4);
    paintName(*painter, option, index);
    paintBar(*painter, option, row);
    painter->restore();
}

void WaterfallDelegate::paintName(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const auto row = index.data(TraceWaterfallModel::RowRole).value<WaterfallRow>();
    if (const QRect triangle = expander(option.rect, row); !triangle.isEmpty()) {
        const bool collapsed = index.data(TraceWaterfallModel::CollapsedRole).toBool();
        const QString symbol = collapsed ? QStringLiteral("chevron-right") : QStringLiteral("chevron");
        symbolIcon(symbol, theme.color(Token::Dim)).paint(&painter, triangle);
    }
    const int left = option.rect.left() + leftOf(row) + expanderSide + 4;
    const QRect stripe(left, option.rect.top() + 5, 3, option.rect.height() - 10);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.serviceHue(row.service, m_model.colorOf(row.service)));
    painter.drawRoundedRect(stripe, 1.5, 1.5);
    const int right = option.rect.left() + nameWidth(option.rect.width()) - spanMargin;
    const QRect area(left + 11, option.rect.top(), std::max(0, right - left - 11), option.rect.height());
    const bool wait = row.kind == WaterfallRow::Kind::Wait;
    painter.setFont(uiFont(13));
    painter.setPen(theme.color(row.failed ? Token::Fail : wait ? Token::Dim : Token::Text));
    QString text = row.text;
    if (row.below > 0 && index.data(TraceWaterfallModel::CollapsedRole).toBool())
        text += QStringLiteral("  +%1").arg(row.below);
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    // The hue is never the only sign of a service; where the name leaves no room the tool tip has the word.
    const int used = painter.fontMetrics().horizontalAdvance(shown) + spanMargin;
    painter.setFont(uiFont(11));
    if (used + painter.fontMetrics().horizontalAdvance(row.service) > area.width())
        return;
    painter.setPen(theme.color(Token::Dim));
    painter.drawText(area.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, row.service);
}

void WaterfallDelegate::paintBar(QPainter& painter, const QStyleOptionViewItem& option, const WaterfallRow& row) const
{
    const Theme& theme = Theme::of(option.palette);
    const int left = option.rect.left() + nameWidth(option.rect.width());
    const QRectF track(left,
                       option.rect.center().y() - spanBarHeight / 2.0 + 1,
                       option.rect.right() - left - spanDurationWidth - spanMargin,
                       spanBarHeight);
    if (track.width() < 20)
        return;
    const TimeScale time = scale();
    TimingBar bar;
    bar.begin = time.share(row.startNs);
    bar.end = time.share(row.endNs());
    bar.color = theme.serviceHue(row.service, m_model.colorOf(row.service));
    bar.waiting = row.kind == WaterfallRow::Kind::Wait;
    bar.failed = row.failed;
    paintTimingBar(painter, track, bar, theme);
    const QRectF drawn = timingBarRect(track, bar);
    painter.setFont(dataFont(11));
    painter.setPen(theme.color(Token::Dim));
    const QRectF label(drawn.right() + 6, option.rect.top(), spanDurationWidth + 20, option.rect.height());
    painter.drawText(label,
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip | Qt::TextSingleLine,
                     row.note.isEmpty() ? formatDuration(row.durationNs)
                                        : formatDuration(row.durationNs) + QStringLiteral("  ⚠ ") + row.note);
}

} // namespace signalbox
