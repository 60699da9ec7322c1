// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/trace_panel.h"

#include "models/traces_presenter.h"
#include "ui/journey/journey_view.h"
#include "ui/theme/theme.h"
#include "ui/traces/comparison_view.h"
#include "ui/traces/trace_minimap.h"
#include "ui/traces/waterfall_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/parts.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {

TracePanel::TracePanel(TracesPresenter& presenter, QWidget* parent)
    : QFrame(parent)
    , m_presenter(presenter)
{
    setProperty("panel", true);
    buildUi();
    connectPresenter();
    connectChips();
}

void TracePanel::buildUi()
{
    m_notice = new Banner(this);
    m_difference = dimLabel({}, this);
    m_difference->setObjectName(QStringLiteral("difference"));
    m_difference->setWordWrap(true);
    m_difference->setContentsMargins(12, 0, 12, 8);
    m_minimap = new TraceMinimap(m_presenter.waterfall(), this);
    auto* line = new QFrame(this);
    line->setProperty("line", true);
    line->setFixedHeight(1);
    m_waterfall = new WaterfallView(m_presenter.waterfall(), this);
    m_journey = new JourneyView(m_presenter.journey(), this);
    m_views = new QStackedWidget(this);
    m_views->addWidget(m_waterfall);
    m_views->addWidget(m_journey);
    m_comparison = new ComparisonView(m_presenter.comparison(), this);
    m_views->addWidget(m_comparison);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_notice);
    layout->addWidget(m_difference);
    layout->addWidget(m_minimap);
    layout->addWidget(line);
    layout->addWidget(m_views, 1);
}

QWidget* TracePanel::buildHeader()
{
    auto* header = new QWidget(this);
    m_id = dataLabel({}, header);
    m_id->setObjectName(QStringLiteral("traceId"));
    m_summary = new ElidedLabel({}, header);
    m_summary->setObjectName(QStringLiteral("traceSummary"));
    m_summary->setProperty("role", QStringLiteral("dim"));
    m_logTime = headerChip(
        tr("time: log"), QStringLiteral("logTime"), tr("Stretch short work and shrink long waiting"), header);
    m_criticalPath = headerChip(tr("critical path"),
                                QStringLiteral("criticalPath"),
                                tr("Bring out the chain that made the trace as long as it is"),
                                header);
    m_servicesOnly = headerChip(tr("services"),
                                QStringLiteral("servicesOnly"),
                                tr("Only where the work changes from one service to another, and what failed"),
                                header);
    m_showJourney = headerChip(
        tr("journey"), QStringLiteral("showJourney"), tr("From the request to its last effect, step by step"), header);
    m_compare = headerChip(tr("compare"),
                           QStringLiteral("compare"),
                           tr("Keep this trace and lay the next one that you select over it"),
                           header);
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(m_id);
    layout->addWidget(m_summary, 1);
    for (QPushButton* each : {m_logTime, m_criticalPath, m_servicesOnly, m_showJourney, m_compare})
        layout->addWidget(each);
    return header;
}

QPushButton* TracePanel::headerChip(const QString& text, const QString& name, const QString& toolTip, QWidget* header)
{
    QPushButton* made = chip(text, true, header);
    made->setObjectName(name);
    made->setToolTip(toolTip);
    return made;
}

void TracePanel::connectPresenter()
{
    connect(m_waterfall, &WaterfallView::spanSelected, &m_presenter, &TracesPresenter::selectSpan);
    connect(m_minimap, &TraceMinimap::spanPicked, this, [this](const QString& span) {
        m_showJourney->setChecked(false);
        m_presenter.showLink({Link::Kind::Span, m_presenter.state().traceId + QLatin1Char('/') + span});
    });
    connect(m_journey, &JourneyView::spanActivated, this, [this](const QString& span) {
        m_showJourney->setChecked(false);
        m_presenter.showLink({Link::Kind::Span, m_presenter.state().traceId + QLatin1Char('/') + span});
    });
    connect(m_comparison, &ComparisonView::spanSelected, &m_presenter, &TracesPresenter::selectSpan);
    connect(&m_presenter.waterfall(), &TraceWaterfallModel::extentChanged, this, [this] {
        m_waterfall->selectSpan(m_presenter.state().spanId);
    });
}

void TracePanel::connectChips()
{
    connect(m_logTime, &QPushButton::toggled, &m_presenter, &TracesPresenter::setLogTime);
    connect(m_criticalPath, &QPushButton::toggled, &m_presenter, &TracesPresenter::setCriticalPath);
    connect(m_servicesOnly, &QPushButton::toggled, &m_presenter, &TracesPresenter::setServicesOnly);
    connect(m_showJourney, &QPushButton::toggled, this, &TracePanel::showView);
    connect(m_compare, &QPushButton::toggled, &m_presenter, &TracesPresenter::setComparing);
}

// Two traces laid over each other come before the ways to look at one.
void TracePanel::showView()
{
    if (m_compare->isChecked() && m_presenter.comparison().rowCount() > 0)
        m_views->setCurrentWidget(m_comparison);
    else
        m_views->setCurrentWidget(m_showJourney->isChecked() ? static_cast<QWidget*>(m_journey) : m_waterfall);
}

void TracePanel::render(const TracesState& state)
{
    m_id->setText(state.traceId.left(16));
    m_id->setToolTip(state.traceId);
    m_summary->setText(state.traceSummary);
    m_difference->setText(state.comparison);
    m_difference->setVisible(state.comparing);
    m_servicesOnly->setChecked(state.servicesOnly);
    m_compare->setChecked(state.comparing);
    showView();
    m_notice->show(StatusTone::Warn, state.traceNotice);
    m_logTime->setChecked(state.logTime);
    m_minimap->setLogTime(state.logTime);
    m_waterfall->setLogTime(state.logTime);
    m_criticalPath->setChecked(state.criticalPath);
    m_waterfall->setCriticalPath(state.criticalPath);
    m_waterfall->selectSpan(state.spanId);
}

} // namespace signalbox
