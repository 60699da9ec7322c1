// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journey/journey_view.h"

#include "models/journey_model.h"
#include "ui/journey/journey_delegate.h"

namespace signalbox {

JourneyView::JourneyView(JourneyModel& model, QWidget* parent)
    : QListView(parent)
{
    setObjectName(QStringLiteral("journey"));
    setAccessibleName(tr("Journey"));
    setModel(&model);
    setItemDelegate(new JourneyDelegate(model, this));
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setStyleSheet(QStringLiteral("QListView { border: 0; }")); // it stands in a panel that has one
    setVerticalScrollMode(ScrollPerPixel);
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
        if (const QString span = index.data(JourneyModel::SpanIdRole).toString(); !span.isEmpty())
            emit spanActivated(span);
    });
}

} // namespace signalbox
