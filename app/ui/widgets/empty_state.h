// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace signalbox {

// Stands where nothing is yet and teaches: what would be here, why it is not, and the button that makes it so.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    // Without `action` there is no button.
    void setTexts(const QString& what, const QString& why, const QString& action = {});

signals:
    void actionClicked();

private:
    QLabel* m_what;
    QLabel* m_why;
    QPushButton* m_action;
};

} // namespace signalbox
