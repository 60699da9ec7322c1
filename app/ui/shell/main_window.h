// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/palette_model.h"
#include "models/shell_presenter.h"
#include "ui/shell/close_question.h"
#include "ui/shell/history.h"
#include "ui/shell/page_stack.h"

#include <QList>
#include <QMainWindow>

class QSplitter;

namespace signalbox {

class Appearance;
class Banner;
class CommandPalette;
class InspectorPane;
class Language;
class Navigation;
class Settings;
class StatusStrip;
class TopBar;

// What the frame needs of its surroundings; all of it outlives the window.
struct WindowContext
{
    ShellPresenter& presenter;
    StackSession& session;
    Settings& settings;
    Appearance& appearance;
    Language& language;
};

// The frame: navigation, pages, inspector, head and foot. Knows pages only as Page; what they show is theirs.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowContext& context, QWidget* parent = nullptr);

    void addPage(const PageStack::Recipe& recipe); // in the order of the navigation
    void begin(); // after the last page: recalls what was remembered, shows the page of then
    QList<Page*> pages() const { return m_pages->all(); } // makes those that nobody wanted yet
    Page* currentPage() const { return m_pages->current(); }

    void remember(); // geometry, splits, columns, page
    void showPage(const QString& id);
    void follow(const Link& link);
    void runCommand(const QString& command);
    // Leaves without a question, as the remembered answer says.
    void setClosesWithoutQuestion() { m_mayClose = true; }

signals:
    void languageWanted(const QString& code); // build the window anew
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildUi();
    void buildMenu();
    void addShortcuts();
    void connectPresenter();
    void render(const ShellState& state);
    void listenTo(Page* page);
    void bring(Page* page);
    bool openLink(const Link& link);
    void goTo(const Link& place); // without a visit
    void inspect();
    void openPalette();
    QList<PaletteItem> paletteItems() const;
    QList<PaletteItem> commandItems() const;
    void run(const PaletteItem& item);
    void setInspectorVisible(bool visible);
    void answerClose(CloseQuestion::Answer answer);
    void stopAndClose();

    WindowContext m_context;
    TopBar* m_top = nullptr;
    Banner* m_banner = nullptr;
    Navigation* m_navigation = nullptr;
    QSplitter* m_split = nullptr;
    PageStack* m_pages = nullptr;
    InspectorPane* m_inspector = nullptr;
    StatusStrip* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    History m_history;
    bool m_mayClose = false;
    bool m_stopsToClose = false;
};

} // namespace signalbox
