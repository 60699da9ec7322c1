// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace signalbox {

// The left side: one entry a page, with its number (Ctrl+1 …) or, where something needs a person, a badge.
class Navigation : public QWidget
{
    Q_OBJECT

public:
    explicit Navigation(QWidget* parent = nullptr);

    void addPage(const QString& id, const QString& title);
    void setCurrent(const QString& id);
    void setBadge(const QString& id, int count);

signals:
    void chosen(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void step(int by);

    QVBoxLayout* m_layout;
    QList<QAbstractButton*> m_entries;
};

} // namespace signalbox
