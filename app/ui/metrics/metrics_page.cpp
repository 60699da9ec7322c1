// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metrics/metrics_page.h"

#include "models/metrics_presenter.h"
#include "ui/metrics/metric_chart_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/parts.h"

#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {
namespace {

using MetricsMode = MetricsState::Mode;

} // namespace

PageName MetricsPage::name()
{
    return {QStringLiteral("metrics"), tr("Metrics")};
}

MetricsPage::MetricsPage(MetricsPresenter& presenter, QWidget* parent)
    : Page(name(), parent)
    , m_presenter(presenter)
{
    m_problem = new Banner(this);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    auto* head = buildHead();
    m_stack->addWidget(buildBody());
    m_stack->addWidget(m_empty);
    QVBoxLayout* layout = pageLayout(this);
    layout->addWidget(head);
    layout->addWidget(m_problem);
    layout->addWidget(m_stack, 1);
    connectPresenter();
    render(m_presenter.state());
    showCharts();
}

QWidget* MetricsPage::buildHead()
{
    auto* head = new QWidget(this);
    m_filter = new FilterField(tr("part of a name  service:NAME  label=value"), head);
    m_requests = chip(tr("Requests"), true, head);
    m_requests->setObjectName(QStringLiteral("requests"));
    m_requests->setToolTip(tr("Rate, errors and duration by service and route"));
    m_series = chip(tr("All series"), true, head);
    m_series->setObjectName(QStringLiteral("series"));
    m_minutes = new ChoiceBox(head);
    m_minutes->setObjectName(QStringLiteral("minutes"));
    m_minutes->setAccessibleName(tr("How much time is shown"));
    m_minutes->addItem(tr("15 minutes"), 15);
    m_minutes->addItem(tr("1 hour"), 60);
    m_minutes->addItem(tr("6 hours"), 360);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(onHeadLine(titleLabel(title(), head)), 0, Qt::AlignTop);
    layout->addWidget(m_requests, 0, Qt::AlignVCenter);
    layout->addWidget(m_series, 0, Qt::AlignVCenter);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_minutes, 0, Qt::AlignTop);
    return head;
}

QWidget* MetricsPage::buildBody()
{
    auto* parts = splitter(Qt::Horizontal, QStringLiteral("metrics"), this);
    auto* left = new QWidget(parts);
    m_list = new DataTable(left);
    m_list->setObjectName(QStringLiteral("metrics"));
    m_list->setItemDelegate(new CellDelegate(m_list));
    m_list->setModel(&m_presenter.model());
    m_counted = dimLabel({}, left);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(4);
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(m_counted);
    auto* right = new QWidget(parts);
    m_heading = sectionLabel({}, right);
    m_heading->setTextFormat(Qt::PlainText);
    m_detail = dimLabel({}, right);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_chartLayout = new QVBoxLayout(right);
    m_chartLayout->setContentsMargins(8, 0, 0, 0);
    m_chartLayout->setSpacing(8);
    m_chartLayout->addWidget(m_heading);
    m_chartLayout->addWidget(m_detail);
    parts->addWidget(left);
    parts->addWidget(right);
    right->setMinimumWidth(300);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    parts->setSizes({560, 400});
    return parts;
}

void MetricsPage::connectPresenter()
{
    connect(&m_presenter, &MetricsPresenter::stateChanged, this, &MetricsPage::render);
    connect(&m_presenter, &MetricsPresenter::chartsChanged, this, &MetricsPage::showCharts);
    connect(&m_presenter, &MetricsPresenter::inspected, this, &Page::inspectionChanged);
    connect(m_filter, &FilterField::filterChanged, &m_presenter, &MetricsPresenter::setFilter);
    connect(m_list, &DataTable::selectionMoved, &m_presenter, &MetricsPresenter::select);
    connect(m_requests, &QPushButton::clicked, this, [this] { m_presenter.setMode(MetricsMode::Requests); });
    connect(m_series, &QPushButton::clicked, this, [this] { m_presenter.setMode(MetricsMode::Series); });
    connect(m_minutes, &QComboBox::activated, this, [this](int index) {
        m_presenter.setMinutes(m_minutes->itemData(index).toInt());
    });
    connect(m_empty, &EmptyState::actionClicked, this, [this] { m_presenter.setMode(MetricsMode::Series); });
}

void MetricsPage::render(const MetricsState& state)
{
    const bool requests = state.mode == MetricsMode::Requests;
    m_filter->setText(state.filter);
    m_requests->setChecked(requests);
    m_series->setChecked(!requests);
    m_minutes->setCurrentIndex(m_minutes->findData(state.minutes));
    m_problem->show(StatusTone::Warn, state.problem);
    m_counted->setText(state.counted);
    m_heading->setText(state.heading);
    m_detail->setText(state.detail);
    m_detail->setVisible(!state.detail.isEmpty());
    m_empty->setTexts(state.emptyWhat, state.emptyWhy, requests ? tr("All series") : QString());
    m_stack->setCurrentIndex(state.emptyWhat.isEmpty() ? 0 : 1);
    m_list->setColumnWidths(requests ? QList<int>{86, -1, 78, 74, 72} : QList<int>{86, -1, 84, 84});
    if (!state.selected.isEmpty() && m_list->selectedId() != state.selected)
        m_list->selectId(state.selected);
}

// As many views as there are charts; those that stay keep their place.
void MetricsPage::showCharts()
{
    const QList<MetricChart>& charts = m_presenter.charts();
    while (m_charts.size() < charts.size()) {
        m_charts.append(new MetricChartView(this));
        m_chartLayout->addWidget(m_charts.last(), 1);
    }
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        m_charts.at(i)->setVisible(i < charts.size());
        if (i < charts.size())
            m_charts.at(i)->setChart(charts.at(i));
    }
    if (m_wantsSample && isContentReady()) {
        m_wantsSample = false;
        emit contentReady();
    }
}

Inspection MetricsPage::inspection() const
{
    return m_presenter.inspection();
}

void MetricsPage::runAct(const QString& act)
{
    m_presenter.setMode(act == QLatin1String("series") ? MetricsMode::Series : MetricsMode::Requests);
}

QList<Page::Command> MetricsPage::commands() const
{
    return {{QStringLiteral("requests"), tr("Show requests by route"), {}},
            {QStringLiteral("series"), tr("Show all series"), {}}};
}

void MetricsPage::selectSample()
{
    m_wantsSample = true;
    showCharts();
}

bool MetricsPage::isContentReady() const
{
    // A rate takes two scrapes, so on a young stack the routes are there before their curves.
    return m_presenter.model().rowCount() > 0 && !m_presenter.charts().isEmpty();
}

void MetricsPage::setActive(bool active)
{
    m_presenter.setActive(active);
}

} // namespace signalbox
