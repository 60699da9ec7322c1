// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace signalbox {

// Ends the program after the first frame of a window: what tests/bench/run measures as "first paint".
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QApplication& app)
        : QObject(&app)
    {
        app.installEventFilter(this);
    }

    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && object->isWidgetType() && static_cast<QWidget*>(object)->isWindow())
            QTimer::singleShot(0, qApp, [] { QApplication::exit(); }); // quit() would close the window, which asks
        return false;
    }
};

} // namespace signalbox
