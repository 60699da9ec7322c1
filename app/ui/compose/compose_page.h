// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QLabel;

namespace signalbox {

class ComposePresenter;
class RequestList;
class RequestPanel;
class ResponsePanel;
struct ComposeState;

// Draws a ComposePresenter: requests to take up on the left, the one that is written above its answer. What the send
// causes is the page's inspection. Decides nothing.
class ComposePage final : public Page
{
    Q_OBJECT

public:
    static PageName name();

    explicit ComposePage(ComposePresenter& presenter, QWidget* parent = nullptr);

    Inspection inspection() const override;
    void runAct(const QString& act) override;
    QList<Command> commands() const override;
    void selectSample() override;
    bool isContentReady() const override;

private:
    void buildUi();
    QWidget* buildRequests();
    void connectPresenter();
    void render(const ComposeState& state);

    ComposePresenter& m_presenter;
    QLabel* m_offersTitle = nullptr;
    RequestList* m_offers = nullptr;
    QLabel* m_historyHint = nullptr;
    RequestList* m_history = nullptr;
    RequestPanel* m_request = nullptr;
    ResponsePanel* m_response = nullptr;
};

} // namespace signalbox
