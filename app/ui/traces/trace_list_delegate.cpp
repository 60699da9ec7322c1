// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/trace_list_delegate.h"

#include "models/item_roles.h"
#include "models/trace_list_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/timing_bar.h"

#include <QPainter>

namespace signalbox {

namespace {

constexpr int numberWidth = 72;

} // namespace

void TraceDurationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    CellDelegate::paint(painter, option, index);
    const QRect& cell = option.rect;
    const QRectF track(cell.left() + padding, cell.center().y() - 2, cell.width() - numberWidth - 2 * padding, 5);
    if (track.width() < 20)
        return;
    const Theme& theme = Theme::of(option.palette);
    const QModelIndex name = index.siblingAtColumn(TraceListModel::NameColumn);
    TimingBar bar;
    bar.end = index.data(TraceListModel::ShareRole).toDouble();
    bar.color = theme.serviceHue(name.data(ServiceRole).toString(), name.data(ServiceColorRole).toString());
    bar.failed = index.data(TraceListModel::ErrorsRole).toInt() > 0;
    paintTimingTrack(*painter, track, theme);
    paintTimingBar(*painter, track, bar, theme);
}

} // namespace signalbox
