// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace signalbox {

class Appearance;
class MainWindow;
class Page;

// Draws every page of the window in both themes into a folder, each once it has something to show. Ends with one
// finished().
class Screenshots : public QObject
{
    Q_OBJECT

public:
    Screenshots(MainWindow& window, Appearance& appearance, QString folder, QObject* parent = nullptr);
    void run();

signals:
    void finished(bool allDrawn);

private:
    struct Shot
    {
        Page* page;
        bool dark;
    };

    void next();
    void whenReady();
    void take();
    void giveUp();

    MainWindow& m_window;
    Appearance& m_appearance;
    QString m_folder;
    QList<Shot> m_shots;
    QTimer m_deadline;
    QTimer m_settled;
    bool m_ok = true;
};

} // namespace signalbox
