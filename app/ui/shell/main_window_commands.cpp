// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/shell/appearance.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/inspector_pane.h"
#include "ui/shell/language.h"
#include "ui/shell/settings.h"
#include "ui/shell/top_bar.h"

#include <QMenu>
#include <QShortcut>

// What the window can do by name: menu, shortcuts, palette.

namespace signalbox {

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, const QString& command) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, command] { runCommand(command); });
    };
    add(Qt::CTRL | Qt::Key_K, QStringLiteral("palette"));
    add(Qt::ALT | Qt::Key_Left, QStringLiteral("back"));
    add(Qt::ALT | Qt::Key_Right, QStringLiteral("forward"));
    add(Qt::CTRL | Qt::Key_I, QStringLiteral("inspector"));
    add(QKeySequence::Quit, QStringLiteral("quit"));
}

void MainWindow::buildMenu()
{
    QMenu* menu = m_top->menu();
    const auto add = [this](QMenu* target, const QString& text, const QString& command) {
        QAction* action = target->addAction(text);
        connect(action, &QAction::triggered, this, [this, command] { runCommand(command); });
        return action;
    };
    add(menu, tr("Show or hide the inspector"), QStringLiteral("inspector"));
    QMenu* themes = menu->addMenu(tr("Theme"));
    add(themes, tr("As the desktop"), QStringLiteral("theme-system"));
    add(themes, tr("Dark"), QStringLiteral("theme-dark"));
    add(themes, tr("Light"), QStringLiteral("theme-light"));
    QMenu* languages = menu->addMenu(tr("Language"));
    for (const Language::Choice& choice : Language::choices()) {
        QAction* action = add(languages, choice.name, QStringLiteral("language-") + choice.code);
        action->setCheckable(true);
        action->setChecked(choice.code == m_context.language.current());
    }
    menu->addSeparator();
    add(menu, tr("Ask again when closing"), QStringLiteral("ask-again"));
    add(menu, tr("Close the window"), QStringLiteral("quit"));
}

QList<PaletteItem> MainWindow::commandItems() const
{
    const ShellState& state = m_context.presenter.state();
    const QString stack = tr("stack");
    const QString window = tr("window");
    QList<PaletteItem> items{
        {tr("Start the stack"), stack, {}, QStringLiteral("start"), {}, {}, state.canStart},
        {tr("Stop the stack"), stack, {}, QStringLiteral("stop"), {}, {}, state.canStop},
        {tr("Back"), window, QStringLiteral("Alt+Left"), QStringLiteral("back"), {}, {}, m_history.canGoBack()},
        {tr("Forward"),
         window,
         QStringLiteral("Alt+Right"),
         QStringLiteral("forward"),
         {},
         {},
         m_history.canGoForward()},
        {tr("Show or hide the inspector"), window, QStringLiteral("Ctrl+I"), QStringLiteral("inspector"), {}, {}},
        {tr("Dark theme"), window, {}, QStringLiteral("theme-dark"), {}, {}},
        {tr("Light theme"), window, {}, QStringLiteral("theme-light"), {}, {}},
        {tr("Theme as the desktop"), window, {}, QStringLiteral("theme-system"), {}, {}},
        {tr("Ask again when closing"), window, {}, QStringLiteral("ask-again"), {}, {}},
        {tr("Close the window"), window, QStringLiteral("Ctrl+Q"), QStringLiteral("quit"), {}, {}},
    };
    for (const Language::Choice& choice : Language::choices())
        items.append(
            {tr("Language: %1").arg(choice.name), window, {}, QStringLiteral("language-") + choice.code, {}, {}});
    return items;
}

QList<PaletteItem> MainWindow::paletteItems() const
{
    QList<PaletteItem> items;
    for (const PageName& page : m_pages->names())
        items.append({page.title,
                      tr("page"),
                      QStringLiteral("Ctrl+%1").arg(items.size() + 1),
                      {},
                      {},
                      {Link::Kind::Page, page.id}});
    items += commandItems();
    for (const ServiceInfo& service : m_context.session.services()) {
        items.append({service.name, tr("service"), {}, {}, {}, {Link::Kind::Service, service.name}});
        items.append(
            {tr("Logs of %1").arg(service.name), tr("service"), {}, {}, {}, {Link::Kind::LogsOfService, service.name}});
        items.append({tr("Restart %1").arg(service.name),
                      tr("service"),
                      {},
                      QStringLiteral("restart-") + service.name,
                      {},
                      {},
                      m_context.session.state(service.name).isUp()});
    }
    for (const Page* page : m_pages->all())
        for (const Page::Command& command : page->commands())
            items.append({command.text, page->title(), command.shortcut, command.act, page->id(), {}});
    return items;
}

void MainWindow::openPalette()
{
    m_palette->open(paletteItems());
}

void MainWindow::run(const PaletteItem& item)
{
    if (item.link.kind != Link::Kind::None) {
        follow(item.link);
        return;
    }
    if (item.page.isEmpty()) {
        runCommand(item.command);
        return;
    }
    showPage(item.page);
    if (Page* page = currentPage())
        page->runAct(item.command);
}

void MainWindow::runCommand(const QString& command)
{
    const auto rest = [&](const char* prefix) { return command.mid(qsizetype(qstrlen(prefix))); };
    if (command == QLatin1String("palette"))
        openPalette();
    else if (command == QLatin1String("back"))
        goTo(m_history.back());
    else if (command == QLatin1String("forward"))
        goTo(m_history.forward());
    else if (command == QLatin1String("start"))
        m_context.presenter.start();
    else if (command == QLatin1String("stop"))
        m_context.presenter.stop();
    else if (command == QLatin1String("inspector"))
        setInspectorVisible(!m_inspector->isVisible());
    else if (command == QLatin1String("ask-again"))
        m_context.settings.remove(QStringLiteral("close"));
    else if (command == QLatin1String("quit"))
        close();
    else if (command.startsWith(QLatin1String("theme-")))
        m_context.appearance.setMode(rest("theme-") == QLatin1String("dark")    ? Appearance::Mode::Dark
                                     : rest("theme-") == QLatin1String("light") ? Appearance::Mode::Light
                                                                                : Appearance::Mode::System);
    else if (command.startsWith(QLatin1String("language-")))
        emit languageWanted(rest("language-"));
    else if (command.startsWith(QLatin1String("restart-")))
        m_context.presenter.restart(rest("restart-"));
}

} // namespace signalbox
