// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace signalbox {

// A sentence across the page about something that concerns all of it, with the button that helps.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    // An empty sentence hides the banner; without `action` there is no button.
    void show(StatusTone tone, const QString& sentence, const QString& action = {});
    QString sentence() const;

signals:
    void actionClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusTone m_tone = StatusTone::None;
    QLabel* m_sentence;
    QPushButton* m_action;
};

} // namespace signalbox
