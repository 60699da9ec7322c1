// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QLabel;
class QStackedWidget;

namespace signalbox {

class Banner;
class EmptyState;
class MapPresenter;
class MapView;
struct MapState;

// Draws a MapPresenter: the stack as one graph, from the edge to the last database.
class MapPage final : public Page
{
    Q_OBJECT

public:
    static PageName name();

    explicit MapPage(MapPresenter& presenter, QWidget* parent = nullptr);

    Inspection inspection() const override;
    bool open(const Link& link) override;
    Link place() const override;
    void runAct(const QString& act) override;
    QList<Command> commands() const override;
    void selectSample() override;
    bool isContentReady() const override;

protected:
    void setActive(bool active) override;

private:
    QWidget* buildHead();
    void connectPresenter();
    void render(const MapState& state);
    void followNode(const QString& nodeId);
    void takeSample();

    MapPresenter& m_presenter;
    QLabel* m_counted = nullptr;
    Banner* m_problem = nullptr;
    QStackedWidget* m_stack = nullptr;
    MapView* m_view = nullptr;
    EmptyState* m_empty = nullptr;
    bool m_wantsSample = false;
};

} // namespace signalbox
