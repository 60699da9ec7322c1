// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_page.h"

#include "models/map_presenter.h"
#include "ui/map/map_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {
namespace {

constexpr double zoomStep = 1.2;

} // namespace

PageName MapPage::name()
{
    return {QStringLiteral("map"), tr("Map")};
}

MapPage::MapPage(MapPresenter& presenter, QWidget* parent)
    : Page(name(), parent)
    , m_presenter(presenter)
{
    auto* layout = pageLayout(this);
    layout->addWidget(buildHead());
    m_problem = new Banner(this);
    m_view = new MapView(this);
    m_empty = new EmptyState(this);
    m_empty->setTexts(tr("The stack as one picture"),
                      tr("Services, queues and databases appear here as soon as the daemon answers."));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_problem);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_view);
    connectPresenter();
    m_view->setLayout(m_presenter.layout());
    render(m_presenter.state());
}

QWidget* MapPage::buildHead()
{
    auto* head = new QWidget(this);
    m_counted = dimLabel({}, head);
    QPushButton* fit = actionButton(tr("Fit"), QStringLiteral("fit"), head);
    fit->setObjectName(QStringLiteral("fit"));
    fit->setToolTip(tr("Show the whole map (0)"));
    QPushButton* closer = iconButton(QStringLiteral("plus"), tr("Closer (+)"), head);
    QPushButton* farther = iconButton(QStringLiteral("minus"), tr("Farther (−)"), head);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(titleLabel(title(), head));
    layout->addWidget(m_counted);
    layout->addStretch(1);
    for (QPushButton* button : {farther, closer, fit})
        layout->addWidget(button);
    connect(fit, &QPushButton::clicked, this, [this] { m_view->fit(); });
    connect(closer, &QPushButton::clicked, this, [this] { m_view->zoomBy(zoomStep); });
    connect(farther, &QPushButton::clicked, this, [this] { m_view->zoomBy(1 / zoomStep); });
    return head;
}

void MapPage::connectPresenter()
{
    connect(&m_presenter, &MapPresenter::stateChanged, this, &MapPage::render);
    connect(&m_presenter, &MapPresenter::inspected, this, &Page::inspectionChanged);
    connect(&m_presenter, &MapPresenter::layoutChanged, this, [this] {
        m_view->setLayout(m_presenter.layout());
        takeSample();
    });
    connect(m_view, &MapView::selected, &m_presenter, &MapPresenter::select);
    connect(m_view, &MapView::activated, this, &MapPage::followNode);
}

void MapPage::render(const MapState& state)
{
    m_counted->setText(state.counted);
    m_problem->show(StatusTone::Warn, state.problem);
    m_stack->setCurrentIndex(state.graph.nodes.isEmpty() ? 1 : 0);
    m_view->setGraph(state.graph, state.selected);
}

void MapPage::followNode(const QString& nodeId)
{
    if (const MapNode* node = m_presenter.state().graph.find(nodeId))
        if (node->kind == MapKind::Service || node->kind == MapKind::Server)
            emit linkActivated({Link::Kind::Service, node->title});
}

Inspection MapPage::inspection() const
{
    return m_presenter.inspection();
}

bool MapPage::open(const Link& link)
{
    return m_presenter.open(link);
}

Link MapPage::place() const
{
    const MapNode* node = m_presenter.state().graph.find(m_presenter.state().selected);
    const bool queue = node && (node->kind == MapKind::Queue || node->kind == MapKind::DeadLetters);
    return queue ? Link{Link::Kind::Queue, node->title} : Page::place();
}

void MapPage::runAct(const QString& act)
{
    if (act == QLatin1String("fit"))
        m_view->fit();
    else
        m_presenter.runAct(act);
}

QList<Page::Command> MapPage::commands() const
{
    return {{QStringLiteral("fit"), tr("Show the whole map"), {}}};
}

void MapPage::selectSample()
{
    m_wantsSample = true;
    takeSample();
}

void MapPage::takeSample()
{
    if (!m_wantsSample || !m_view->isDrawn())
        return;
    m_wantsSample = false;
    m_presenter.select(m_presenter.sample());
    emit contentReady();
}

bool MapPage::isContentReady() const
{
    return m_view->isDrawn() && !m_presenter.state().selected.isEmpty();
}

void MapPage::setActive(bool active)
{
    m_presenter.setActive(active);
}

} // namespace signalbox
