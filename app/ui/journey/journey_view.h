// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/link.h"

#include <QListView>

namespace signalbox {

class JourneyModel;

// The steps of a journey, one line each. Following a step (Enter, double click) leads to the span that it rests on.
class JourneyView final : public QListView
{
    Q_OBJECT

public:
    JourneyView(JourneyModel& model, QWidget* parent = nullptr);

signals:
    void spanActivated(const QString& spanId);
};

} // namespace signalbox
