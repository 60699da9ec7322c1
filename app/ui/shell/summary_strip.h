// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/service_text.h"

#include <QWidget>

class QHBoxLayout;

namespace signalbox {

// "● 1 waiting (x) · ● 5 ready": what the states add up to, most urgent first.
class SummaryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryStrip(QWidget* parent = nullptr);
    void show(const QList<StateCount>& counts);

private:
    QHBoxLayout* m_layout;
    QList<StateCount> m_counts;
};

} // namespace signalbox
