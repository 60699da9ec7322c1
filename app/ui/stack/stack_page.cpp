// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stack/stack_page.h"

#include "models/item_roles.h"
#include "models/stack_presenter.h"
#include "ui/stack/startup_chart.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {
namespace {

constexpr int roomyWidth = 800;

} // namespace

PageName StackPage::name()
{
    return {QStringLiteral("stack"), tr("Stack")};
}

StackPage::StackPage(StackPresenter& presenter, QWidget* parent)
    : Page(name(), parent)
    , m_presenter(presenter)
{
    buildUi();
    connectPresenter();
    render(m_presenter.state());
}

void StackPage::buildUi()
{
    auto* layout = pageLayout(this);
    layout->addWidget(buildHead());
    buildTable();
    m_startup = buildStartup();
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_table, 1);
    column->addWidget(m_startup);
    column->addStretch(0);
    m_stack->addWidget(content);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
}

QWidget* StackPage::buildHead()
{
    auto* head = new QWidget(this);
    m_headline = dimLabel({}, head);
    m_headline->setObjectName(QStringLiteral("headline"));
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(titleLabel(title(), head));
    layout->addWidget(m_headline);
    layout->addStretch(1);
    head->setFixedHeight(26);
    return head;
}

void StackPage::buildTable()
{
    m_table = new DataTable(this);
    m_table->setObjectName(QStringLiteral("services"));
    m_table->setAccessibleName(tr("Services"));
    m_table->setModel(&m_presenter.model());
    m_table->setColumnWidths({90, 84, 72, 66, 56, 66, 62, 66});
    m_table->setFlexibleColumn(ServiceModel::StateColumn, 60);
    m_table->setFitsRows(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &DataTable::selectionMoved, &m_presenter, &StackPresenter::select);
    connect(m_table, &DataTable::rowActivated, this, [this](const QString& service) {
        emit linkActivated({Link::Kind::LogsOfService, service});
    });
    connect(m_table, &DataTable::linkClicked, this, [this](const QModelIndex& index) {
        emit linkActivated(index.data(LinkRole).value<Link>());
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &StackPage::showMenu);
}

QFrame* StackPage::buildStartup()
{
    QFrame* frame = panel(this);
    auto* name = new QLabel(tr("Last start"), frame);
    name->setFont(uiFont(13, QFont::DemiBold));
    m_caption = new ElidedLabel({}, frame);
    m_caption->setObjectName(QStringLiteral("startupCaption"));
    m_caption->setProperty("role", QStringLiteral("dim"));
    m_chart = new StartupChart(frame);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(name);
    head->addWidget(m_caption, 1);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_chart);
    return frame;
}

void StackPage::connectPresenter()
{
    connect(&m_presenter, &StackPresenter::stateChanged, this, &StackPage::render);
    connect(&m_presenter, &StackPresenter::inspected, this, &Page::inspectionChanged);
    connect(&m_presenter.model(), &QAbstractItemModel::rowsInserted, this, &StackPage::takeSample);
}

void StackPage::render(const StackState& state)
{
    m_headline->setText(state.headline);
    m_empty->setTexts(state.emptyWhat, state.emptyWhy);
    m_stack->setCurrentIndex(state.emptyWhat.isEmpty() ? 0 : 1);
    m_startup->setVisible(!state.startup.bars.isEmpty());
    m_caption->setText(state.startup.caption);
    m_chart->show(state.startup);
    takeSample();
}

Inspection StackPage::inspection() const
{
    return m_presenter.inspection();
}

bool StackPage::open(const Link& link)
{
    if (link.kind != Link::Kind::Service || !m_presenter.knows(link.id))
        return false;
    m_table->selectId(link.id);
    return true;
}

Link StackPage::place() const
{
    const QString selected = m_presenter.state().selected;
    return selected.isEmpty() ? Page::place() : Link{Link::Kind::Service, selected};
}

void StackPage::runAct(const QString& act)
{
    m_presenter.runAct(act);
}

QList<Page::Command> StackPage::commands() const
{
    const StackState& state = m_presenter.state();
    QList<Command> commands;
    if (state.canStartSelected)
        commands.append({QStringLiteral("start"), tr("Start %1").arg(state.selected), {}});
    if (state.canStopSelected)
        commands.append({QStringLiteral("stop"), tr("Stop %1").arg(state.selected), {}});
    return commands;
}

void StackPage::selectSample()
{
    m_wantsSample = true;
    takeSample();
}

void StackPage::takeSample()
{
    const QString sample = m_wantsSample ? m_presenter.sample() : QString();
    if (sample.isEmpty() || !m_table->selectId(sample))
        return;
    m_wantsSample = false;
    emit contentReady();
}

bool StackPage::isContentReady() const
{
    return !m_presenter.state().selected.isEmpty();
}

void StackPage::setActive(bool active)
{
    m_presenter.setActive(active);
}

// Where there is little room the last line needs it more; the inspector says the version.
void StackPage::resizeEvent(QResizeEvent* event)
{
    m_table->setColumnHidden(ServiceModel::VersionColumn, width() < roomyWidth);
    Page::resizeEvent(event);
}

void StackPage::showMenu(const QPoint& position)
{
    const QModelIndex index = m_table->indexAt(position);
    if (!index.isValid())
        return;
    m_table->selectRow(index.row());
    const StackState& state = m_presenter.state();
    const QString service = state.selected;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, const QString& act, bool enabled) {
        QAction* action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, [this, act] { m_presenter.runAct(act); });
    };
    add(tr("Start"), QStringLiteral("start"), state.canStartSelected);
    add(tr("Stop"), QStringLiteral("stop"), state.canStopSelected);
    add(tr("Restart"), QStringLiteral("restart"), state.canRestartSelected);
    menu->addSeparator();
    const auto link = [&](const QString& text, Link::Kind kind) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, kind, service] {
            emit linkActivated({kind, service});
        });
    };
    link(tr("Logs"), Link::Kind::LogsOfService);
    link(tr("Traces"), Link::Kind::TracesOfService);
    connect(menu->addAction(tr("Copy the name")), &QAction::triggered, this, [service] {
        QGuiApplication::clipboard()->setText(service);
    });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace signalbox
