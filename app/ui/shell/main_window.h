// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/palette_model.h"
#include "models/shell_presenter.h"
#include "ui/shell/close_question.h"
#include "ui/shell/history.h"

#include <QList>
#include <QMainWindow>

class QSplitter;
class QStackedWidget;

namespace signalbox {

class Appearance;
class Banner;
class CommandPalette;
class InspectorPane;
class Language;
class Navigation;
class Page;
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

    void addPage(Page* page); // in the order of the navigation; takes ownership
    void begin();             // after the last page: recalls what was remembered, shows the first page
    const QList<Page*>& pages() const { return m_pages; }
    Page* currentPage() const;

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
    QList<Page*> m_pages;
    TopBar* m_top = nullptr;
    Banner* m_banner = nullptr;
    Navigation* m_navigation = nullptr;
    QSplitter* m_split = nullptr;
    QStackedWidget* m_stack = nullptr;
    InspectorPane* m_inspector = nullptr;
    StatusStrip* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    History m_history;
    bool m_mayClose = false;
    bool m_stopsToClose = false;
};

} // namespace signalbox
