// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/data_table.h"

class QPushButton;

namespace signalbox {

class LogModel;

// The lines of a window that moves through the store. While it sticks to the end, the newest line stays in sight;
// otherwise the lines that are read stay where they are, whatever comes or goes above them.
class LogView final : public DataTable
{
    Q_OBJECT

public:
    explicit LogView(LogModel& model, QWidget* parent = nullptr);

    void setSticking(bool sticking);
    void setNewLines(qint64 count); // 0 hides the button
    void showLine(qint64 id);

signals:
    void scrolledAway();    // by somebody, while it stuck
    void topNeared();       // the first line of the window is near
    void bottomReached();   // the last line of the window is in sight
    void newestRequested(); // the button

protected:
    void updateGeometries() override;
    void verticalScrollbarValueChanged(int value) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void keepPlace(int first, int rowsBefore);
    void placeButton();

    LogModel& m_model;
    QPushButton* m_newest;
    bool m_sticking = true;
    bool m_adjusting = false; // the scroll bar moves by our doing, not by somebody's
};

} // namespace signalbox
