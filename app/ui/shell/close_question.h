// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace signalbox {

// Asked once when a window closes over a running stack. Does not block: open() it and listen.
class CloseQuestion : public QDialog
{
    Q_OBJECT

public:
    enum class Answer { KeepRunning, StopStack, Cancel };

    CloseQuestion(const QString& stackName, QWidget* parent);

signals:
    void answered(signalbox::CloseQuestion::Answer answer);

private:
    void buildUi(const QString& stackName);
    void give(Answer answer);
    bool m_given = false;
};

} // namespace signalbox
