// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/store/store_client.h"
#include "models/map_presenter.h"
#include "models/shell_presenter.h"
#include "models/stack_commands.h"
#include "models/stack_presenter.h"
#include "support/fake_control_channel.h"
#include "support/sample_stack.h"
#include "ui/map/map_page.h"
#include "ui/shell/appearance.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/stack/stack_page.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace signalbox::test {

// The real main window with the pages Stack and Map, over a daemon and a store that do not exist.
struct WindowFixture
{
    WindowFixture()
        : settings(folder.filePath(QStringLiteral("settings.json")))
        , language(settings)
        , appearance(*static_cast<QApplication*>(QCoreApplication::instance()), settings)
        , session(channel)
        , store(folder.filePath(QStringLiteral("state")))
        , orders(session)
        , shell(session, store, orders)
        , stack(session, store, orders)
        , map(session, store, orders)
    {
    }

    // Last, so that a test can prepare stack and settings.
    MainWindow& open()
    {
        window = std::make_unique<MainWindow>(WindowContext{shell, session, settings, appearance, language});
        window->addPage({StackPage::name(), [this](QWidget* parent) { return new StackPage(stack, parent); }});
        window->addPage({MapPage::name(), [this](QWidget* parent) { return new MapPage(map, parent); }});
        window->begin();
        window->show();
        (void)QTest::qWaitForWindowActive(window.get()); // shortcuts go to the active window
        return *window;
    }
    template<typename T>
    T* find(const char* name) const
    {
        return window->findChild<T*>(QString::fromLatin1(name));
    }
    void attach() { sample.attach(channel); }

    QTemporaryDir folder;
    Settings settings;
    Language language;
    Appearance appearance;
    FakeControlChannel channel;
    SampleStack sample;
    StackSession session;
    StoreClient store;
    StackCommands orders;
    ShellPresenter shell;
    StackPresenter stack;
    MapPresenter map;
    std::unique_ptr<MainWindow> window;
};

} // namespace signalbox::test
