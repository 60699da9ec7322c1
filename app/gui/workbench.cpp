// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/workbench.h"

#include "models/compose_presenter.h"
#include "models/logs_presenter.h"
#include "models/map_presenter.h"
#include "models/shell_presenter.h"
#include "models/stack_commands.h"
#include "models/stack_presenter.h"
#include "models/traces_presenter.h"
#include "ui/compose/compose_page.h"
#include "ui/logs/logs_page.h"
#include "ui/map/map_page.h"
#include "ui/shell/appearance.h"
#include "ui/shell/language.h"
#include "ui/shell/settings.h"
#include "ui/shell/window_memory.h"
#include "ui/stack/stack_page.h"
#include "ui/traces/traces_page.h"

#include <QTimer>

namespace signalbox {
namespace {

template<typename P>
PageStack::Recipe recipe(auto& presenter)
{
    return {P::name(), [&presenter](QWidget* parent) { return new P(presenter, parent); }};
}

} // namespace

struct Workbench::Presenters
{
    explicit Presenters(const Surroundings& in)
        : commands(in.session)
        , shell(in.session, in.store, commands)
        , stack(in.session, in.store, commands)
        , map(in.session, in.store, commands)
        , traces(in.store, in.session)
        , logs(in.store, in.session)
        , compose({in.http, in.store, in.session})
    {
    }

    StackCommands commands;
    ShellPresenter shell;
    StackPresenter stack;
    MapPresenter map;
    TracesPresenter traces;
    LogsPresenter logs;
    ComposePresenter compose;
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
    window->addPage(recipe<StackPage>(presenters->stack));
    window->addPage(recipe<MapPage>(presenters->map));
    window->addPage(recipe<TracesPage>(presenters->traces));
    window->addPage(recipe<LogsPage>(presenters->logs));
    window->addPage(recipe<ComposePage>(presenters->compose));
    window->begin();
    presenters->shell.setConnectionProblem(m_connectionProblem);
    connect(&presenters->shell, &ShellPresenter::reconnectWanted, this, &Workbench::reconnectWanted);
    connect(window.get(), &MainWindow::closed, this, &Workbench::closed);
    // Not from within the window that goes.
    connect(window.get(), &MainWindow::languageWanted, this, &Workbench::changeLanguage, Qt::QueuedConnection);
    m_window = std::move(window);
    m_presenters = std::move(presenters);
}

void Workbench::changeLanguage(const QString& code)
{
    if (code == m_surroundings.language.current())
        return;
    m_surroundings.language.use(code);
    m_window->remember();
    const bool shown = m_window->isVisible();
    const auto before = std::move(m_window);
    const auto presentersBefore = std::move(m_presenters);
    build();
    m_window->setVisible(shown);
    before->disconnect(this);
}

} // namespace signalbox
