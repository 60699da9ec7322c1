// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace signalbox {

class ComposeHistoryModel;

// Requests to take up again: method, name, and how they ended.
class RequestList final : public QListView
{
    Q_OBJECT

public:
    RequestList(ComposeHistoryModel& model, const QString& name, QWidget* parent = nullptr);

    void setCurrent(int row); // -1 = none

signals:
    void picked(int row);
};

} // namespace signalbox
