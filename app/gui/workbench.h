// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/http/http_client.h"
#include "core/store/store_client.h"
#include "ui/shell/main_window.h"

#include <memory>

namespace signalbox {

class Appearance;
class Language;
class Settings;

// What lives as long as the program, whatever language the window is in.
struct Surroundings
{
    StackSession& session;
    StoreClient& store;
    HttpClient& http;
    Settings& settings;
    Appearance& appearance;
    Language& language;
};

// Presenters, pages and the window over them. Another language builds all of it anew: every text is made once.
class Workbench : public QObject
{
    Q_OBJECT

public:
    explicit Workbench(const Surroundings& surroundings, QObject* parent = nullptr);
    ~Workbench() override;

    MainWindow& window() { return *m_window; }
    void setConnectionProblem(const QString& sentence);

signals:
    void reconnectWanted();
    void closed();

private:
    struct Presenters;

    void build();
    void addPages(MainWindow& window, Presenters& presenters) const;
    void changeLanguage(const QString& code);

    Surroundings m_surroundings;
    QString m_connectionProblem;
    std::unique_ptr<Presenters> m_presenters; // outlives the window
    std::unique_ptr<MainWindow> m_window;
};

} // namespace signalbox
