// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QLabel;
class QStackedWidget;

namespace signalbox {

class Banner;
class DataTable;
class EmptyState;
class FilterField;
class TracePanel;
class TracesPresenter;
struct TracesState;

// Draws a TracesPresenter: filter and list above, one trace below. Decides nothing.
class TracesPage final : public Page
{
    Q_OBJECT

public:
    static PageName name();

    explicit TracesPage(TracesPresenter& presenter, QWidget* parent = nullptr);

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
    QWidget* buildHeader();
    void connectPresenter();
    void render(const TracesState& state);
    void copy(const QString& text);

    TracesPresenter& m_presenter;
    FilterField* m_filter = nullptr;
    QLabel* m_counted = nullptr;
    Banner* m_notice = nullptr;
    QStackedWidget* m_stack = nullptr;
    DataTable* m_list = nullptr;
    TracePanel* m_trace = nullptr;
    EmptyState* m_empty = nullptr;
    QString m_shownTrace;
};

} // namespace signalbox
