// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace signalbox {

class SummaryStrip;
struct ShellState;

// The head of the window: which stack, how it is, start and stop, search, theme, menu. Draws a ShellState.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    void render(const ShellState& state);
    QMenu* menu() const { return m_menu; }

signals:
    void startClicked();
    void stopClicked();
    void paletteClicked();
    void themeClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void buildStack();
    void buildActions();

    QLabel* m_stackName;
    QLabel* m_engine;
    QWidget* m_stackBox;
    SummaryStrip* m_summary;
    QPushButton* m_start;
    QPushButton* m_stop;
    QPushButton* m_search;
    QPushButton* m_theme;
    QPushButton* m_more;
    QMenu* m_menu;
};

} // namespace signalbox
