// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace signalbox {

class TraceWaterfallModel;
class WaterfallDelegate;

// The rows of one trace. Only what is in sight is drawn, however many spans there are. Left and Right close and open
// what lies below a row, as does its triangle.
class WaterfallView final : public QListView
{
    Q_OBJECT

public:
    explicit WaterfallView(TraceWaterfallModel& model, QWidget* parent = nullptr);

    void setLogTime(bool on);
    void setCriticalPath(bool on);
    void selectSpan(const QString& spanId);

signals:
    void spanSelected(const QString& spanId);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool toggleAt(const QPoint& point);

    TraceWaterfallModel& m_model;
    WaterfallDelegate* m_delegate;
};

} // namespace signalbox
