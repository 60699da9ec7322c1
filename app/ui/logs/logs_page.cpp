// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logs_page.h"

#include "models/logs_presenter.h"
#include "ui/logs/log_histogram_view.h"
#include "ui/logs/log_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/parts.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox {

PageName LogsPage::name()
{
    return {QStringLiteral("logs"), tr("Logs")};
}

LogsPage::LogsPage(LogsPresenter& presenter, QWidget* parent)
    : Page(name(), parent)
    , m_presenter(presenter)
{
    buildUi();
    connectPresenter();
    connectView();
    render(m_presenter.state());
}

void LogsPage::buildUi()
{
    m_notice = new Banner(this);
    m_histogram = new LogHistogramView(this);
    m_lines = new LogView(m_presenter.model(), this);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_lines);
    m_stack->addWidget(m_empty);
    QVBoxLayout* layout = pageLayout(this);
    layout->addWidget(buildHeader());
    layout->addWidget(m_notice);
    layout->addWidget(m_histogram);
    layout->addWidget(buildChips());
    layout->addWidget(m_stack, 1);
}

QWidget* LogsPage::buildHeader()
{
    auto* header = new QWidget(this);
    m_filter = new FilterField(tr("text  \"a phrase\"  /expression/  level>=warn  field=value  service:NAME  trace:ID"),
                               header);
    m_level = new ChoiceBox(header);
    m_level->setObjectName(QStringLiteral("level"));
    m_level->setAccessibleName(tr("Lowest level"));
    m_level->addItem(tr("all levels"), static_cast<int>(LogLevel::Unknown));
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error})
        m_level->addItem(QStringLiteral("≥ ") + logLevelName(level), static_cast<int>(level));
    m_live = actionButton(tr("Live"), QStringLiteral("live"), header);
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setCheckable(true);
    m_live->setToolTip(tr("Stay with the newest lines; scrolling up pauses"));
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(onHeadLine(titleLabel(title(), header)), 0, Qt::AlignTop);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_level, 0, Qt::AlignTop);
    layout->addWidget(m_live, 0, Qt::AlignTop);
    return header;
}

QWidget* LogsPage::buildChips()
{
    auto* row = new QWidget(this);
    m_chips = new QWidget(row);
    new FlowLayout(m_chips);
    m_range = chip({}, false, row);
    m_range->setObjectName(QStringLiteral("range"));
    m_range->setToolTip(tr("Show the lines of all times again"));
    m_counted = dimLabel({}, row);
    m_counted->setObjectName(QStringLiteral("counted"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_chips, 1);
    layout->addWidget(m_range, 0, Qt::AlignTop);
    layout->addWidget(m_counted, 0, Qt::AlignTop);
    m_counted->setMinimumHeight(m_range->sizeHint().height()); // in line with the first row of chips
    return row;
}

void LogsPage::connectPresenter()
{
    connect(&m_presenter, &LogsPresenter::stateChanged, this, &LogsPage::render);
    connect(&m_presenter, &LogsPresenter::inspected, this, &Page::inspectionChanged);
    connect(&m_presenter, &LogsPresenter::histogramChanged, this, [this] {
        m_histogram->setHistogram(m_presenter.histogram());
    });
    connect(&m_presenter, &LogsPresenter::copyRequested, this, [](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
    });
    connect(&m_presenter, &LogsPresenter::lineShown, m_lines, &LogView::showLine);
    connect(m_filter, &FilterField::filterChanged, &m_presenter, &LogsPresenter::setFilter);
    connect(m_level, &QComboBox::activated, this, [this](int index) {
        m_presenter.setMinLevel(static_cast<LogLevel>(m_level->itemData(index).toInt()));
    });
    connect(m_live, &QPushButton::clicked, this, [this](bool on) {
        if (on)
            m_presenter.follow();
        else
            m_presenter.pause();
    });
    connect(m_histogram, &LogHistogramView::rangePicked, &m_presenter, &LogsPresenter::setRange);
    connect(m_range, &QPushButton::clicked, this, [this] { m_presenter.setRange({}); });
}

void LogsPage::connectView()
{
    connect(m_lines, &LogView::scrolledAway, &m_presenter, &LogsPresenter::pause);
    connect(m_lines, &LogView::topNeared, &m_presenter, &LogsPresenter::showOlder);
    connect(m_lines, &LogView::bottomReached, &m_presenter, &LogsPresenter::showNewer);
    connect(m_lines, &LogView::newestRequested, &m_presenter, &LogsPresenter::follow);
    connect(m_lines, &DataTable::selectionMoved, this, [this](const QString& id) {
        if (id.isEmpty())
            return; // the line left the window; what is known of it stays in the inspector
        m_presenter.pause();
        m_presenter.select(id.toLongLong());
    });
}

void LogsPage::render(const LogsState& state)
{
    m_filter->setText(state.filter);
    m_filter->setError(state.filterError ? state.filterError->position : 0,
                       state.filterError ? state.filterError->message : QString());
    m_level->setCurrentIndex(std::max(0, m_level->findData(static_cast<int>(state.minLevel))));
    m_live->setChecked(state.following);
    m_notice->show(state.notice.isEmpty() ? StatusTone::Ok : StatusTone::Fail,
                   state.notice.isEmpty() ? state.exported : state.notice);
    m_range->setText(state.rangeText + QStringLiteral("  ×"));
    m_range->setVisible(!state.rangeText.isEmpty());
    m_counted->setText(state.counted);
    m_lines->setSticking(state.following);
    m_lines->setNewLines(state.newLines);
    m_empty->setTexts(tr("Nothing to show"), state.emptyText);
    m_stack->setCurrentIndex(state.emptyText.isEmpty() ? 0 : 1);
    renderChips(state);
    if (state.filter != m_shownFilter) {
        m_shownFilter = state.filter;
        emit placeChanged();
    }
    if (isContentReady())
        emit contentReady();
}

void LogsPage::renderChips(const LogsState& state)
{
    QStringList names;
    for (const LogsState::Chip& each : state.services)
        names.append(each.service);
    if (names != m_chipNames) {
        qDeleteAll(m_chips->findChildren<QPushButton*>(QString(), Qt::FindDirectChildrenOnly));
        m_chipNames = names;
        for (const QString& name : names) {
            QPushButton* button = chip(name, true, m_chips);
            button->setObjectName(QStringLiteral("service-") + name);
            connect(button, &QPushButton::clicked, this, [this, name] { m_presenter.toggleService(name); });
            m_chips->layout()->addWidget(button);
        }
    }
    for (const LogsState::Chip& each : state.services) {
        if (auto* button = m_chips->findChild<QPushButton*>(QStringLiteral("service-") + each.service))
            button->setChecked(each.on);
    }
}

Inspection LogsPage::inspection() const
{
    return m_presenter.inspection();
}

bool LogsPage::open(const Link& link)
{
    const bool mine = link.kind == Link::Kind::LogLine || link.kind == Link::Kind::LogsOfTrace ||
                      link.kind == Link::Kind::LogsOfService || link.kind == Link::Kind::LogsWithField;
    if (mine)
        m_presenter.showLink(link);
    return mine;
}

void LogsPage::runAct(const QString& act)
{
    if (act == QLatin1String("filter"))
        m_filter->takeFocus();
    else if (act == QLatin1String("follow"))
        m_presenter.follow();
    else if (act == QLatin1String("export"))
        askWhereTo();
    else if (act == QLatin1String("problems"))
        m_presenter.setMinLevel(LogLevel::Warn);
    else
        m_presenter.runAct(act);
}

QList<Page::Command> LogsPage::commands() const
{
    return {{QStringLiteral("filter"), tr("Filter log lines"), {}},
            {QStringLiteral("problems"), tr("Show warnings and errors"), {}},
            {QStringLiteral("export"), tr("Export these log lines…"), {}},
            {QStringLiteral("follow"), tr("Go to the newest log lines"), {}}};
}

void LogsPage::askWhereTo()
{
    auto* dialog = new QFileDialog(this, tr("Export log lines"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON, one object a line (*.ndjson)"), tr("Text (*.log)")});
    dialog->setDefaultSuffix(QStringLiteral("ndjson"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("*.log")) ? QStringLiteral("log")
                                                                         : QStringLiteral("ndjson"));
    });
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &LogsPresenter::exportTo);
    dialog->open();
}

void LogsPage::selectSample()
{
    m_presenter.selectSample();
}

bool LogsPage::isContentReady() const
{
    return m_presenter.isSampleShown();
}

void LogsPage::setActive(bool active)
{
    m_presenter.setActive(active);
}

} // namespace signalbox
