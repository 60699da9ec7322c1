// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/link.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace signalbox {

class Banner;
class ComparisonView;
class ElidedLabel;
class JourneyView;
class TraceMinimap;
class TracesPresenter;
class WaterfallView;
struct TracesState;

// One trace: what it is, its overview, and below either its spans or its journey.
class TracePanel final : public QFrame
{
    Q_OBJECT

public:
    explicit TracePanel(TracesPresenter& presenter, QWidget* parent = nullptr);

    void render(const TracesState& state);

private:
    void buildUi();
    QWidget* buildHeader();
    QPushButton* headerChip(const QString& text, const QString& name, const QString& toolTip, QWidget* header);
    void connectPresenter();
    void connectChips();
    void showView();

    TracesPresenter& m_presenter;
    QLabel* m_id = nullptr;
    ElidedLabel* m_summary = nullptr;
    QPushButton* m_logTime = nullptr;
    QPushButton* m_criticalPath = nullptr;
    QPushButton* m_servicesOnly = nullptr;
    QPushButton* m_showJourney = nullptr;
    QPushButton* m_compare = nullptr;
    Banner* m_notice = nullptr;
    QLabel* m_difference = nullptr;
    TraceMinimap* m_minimap = nullptr;
    QStackedWidget* m_views = nullptr;
    WaterfallView* m_waterfall = nullptr;
    JourneyView* m_journey = nullptr;
    ComparisonView* m_comparison = nullptr;
};

} // namespace signalbox
