// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store_client.h"
#include "models/map_graph.h"
#include "models/map_layout.h"
#include "models/stack_commands.h"

#include <QThreadPool>
#include <QTimer>

namespace signalbox {

// Everything the Map page shows.
struct MapState
{
    MapGraph graph;
    QString selected; // node id
    QString problem;  // the layout failed: sentence
    QString counted;  // "3 services · 4 queues"

    bool operator==(const MapState&) const = default;
};

// The behaviour of the Map page. A layout is computed on a thread of its own, and only when the set of nodes and edges
// changes: numbers come and go on a picture that stays. Lives on the GUI thread.
class MapPresenter : public QObject
{
    Q_OBJECT

public:
    MapPresenter(StackSession& session, StoreClient& store, StackCommands& commands, QObject* parent = nullptr);
    ~MapPresenter() override;

    const MapState& state() const { return m_state; }
    const MapLayout& layout() const { return m_layout; }
    const Inspection& inspection() const { return m_inspection; }

    void setActive(bool active);
    void select(const QString& nodeId);
    bool open(const Link& link); // Queue
    void runAct(const QString& act);
    QString sample() const; // the node that most needs a look

signals:
    void stateChanged(const signalbox::MapState& state);
    void layoutChanged();
    void inspected(const signalbox::Inspection& inspection);

private:
    void refresh();
    void askTraffic();
    void learnTraffic();
    void takeTraffic(const QList<ServiceEdge>& edges);
    void requestLayout(const MapGraph& graph);
    void inspect();

    StackSession& m_session;
    StoreClient& m_store;
    StackCommands& m_commands;
    QThreadPool m_worker; // one thread: Graphviz is not for two
    QTimer m_soon;
    QTimer m_clock;
    MapTraffic m_traffic;
    QString m_shape; // of the layout that is there or under way
    int m_layoutRequest = 0;
    int m_trafficRequest = 0;
    MapLayout m_layout;
    MapState m_state;
    Inspection m_inspection;
};

} // namespace signalbox
