// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "models/shell_presenter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/status_label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace signalbox {

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent)
    , m_telemetry(new StatusLabel(this))
    , m_action(new StatusLabel(this))
{
    setFixedHeight(26);
    m_telemetry->setObjectName(QStringLiteral("telemetry"));
    m_action->setObjectName(QStringLiteral("lastAction"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 1, 14, 0);
    layout->setSpacing(24);
    layout->addWidget(m_telemetry);
    layout->addStretch(1);
    layout->addWidget(m_action);
    for (StatusLabel* label : {m_telemetry, m_action}) {
        label->setPixelSize(12);
        label->setQuiet(true);
    }
}

void StatusStrip::render(const ShellState& state)
{
    m_telemetry->setStatus(state.telemetryTone, state.telemetry);
    if (state.progress.isEmpty())
        m_action->setStatus(state.lastActionTone, state.lastAction);
    else
        m_action->setStatus(StatusTone::Busy, state.progress);
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Surface));
    painter.fillRect(0, 0, width(), 1, theme.color(Token::Border));
}

} // namespace signalbox
