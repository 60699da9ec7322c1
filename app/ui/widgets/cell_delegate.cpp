// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegate.h"

#include "models/item_roles.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QIcon>
#include <QPainter>
#include <QToolTip>

namespace signalbox {
namespace {

constexpr int stripeWidth = 3;
constexpr int stripeGap = 8;
constexpr int cellIconSide = 12;
constexpr int iconGap = 6;

QFont cellFont(const QModelIndex& index)
{
    return index.data(DataRole).toBool() ? dataFont(12) : uiFont(13);
}

QColor cellColor(const QModelIndex& index, const Theme& theme)
{
    const auto tone = index.data(ToneRole).value<StatusTone>();
    if (tone != StatusTone::None)
        return theme.tone(tone);
    if (index.data(LinkRole).value<Link>().kind != Link::Kind::None)
        return theme.color(Token::Accent);
    return theme.color(index.data(DimRole).toBool() ? Token::Dim : Token::Text);
}

// Takes a piece off the leading edge of `area`, whichever side that is.
QRect takeLeading(QRect& area, int width, int gapAfter, Qt::LayoutDirection direction)
{
    const QRect logical(area.left(), area.top(), width, area.height());
    const QRect piece = QStyle::visualRect(direction, area, logical);
    const int taken = width + gapAfter;
    area.adjust(direction == Qt::RightToLeft ? 0 : taken, 0, direction == Qt::RightToLeft ? -taken : 0, 0);
    return piece;
}

int leadWidth(const QModelIndex& index)
{
    int width = 0;
    if (!index.data(ServiceRole).toString().isEmpty())
        width += stripeWidth + stripeGap;
    if (index.data(ToneRole).value<StatusTone>() != StatusTone::None)
        width += cellIconSide + iconGap;
    return width;
}

} // namespace

void CellDelegate::paintRow(QPainter* painter, const QStyleOptionViewItem& option)
{
    const Theme& theme = Theme::of(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, theme.color(Token::Selection));
    painter->setPen(theme.color(Token::Grid));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    paintRow(painter, option);
    QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    if (const QString service = index.data(ServiceRole).toString(); !service.isEmpty()) {
        const QRect stripe = takeLeading(area, stripeWidth, stripeGap, option.direction).adjusted(0, 5, 0, -5);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.serviceHue(service, index.data(ServiceColorRole).toString()));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->drawRoundedRect(stripe, 1.5, 1.5);
    }
    if (const auto tone = index.data(ToneRole).value<StatusTone>(); tone != StatusTone::None) {
        const QRect box = takeLeading(area, cellIconSide, iconGap, option.direction);
        toneIcon(tone, theme)
            .paint(painter, QRect(box.left(), box.center().y() - cellIconSide / 2, cellIconSide, cellIconSide));
    }
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->setFont(cellFont(index));
    painter->setPen(theme.readable(cellColor(index, theme), theme.color(selected ? Token::Selection : Token::Surface)));
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    const auto visual =
        QStyle::visualAlignment(option.direction, alignment ? alignment : (Qt::AlignLeft | Qt::AlignVCenter));
    painter->drawText(area, int(visual | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QFontMetrics metrics(cellFont(index));
    return {metrics.horizontalAdvance(index.data().toString()) + leadWidth(index) + 2 * padding + 1, rowHeight};
}

bool CellDelegate::helpEvent(QHelpEvent* event,
                             QAbstractItemView* view,
                             const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const bool elided = sizeHint(option, index).width() > option.rect.width();
    // Escaped: a tool tip guesses whether its text is HTML.
    QToolTip::showText(event->globalPos(), elided ? index.data().toString().toHtmlEscaped() : QString(), view);
    return true;
}

} // namespace signalbox
