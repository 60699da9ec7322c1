// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace signalbox {

class TraceWaterfallModel;

// The whole trace on one strip: who worked when, errors on top, gaps where everybody waited. A click leads to what
// happened there.
class TraceMinimap final : public QWidget
{
    Q_OBJECT

public:
    explicit TraceMinimap(TraceWaterfallModel& model, QWidget* parent = nullptr);

    void setLogTime(bool on);
    QSize sizeHint() const override { return {200, 32}; }

signals:
    void spanPicked(const QString& spanId);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF track() const;
    void draw();
    void forget();

    TraceWaterfallModel& m_model;
    QPixmap m_drawn; // a trace can have more spans than can be drawn anew for each paint
    bool m_logTime = false;
};

} // namespace signalbox
