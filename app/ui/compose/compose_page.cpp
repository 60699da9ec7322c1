// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_page.h"

#include "models/compose_presenter.h"
#include "ui/compose/request_list.h"
#include "ui/compose/request_panel.h"
#include "ui/compose/response_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/parts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace signalbox {

PageName ComposePage::name()
{
    return {QStringLiteral("compose"), tr("Compose")};
}

ComposePage::ComposePage(ComposePresenter& presenter, QWidget* parent)
    : Page(name(), parent)
    , m_presenter(presenter)
{
    buildUi();
    connectPresenter();
    render(m_presenter.state());
}

void ComposePage::buildUi()
{
    m_request = new RequestPanel(m_presenter, this);
    m_response = new ResponsePanel(m_presenter, this);
    auto* exchange = splitter(Qt::Vertical, QStringLiteral("composeExchange"), this);
    exchange->addWidget(m_request);
    exchange->addWidget(m_response);
    exchange->setSizes({300, 500});
    exchange->setStretchFactor(0, 0);
    exchange->setStretchFactor(1, 1);
    auto* columns = splitter(Qt::Horizontal, QStringLiteral("composeColumns"), this);
    columns->addWidget(buildRequests());
    columns->addWidget(exchange);
    columns->setSizes({200, 720});
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    pageLayout(this)->addWidget(columns);
}

QWidget* ComposePage::buildRequests()
{
    auto* frame = panel(this);
    frame->setMinimumWidth(150);
    m_offersTitle = sectionLabel(tr("Requests of this stack"), frame);
    m_offers = new RequestList(m_presenter.offers(), QStringLiteral("offers"), frame);
    m_offers->setAccessibleName(tr("Requests of this stack"));
    m_history = new RequestList(m_presenter.history(), QStringLiteral("history"), frame);
    m_history->setAccessibleName(tr("Sent requests"));
    m_historyHint = dimLabel(tr("What you send is listed here until the window is closed."), frame);
    m_historyHint->setWordWrap(true);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(8, 10, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_offersTitle);
    layout->addWidget(m_offers);
    layout->addWidget(sectionLabel(tr("Sent"), frame));
    layout->addWidget(m_historyHint);
    layout->addWidget(m_history, 1);
    layout->addStretch();
    return frame;
}

void ComposePage::connectPresenter()
{
    connect(&m_presenter, &ComposePresenter::stateChanged, this, &ComposePage::render);
    connect(&m_presenter, &ComposePresenter::inspected, this, &Page::inspectionChanged);
    connect(&m_presenter, &ComposePresenter::copyRequested, this, [](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
    });
    connect(m_offers, &RequestList::picked, &m_presenter, &ComposePresenter::takeOffer);
    connect(m_history, &RequestList::picked, &m_presenter, &ComposePresenter::takeHistory);
    connect(&m_presenter.offers(), &QAbstractItemModel::modelReset, this, [this] { render(m_presenter.state()); });
    connect(m_response, &ResponsePanel::spanActivated, this, [this](const QString& span) {
        emit linkActivated({Link::Kind::Span, m_presenter.state().traceId + QLatin1Char('/') + span});
    });
    auto* send = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    send->setContext(Qt::WidgetWithChildrenShortcut);
    connect(send, &QShortcut::activated, &m_presenter, &ComposePresenter::send);
}

void ComposePage::render(const ComposeState& state)
{
    const int offers = m_presenter.offers().rowCount();
    m_offersTitle->setVisible(offers > 0);
    m_offers->setVisible(offers > 0);
    m_offers->setFixedHeight(std::min(offers, 12) * rowHeight + 8);
    m_historyHint->setVisible(m_presenter.history().rowCount() == 0);
    m_history->setVisible(m_presenter.history().rowCount() > 0);
    m_offers->setCurrent(state.offer);
    m_request->render(state);
    m_response->render(state);
    if (isContentReady())
        emit contentReady();
}

Inspection ComposePage::inspection() const
{
    return m_presenter.inspection();
}

void ComposePage::runAct(const QString& act)
{
    if (act == QLatin1String("url"))
        m_request->focusUrl();
    else
        m_presenter.runAct(act);
}

QList<Page::Command> ComposePage::commands() const
{
    return {{QStringLiteral("send"), tr("Send the request"), QStringLiteral("Ctrl+Return")},
            {QStringLiteral("replay-same"), tr("Replay with the same key"), {}},
            {QStringLiteral("replay-new"), tr("Replay with a new key"), {}},
            {QStringLiteral("example"), tr("Send the stack's example"), {}},
            {QStringLiteral("url"), tr("Compose a request"), {}}};
}

void ComposePage::selectSample()
{
    m_presenter.selectSample();
}

bool ComposePage::isContentReady() const
{
    return m_presenter.isSampleShown();
}

} // namespace signalbox
