// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "models/service_colors.h"
#include "ui/shell/appearance.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/inspector_pane.h"
#include "ui/shell/navigation.h"
#include "ui/shell/settings.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_memory.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/parts.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QFrame>
#include <QShortcut>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

namespace signalbox {
namespace {

const auto pageKey = QStringLiteral("window.page");
const auto inspectorKey = QStringLiteral("window.inspector");

QFrame* line(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("line", true);
    frame->setFixedWidth(1);
    return frame;
}

} // namespace

MainWindow::MainWindow(const WindowContext& context, QWidget* parent)
    : QMainWindow(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(860, 560);
    resize(1440, 900);
    buildUi();
    buildMenu();
    addShortcuts();
    connectPresenter();
    render(m_context.presenter.state());
}

void MainWindow::buildUi()
{
    m_top = new TopBar(this);
    m_banner = new Banner(this);
    m_navigation = new Navigation(this);
    m_pages = new PageStack(this);
    m_inspector = new InspectorPane(this);
    m_status = new StatusStrip(this);
    m_split = splitter(Qt::Horizontal, QStringLiteral("inspectorSplit"), this);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_pages);
    m_split->addWidget(m_inspector);
    m_split->setStretchFactor(0, 3); // the inspector gives way with the window
    m_split->setStretchFactor(1, 1);
    m_inspector->setMaximumWidth(520);
    m_split->setSizes({952, 338});

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_navigation);
    middle->addWidget(line(this));
    middle->addWidget(m_split, 1);
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_banner);
    layout->addLayout(middle, 1);
    layout->addWidget(m_status);
    setCentralWidget(content);
    m_palette = new CommandPalette(this);
}

void MainWindow::connectPresenter()
{
    ShellPresenter& presenter = m_context.presenter;
    connect(m_pages, &PageStack::made, this, &MainWindow::listenTo);
    connect(&presenter, &ShellPresenter::stateChanged, this, &MainWindow::render);
    connect(m_top, &TopBar::startClicked, &presenter, &ShellPresenter::start);
    connect(m_top, &TopBar::stopClicked, &presenter, &ShellPresenter::stop);
    connect(m_banner, &Banner::actionClicked, &presenter, &ShellPresenter::pressBanner);
    connect(m_top, &TopBar::paletteClicked, this, &MainWindow::openPalette);
    connect(m_top, &TopBar::themeClicked, &m_context.appearance, &Appearance::toggle);
    connect(m_navigation, &Navigation::chosen, this, &MainWindow::showPage);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::run);
    connect(m_inspector, &InspectorPane::linkActivated, this, &MainWindow::follow);
    connect(m_inspector, &InspectorPane::actTriggered, this, [this](const QString& act) {
        if (Page* page = currentPage())
            page->runAct(act);
    });
    connect(&presenter, &ShellPresenter::left, this, [this](bool stopped) {
        m_stopsToClose = m_stopsToClose && stopped;
        if (m_stopsToClose && !m_context.presenter.state().stackRuns) {
            m_mayClose = true;
            close();
        }
    });
}

void MainWindow::addPage(const PageStack::Recipe& recipe)
{
    m_pages->add(recipe);
    m_navigation->addPage(recipe.name.id, recipe.name.title);
    const int number = int(m_pages->names().size());
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)), this);
    connect(shortcut, &QShortcut::activated, this, [this, id = recipe.name.id] {
        showPage(id);
        currentPage()->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::listenTo(Page* page)
{
    connect(page, &Page::linkActivated, this, &MainWindow::follow);
    connect(page, &Page::badgeChanged, this, [this, page](int count) { m_navigation->setBadge(page->id(), count); });
    connect(page, &Page::inspectionChanged, this, [this, page] {
        if (page == currentPage())
            inspect();
    });
    connect(page, &Page::placeChanged, this, [this, page] {
        if (page == currentPage())
            m_history.visit(page->place());
    });
}

void MainWindow::begin()
{
    recallWindow(*this, m_context.settings);
    setInspectorVisible(m_context.settings.value(inspectorKey).toBool(true));
    render(m_context.presenter.state());
    if (m_pages->names().isEmpty())
        return;
    Page* remembered = m_pages->page(m_context.settings.text(pageKey));
    bring(remembered ? remembered : m_pages->page(0));
    m_history.visit(currentPage()->place());
    currentPage()->setFocus();
}

void MainWindow::showPage(const QString& id)
{
    if (Page* page = m_pages->page(id)) {
        bring(page);
        m_history.visit(page->place());
    }
}

void MainWindow::bring(Page* page)
{
    const bool focused = focusWidget() && m_pages->isAncestorOf(focusWidget());
    m_pages->setCurrentWidget(page);
    if (focused) // else Qt gives it to whatever comes next in the chain
        page->setFocus();
    m_navigation->setCurrent(page->id());
    inspect();
}

void MainWindow::follow(const Link& link)
{
    if (link.kind == Link::Kind::Url) {
        QDesktopServices::openUrl(QUrl(link.id));
        return;
    }
    if (Page* page = currentPage())
        m_history.visit(page->place());
    if (openLink(link) && currentPage())
        m_history.visit(currentPage()->place());
}

bool MainWindow::openLink(const Link& link)
{
    if (link.kind == Link::Kind::Page) {
        if (Page* page = m_pages->page(link.id))
            bring(page);
        return currentPage() && currentPage()->id() == link.id;
    }
    for (qsizetype i = 0; i < m_pages->names().size(); ++i) {
        Page* page = m_pages->page(i);
        if (!page->open(link))
            continue;
        bring(page);
        return true;
    }
    return false;
}

void MainWindow::goTo(const Link& place)
{
    if (place.kind != Link::Kind::None)
        openLink(place);
}

void MainWindow::inspect()
{
    const Page* page = currentPage();
    const Inspection inspection = page ? page->inspection() : Inspection();
    m_inspector->show(inspection, serviceColor(m_context.session, inspection.service));
}

void MainWindow::render(const ShellState& state)
{
    setWindowTitle(state.stackName.isEmpty() ? tr("Signalbox") : tr("%1 – Signalbox").arg(state.stackName));
    m_top->render(state);
    m_status->render(state);
    m_banner->show(state.banner.tone, state.banner.sentence, state.banner.actionText);
    const QList<PageName> pages = m_pages->names();
    if (!pages.isEmpty())
        m_navigation->setBadge(pages.first().id, state.failing);
    // The daemon went after it was told to: nothing runs any more, there is nothing to wait for.
    if (m_stopsToClose && (!state.stackRuns || m_context.session.phase() == SessionPhase::Lost)) {
        m_mayClose = true;
        close();
    }
}

void MainWindow::setInspectorVisible(bool visible)
{
    m_inspector->setVisible(visible);
    m_context.settings.set(inspectorKey, visible);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const QString answer = m_context.settings.text(QStringLiteral("close"));
    const bool ask = !m_mayClose && m_context.presenter.state().stackRuns;
    if (ask && answer != QLatin1String("keep")) {
        event->ignore();
        if (answer == QLatin1String("stop")) {
            stopAndClose();
        } else if (!findChild<CloseQuestion*>()) {
            auto* question = new CloseQuestion(m_context.presenter.state().stackName, this);
            connect(question, &CloseQuestion::answered, this, &MainWindow::answerClose);
            question->open();
        }
        return;
    }
    remember();
    event->accept();
    emit closed();
}

void MainWindow::remember()
{
    rememberWindow(*this, m_context.settings);
    if (const Page* page = currentPage())
        m_context.settings.set(pageKey, page->id());
}

void MainWindow::answerClose(CloseQuestion::Answer answer)
{
    switch (answer) {
    case CloseQuestion::Answer::Cancel: return;
    case CloseQuestion::Answer::KeepRunning:
        m_context.settings.set(QStringLiteral("close"), QStringLiteral("keep"));
        m_mayClose = true;
        close();
        return;
    case CloseQuestion::Answer::StopStack:
        m_context.settings.set(QStringLiteral("close"), QStringLiteral("stop"));
        stopAndClose();
        return;
    }
}

void MainWindow::stopAndClose()
{
    if (m_stopsToClose)
        return;
    m_stopsToClose = true;
    m_context.presenter.stopAndLeave();
}

} // namespace signalbox
