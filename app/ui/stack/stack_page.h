// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QFrame;
class QLabel;
class QStackedWidget;

namespace signalbox {

class DataTable;
class ElidedLabel;
class EmptyState;
class StackPresenter;
class StartupChart;
struct StackState;

// Draws a StackPresenter: the services as a table, below it how the last start went.
class StackPage final : public Page
{
    Q_OBJECT

public:
    static PageName name();

    explicit StackPage(StackPresenter& presenter, QWidget* parent = nullptr);

    Inspection inspection() const override;
    bool open(const Link& link) override;
    Link place() const override;
    void runAct(const QString& act) override;
    QList<Command> commands() const override;
    void selectSample() override;
    bool isContentReady() const override;

protected:
    void setActive(bool active) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildUi();
    QWidget* buildHead();
    QFrame* buildStartup();
    void buildTable();
    void connectPresenter();
    void render(const StackState& state);
    void showMenu(const QPoint& position);
    void takeSample();

    StackPresenter& m_presenter;
    QLabel* m_headline = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    DataTable* m_table = nullptr;
    QFrame* m_startup = nullptr;
    ElidedLabel* m_caption = nullptr;
    StartupChart* m_chart = nullptr;
    bool m_wantsSample = false;
};

} // namespace signalbox
