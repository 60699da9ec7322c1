// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace signalbox {

class Banner;
class CodeEditor;
class ComposePresenter;
class ElidedLabel;
class EmptyState;
class StatusLabel;
class TimingStrip;
struct ComposeState;

// What came back: status, where the time went, the body, the headers, and what the send caused over time.
class ResponsePanel final : public QFrame
{
    Q_OBJECT

public:
    explicit ResponsePanel(ComposePresenter& presenter, QWidget* parent = nullptr);

    void render(const ComposeState& state);

signals:
    void spanActivated(const QString& spanId);

private:
    void buildUi();
    QWidget* buildAnswer();
    QWidget* buildTabs(QWidget* parent);
    void renderTexts(const ComposeState& state);

    ComposePresenter& m_presenter;
    Banner* m_error = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    StatusLabel* m_status = nullptr;
    QLabel* m_duration = nullptr;
    ElidedLabel* m_facts = nullptr;
    TimingStrip* m_timing = nullptr;
    QTabWidget* m_tabs = nullptr;
    CodeEditor* m_pretty = nullptr;
    CodeEditor* m_raw = nullptr;
    CodeEditor* m_headers = nullptr;
};

} // namespace signalbox
