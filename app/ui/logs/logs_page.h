// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace signalbox {

class Banner;
class EmptyState;
class FilterField;
class LogHistogramView;
class LogsPresenter;
class LogView;
struct LogsState;

// Draws a LogsPresenter: the merged lines of all services, what narrows them, and when there were how many. Decides
// nothing.
class LogsPage final : public Page
{
    Q_OBJECT

public:
    static PageName name();

    explicit LogsPage(LogsPresenter& presenter, QWidget* parent = nullptr);

    Inspection inspection() const override;
    bool open(const Link& link) override;
    void runAct(const QString& act) override;
    QList<Command> commands() const override;
    void selectSample() override;
    bool isContentReady() const override;

protected:
    void setActive(bool active) override;

private:
    void buildUi();
    QWidget* buildHeader();
    QWidget* buildChips();
    void connectPresenter();
    void connectView();
    void render(const LogsState& state);
    void renderChips(const LogsState& state);
    void askWhereTo();

    LogsPresenter& m_presenter;
    FilterField* m_filter = nullptr;
    QComboBox* m_level = nullptr;
    QPushButton* m_live = nullptr;
    Banner* m_notice = nullptr;
    LogHistogramView* m_histogram = nullptr;
    QWidget* m_chips = nullptr;
    QPushButton* m_range = nullptr;
    QLabel* m_counted = nullptr;
    QStackedWidget* m_stack = nullptr;
    LogView* m_lines = nullptr;
    EmptyState* m_empty = nullptr;
    QStringList m_chipNames;
    QString m_shownFilter;
};

} // namespace signalbox
