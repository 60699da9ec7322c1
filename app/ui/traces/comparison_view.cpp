// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/comparison_view.h"

#include "models/trace_comparison_model.h"
#include "ui/theme/theme.h"
#include "ui/traces/waterfall_delegate.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/timing_bar.h"

#include <QPainter>

#include <algorithm>

namespace signalbox {
namespace {

constexpr int comparisonRowHeight = 32;
constexpr int comparisonBarHeight = 8;
constexpr int comparisonBarGap = 3;
constexpr int comparisonIndent = 14;
constexpr int deepestCompared = 16;
constexpr int differenceWidth = 96;
constexpr double noticeable = 0.05; // of the longer trace; less is noise, and shown quietly

TimingBar barOf(const ComparedSpan& span, qint64 lengthNs, const QColor& color, bool waiting)
{
    const auto length = static_cast<double>(lengthNs);
    return {.begin = static_cast<double>(span.offsetNs) / length,
            .end = static_cast<double>(span.offsetNs + span.durationNs) / length,
            .color = color,
            .waiting = waiting,
            .failed = span.failed};
}

} // namespace

ComparisonDelegate::ComparisonDelegate(const TraceComparisonModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

QSize ComparisonDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {360, comparisonRowHeight};
}

void ComparisonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    CellDelegate::paintRow(painter, option);
    paintName(*painter, option, index);
    paintBars(*painter, option, index);
    painter->restore();
}

void ComparisonDelegate::paintName(QPainter& painter,
                                   const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const auto row = index.data(TraceComparisonModel::RowRole).value<ComparisonRow>();
    const int left =
        option.rect.left() + CellDelegate::padding + std::min(row.depth, deepestCompared) * comparisonIndent;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.serviceHue(row.service, m_model.colorOf(row.service)));
    painter.drawRoundedRect(QRect(left, option.rect.top() + 7, 3, option.rect.height() - 14), 1.5, 1.5);
    const int right = option.rect.left() + WaterfallDelegate::nameWidth(option.rect.width()) - CellDelegate::padding;
    const QRect area(left + 11, option.rect.top(), std::max(0, right - left - 11), option.rect.height());
    painter.setFont(uiFont(13));
    const bool both = row.left && row.right;
    painter.setPen(theme.color(both && row.kind == WaterfallRow::Kind::Span ? Token::Text : Token::Dim));
    const QString shown = painter.fontMetrics().elidedText(row.text, Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    const int used = painter.fontMetrics().horizontalAdvance(shown) + CellDelegate::padding;
    painter.setFont(uiFont(11));
    painter.setPen(theme.color(Token::Dim));
    if (used + painter.fontMetrics().horizontalAdvance(row.service) <= area.width())
        painter.drawText(
            area.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, row.service);
}

void ComparisonDelegate::paintBars(QPainter& painter,
                                   const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const auto row = index.data(TraceComparisonModel::RowRole).value<ComparisonRow>();
    const int left = option.rect.left() + WaterfallDelegate::nameWidth(option.rect.width());
    const int width = option.rect.right() - left - differenceWidth - CellDelegate::padding;
    if (width < 20)
        return;
    const QColor hue = theme.serviceHue(row.service, m_model.colorOf(row.service));
    const bool waiting = row.kind == WaterfallRow::Kind::Wait;
    const QRectF upper(
        left, option.rect.center().y() - comparisonBarHeight - comparisonBarGap / 2.0, width, comparisonBarHeight);
    const QRectF lower = upper.translated(0, comparisonBarHeight + comparisonBarGap);
    QColor first = hue;
    first.setAlphaF(0.45F); // the one that is compared with stands back
    if (row.left)
        paintTimingBar(painter, upper, barOf(*row.left, m_model.lengthNs(), first, waiting), theme);
    if (row.right)
        paintTimingBar(painter, lower, barOf(*row.right, m_model.lengthNs(), hue, waiting), theme);
    const qint64 difference = row.differenceNs();
    const bool tells = std::abs(static_cast<double>(difference)) > noticeable * static_cast<double>(m_model.lengthNs());
    QString text = differenceText(difference);
    if (!row.left)
        text = tr("only second");
    else if (!row.right)
        text = tr("only first");
    painter.setFont(dataFont(11));
    painter.setPen(theme.color(!tells ? Token::Dim : difference > 0 ? Token::Warn : Token::Ok));
    const QRect label(option.rect.right() - differenceWidth - CellDelegate::padding,
                      option.rect.top(),
                      differenceWidth,
                      option.rect.height());
    painter.drawText(label, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, text);
}

ComparisonView::ComparisonView(TraceComparisonModel& model, QWidget* parent)
    : QListView(parent)
{
    setObjectName(QStringLiteral("comparison"));
    setAccessibleName(tr("Two traces compared"));
    setModel(&model);
    setItemDelegate(new ComparisonDelegate(model, this));
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setStyleSheet(QStringLiteral("QListView { border: 0; }")); // it stands in a panel that has one
    setVerticalScrollMode(ScrollPerPixel);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = selectionModel()->selectedIndexes();
        if (!rows.isEmpty() && !rows.first().data(TraceComparisonModel::SpanIdRole).toString().isEmpty())
            emit spanSelected(rows.first().data(TraceComparisonModel::SpanIdRole).toString());
    });
}

} // namespace signalbox
