// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journey/journey_delegate.h"

#include "core/base/format.h"
#include "models/journey_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/timing_bar.h"

#include <QIcon>
#include <QPainter>

#include <algorithm>

namespace signalbox {

namespace {

constexpr int stepIconSide = 12;
constexpr int kindWidth = 64;
constexpr int offsetWidth = 72;
constexpr int stepDurationWidth = 68;
constexpr int stepGap = 8;

// The words take what the bar leaves them: never less than half, never more than they need on a wide screen.
int textWidth(int width)
{
    return std::clamp(width * 45 / 100, 160, 460);
}

} // namespace

JourneyDelegate::JourneyDelegate(const JourneyModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

void JourneyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    CellDelegate::paintRow(painter, option);
    paintText(*painter, option, index);
    paintTime(*painter, option, index);
    painter->restore();
}

QSize JourneyDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {320, rowHeight};
}

void JourneyDelegate::paintText(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const QRect row = option.rect.adjusted(stepGap, 0, 0, 0);
    const auto tone = index.data(ToneRole).value<StatusTone>();
    toneIcon(tone, theme)
        .paint(&painter, QRect(row.left(), row.center().y() - stepIconSide / 2, stepIconSide, stepIconSide));
    const auto kind = static_cast<JourneyStep::Kind>(index.data(JourneyModel::KindRole).toInt());
    QRect area(row.left() + stepIconSide + stepGap, row.top(), kindWidth, row.height());
    painter.setFont(uiFont(11));
    painter.setPen(theme.color(Token::Dim));
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, journeyKindName(kind));
    area = QRect(area.right() + 1, row.top(), 3, row.height());
    const QString service = index.data(ServiceRole).toString();
    if (!service.isEmpty())
        painter.fillRect(area.adjusted(0, 5, 0, -5),
                         theme.serviceHue(service, index.data(ServiceColorRole).toString()));
    const int left = area.right() + stepGap;
    area =
        QRect(left, row.top(), std::max(0, option.rect.left() + textWidth(option.rect.width()) - left), row.height());
    painter.setFont(uiFont(13));
    painter.setPen(theme.color(index.data(JourneyModel::WaitingRole).toBool() ? Token::Dim : Token::Text));
    const QString text = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

void JourneyDelegate::paintTime(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    QRect area = option.rect.adjusted(textWidth(option.rect.width()) + stepGap, 0, -stepGap, 0);
    painter.setFont(dataFont(11));
    painter.setPen(theme.color(Token::Dim));
    const qint64 offset = index.data(JourneyModel::OffsetRole).toLongLong();
    const QRect begin(area.left(), area.top(), offsetWidth, area.height());
    painter.drawText(begin, Qt::AlignVCenter | Qt::AlignRight, QLatin1Char('+') + formatDuration(offset));
    const qint64 duration = index.data(JourneyModel::DurationRole).toLongLong();
    const QRect end(area.right() - stepDurationWidth + 1, area.top(), stepDurationWidth, area.height());
    painter.setPen(theme.color(Token::Text));
    painter.drawText(
        end, Qt::AlignVCenter | Qt::AlignRight, duration < 0 ? QStringLiteral("…") : formatDuration(duration));
    const QRectF track(
        begin.right() + 2 * stepGap, area.center().y() - 5, end.left() - begin.right() - 3 * stepGap, 10);
    if (track.width() < 24)
        return;
    const auto length = static_cast<double>(std::max<qint64>(1, m_model.lengthNs()));
    TimingBar bar;
    bar.begin = static_cast<double>(offset) / length;
    bar.end = duration < 0 ? 1 : static_cast<double>(offset + duration) / length;
    bar.color = theme.serviceHue(index.data(ServiceRole).toString(), index.data(ServiceColorRole).toString());
    bar.waiting = index.data(JourneyModel::WaitingRole).toBool();
    bar.failed = index.data(JourneyModel::FailedRole).toBool();
    paintTimingBar(painter, track, bar, theme);
}

} // namespace signalbox
