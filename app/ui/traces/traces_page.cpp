// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traces/traces_page.h"

#include "models/traces_presenter.h"
#include "ui/traces/trace_list_delegate.h"
#include "ui/traces/trace_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/parts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {

PageName TracesPage::name()
{
    return {QStringLiteral("traces"), tr("Traces")};
}

TracesPage::TracesPage(TracesPresenter& presenter, QWidget* parent)
    : Page(name(), parent)
    , m_presenter(presenter)
{
    buildUi();
    connectPresenter();
    render(m_presenter.state());
}

void TracesPage::buildUi()
{
    m_list = new DataTable(this);
    m_list->setObjectName(QStringLiteral("traceList"));
    m_list->setAccessibleName(tr("Traces"));
    m_list->setModel(&m_presenter.list());
    m_list->setItemDelegateForColumn(TraceListModel::DurationColumn, new TraceDurationDelegate(m_list));
    m_list->horizontalHeader()->hide();
    m_list->setColumnWidths({112, -1, 150, 96, 84});
    m_trace = new TracePanel(m_presenter, this);
    auto* split = splitter(Qt::Vertical, QStringLiteral("tracesSplit"), this);
    split->addWidget(m_list);
    split->addWidget(m_trace);
    split->setSizes({7 * 24, 560});
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(split);
    m_stack->addWidget(m_empty);
    m_notice = new Banner(this);
    QVBoxLayout* layout = pageLayout(this);
    layout->addWidget(buildHeader());
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
}

QWidget* TracesPage::buildHeader()
{
    auto* header = new QWidget(this);
    m_filter = new FilterField(tr("text  service:NAME  errors  duration>20ms  or a trace id"), header);
    m_counted = dimLabel({}, header);
    m_counted->setObjectName(QStringLiteral("counted"));
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(onHeadLine(titleLabel(title(), header)), 0, Qt::AlignTop);
    layout->addWidget(m_filter, 1);
    layout->addWidget(onHeadLine(m_counted), 0, Qt::AlignTop);
    return header;
}

void TracesPage::connectPresenter()
{
    connect(&m_presenter, &TracesPresenter::stateChanged, this, &TracesPage::render);
    connect(&m_presenter, &TracesPresenter::inspected, this, &Page::inspectionChanged);
    connect(&m_presenter, &TracesPresenter::copyRequested, this, &TracesPage::copy);
    connect(m_filter, &FilterField::filterChanged, &m_presenter, &TracesPresenter::setFilter);
    connect(m_list, &DataTable::selectionMoved, this, [this](const QString& id) {
        if (!id.isEmpty())
            m_presenter.selectTrace(id);
    });
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == m_list->verticalScrollBar()->maximum())
            m_presenter.showMore();
    });
    connect(m_empty, &EmptyState::actionClicked, this, [this] {
        emit linkActivated({Link::Kind::Page, QStringLiteral("compose")});
    });
}

void TracesPage::render(const TracesState& state)
{
    m_filter->setText(state.filter);
    m_filter->setError(state.filterError ? state.filterError->position : 0,
                       state.filterError ? state.filterError->message : QString());
    m_counted->setText(state.counted);
    m_notice->show(StatusTone::Fail, state.notice);
    m_empty->setTexts(tr("Nothing to show"), state.emptyText, state.canCompose ? tr("Compose a request") : QString());
    const bool nothing = !state.emptyText.isEmpty() && state.traceId.isEmpty();
    m_stack->setCurrentIndex(nothing ? 1 : 0);
    if (m_list->selectedId() != state.traceId && !m_list->selectId(state.traceId))
        m_list->clearSelection(); // the trace is shown although the list, filtered, does not hold it
    m_trace->render(state);
    if (state.traceId != m_shownTrace) {
        m_shownTrace = state.traceId;
        emit placeChanged();
    }
    if (isContentReady())
        emit contentReady();
}

Inspection TracesPage::inspection() const
{
    return m_presenter.inspection();
}

bool TracesPage::open(const Link& link)
{
    switch (link.kind) {
    case Link::Kind::Trace:
    case Link::Kind::Span:
    case Link::Kind::Event:
    case Link::Kind::Journey:
    case Link::Kind::TracesOfService: m_presenter.showLink(link); return true;
    case Link::Kind::None:
    case Link::Kind::Page:
    case Link::Kind::Service:
    case Link::Kind::LogLine:
    case Link::Kind::LogsOfTrace:
    case Link::Kind::LogsOfService:
    case Link::Kind::LogsWithField:
    case Link::Kind::Queue:
    case Link::Kind::Url: break;
    }
    return false;
}

Link TracesPage::place() const
{
    const QString trace = m_presenter.state().traceId;
    return trace.isEmpty() ? Page::place() : Link{Link::Kind::Trace, trace};
}

void TracesPage::runAct(const QString& act)
{
    if (act == QLatin1String("filter"))
        m_filter->takeFocus();
    else if (act == QLatin1String("errors"))
        m_presenter.setFilter(QStringLiteral("errors"));
    else if (act == QLatin1String("clear"))
        m_presenter.setFilter(QString());
    else
        m_presenter.runAct(act);
}

QList<Page::Command> TracesPage::commands() const
{
    return {{QStringLiteral("filter"), tr("Filter traces"), {}},
            {QStringLiteral("errors"), tr("Show traces with errors"), {}},
            {QStringLiteral("clear"), tr("Show all traces"), {}}};
}

void TracesPage::selectSample()
{
    m_presenter.selectSample();
}

bool TracesPage::isContentReady() const
{
    return m_presenter.isSampleShown();
}

void TracesPage::setActive(bool active)
{
    m_presenter.setActive(active);
}

// Where there is little room the name needs it more than the bar that compares durations.
void TracesPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const bool roomy = width() > 800;
    m_list->setColumnWidth(TraceListModel::SpansColumn, roomy ? 180 : 150);
    m_list->setColumnWidth(TraceListModel::DurationColumn, roomy ? 230 : 84);
}

void TracesPage::copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace signalbox
