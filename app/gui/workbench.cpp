// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/workbench.h"

#include "models/compose_presenter.h"
#include "models/logs_presenter.h"
#include "models/map_presenter.h"
#include "models/metrics_presenter.h"
#include "models/shell_presenter.h"
#include "models/stack_commands.h"
#include "models/stack_presenter.h"
#include "models/traces_presenter.h"
#include "ui/compose/compose_page.h"
#include "ui/logs/logs_page.h"
#include "ui/map/map_page.h"
#include "ui/metrics/metrics_page.h"
#include "ui/shell/appearance.h"
#include "ui/shell/language.h"
#include "ui/shell/settings.h"
#include "ui/shell/window_memory.h"
#include "ui/stack/stack_page.h"
#include "ui/traces/traces_page.h"

#include <functional>
#include <optional>

namespace signalbox {
namespace {

// Page and presenter together, when the page is wanted: a presenter asks store and daemon from its first moment.
template<typename P, typename Presenter>
PageStack::Recipe recipe(std::optional<Presenter>& presenter, auto&&... parts)
{
    return {P::name(), [&presenter, ... parts = std::ref(parts)](QWidget* parent) {
                return new P(presenter.emplace(parts.get()...), parent);
            }};
}

} // namespace

struct Workbench::Presenters
{
    explicit Presenters(const Surroundings& in)
        : commands(in.session)
        , shell(in.session, in.store, commands)
        , composeParts{in.http, in.store, in.session}
    {
    }

    StackCommands commands;
    ShellPresenter shell;
    ComposePresenter::Parts composeParts;
    std::optional<StackPresenter> stack;
    std::optional<MapPresenter> map;
    std::optional<TracesPresenter> traces;
    std::optional<LogsPresenter> logs;
    std::optional<MetricsPresenter> metrics;
    std::optional<ComposePresenter> compose;
};

Workbench::Workbench(const Surroundings& surroundings, QObject* parent)
    : QObject(parent)
    , m_surroundings(surroundings)
{
    build();
}

Workbench::~Workbench() = default;

void Workbench::setConnectionProblem(const QString& sentence)
{
    m_connectionProblem = sentence;
    m_presenters->shell.setConnectionProblem(sentence);
}

void Workbench::build()
{
    auto presenters = std::make_unique<Presenters>(m_surroundings);
    auto window = std::make_unique<MainWindow>(WindowContext{presenters->shell,
                                                             m_surroundings.session,
                                                             m_surroundings.settings,
                                                             m_surroundings.appearance,
                                                             m_surroundings.language});
    addPages(*window, *presenters);
    window->begin();
    presenters->shell.setConnectionProblem(m_connectionProblem);
    connect(&presenters->shell, &ShellPresenter::reconnectWanted, this, &Workbench::reconnectWanted);
    connect(window.get(), &MainWindow::closed, this, &Workbench::closed);
    // Not from within the window that goes.
    connect(window.get(), &MainWindow::languageWanted, this, &Workbench::changeLanguage, Qt::QueuedConnection);
    m_window = std::move(window);
    m_presenters = std::move(presenters);
}

void Workbench::addPages(MainWindow& window, Presenters& presenters) const
{
    StackSession& session = m_surroundings.session;
    StoreClient& store = m_surroundings.store;
    window.addPage(recipe<StackPage>(presenters.stack, session, store, presenters.commands));
    window.addPage(recipe<MapPage>(presenters.map, session, store, presenters.commands));
    window.addPage(recipe<TracesPage>(presenters.traces, store, session));
    window.addPage(recipe<LogsPage>(presenters.logs, store, session));
    window.addPage(recipe<MetricsPage>(presenters.metrics, store, session));
    window.addPage(recipe<ComposePage>(presenters.compose, presenters.composeParts));
}

void Workbench::changeLanguage(const QString& code)
{
    if (code == m_surroundings.language.current())
        return;
    m_surroundings.language.use(code);
    m_window->remember();
    const bool shown = m_window->isVisible();
    const auto presentersBefore = std::move(m_presenters); // outlives the window: its pages hide when it goes
    const auto before = std::move(m_window);
    build();
    m_window->setVisible(shown);
    before->disconnect(this);
}

} // namespace signalbox
