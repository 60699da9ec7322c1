// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compose_response.h"

#include <QWidget>

namespace signalbox {

// Where the time of an exchange went: its phases on one bar, and below it each with its milliseconds and its colour.
class TimingStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit TimingStrip(QWidget* parent = nullptr);

    void setPhases(const QList<ComposeResponse::Phase>& phases);
    QSize sizeHint() const override { return {200, 40}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLegend(QPainter& painter, qreal top) const;

    QList<ComposeResponse::Phase> m_phases;
};

} // namespace signalbox
