// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace signalbox {

class StatusLabel;
struct ShellState;

// The foot of the window: what is known of the telemetry, and what is under way or was done last.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);
    void render(const ShellState& state);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusLabel* m_telemetry;
    StatusLabel* m_action;
};

} // namespace signalbox
