// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startup_view.h"

#include <QWidget>

namespace signalbox {

// The last start as bars, one a service; those on the critical path have their names in full text colour.
class StartupChart : public QWidget
{
    Q_OBJECT

public:
    explicit StartupChart(QWidget* parent = nullptr);
    void show(const StartupView& view);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int nameWidth() const;
    StartupView m_view;
};

} // namespace signalbox
