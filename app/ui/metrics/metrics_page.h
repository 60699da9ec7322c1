// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace signalbox {

class Banner;
class ChoiceBox;
class DataTable;
class EmptyState;
class FilterField;
class MetricChartView;
class MetricsPresenter;
struct MetricsState;

// Draws a MetricsPresenter: what is measured at the left, its charts at the right.
class MetricsPage final : public Page
{
    Q_OBJECT

public:
    static PageName name();

    explicit MetricsPage(MetricsPresenter& presenter, QWidget* parent = nullptr);

    Inspection inspection() const override;
    void runAct(const QString& act) override;
    QList<Command> commands() const override;
    void selectSample() override;
    bool isContentReady() const override;

protected:
    void setActive(bool active) override;

private:
    QWidget* buildHead();
    QWidget* buildBody();
    void connectPresenter();
    void render(const MetricsState& state);
    void showCharts();

    MetricsPresenter& m_presenter;
    FilterField* m_filter = nullptr;
    QPushButton* m_requests = nullptr;
    QPushButton* m_series = nullptr;
    ChoiceBox* m_minutes = nullptr;
    Banner* m_problem = nullptr;
    QStackedWidget* m_stack = nullptr;
    DataTable* m_list = nullptr;
    EmptyState* m_empty = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_detail = nullptr;
    QLabel* m_counted = nullptr;
    QVBoxLayout* m_chartLayout = nullptr;
    QList<MetricChartView*> m_charts;
    bool m_wantsSample = false;
};

} // namespace signalbox
