// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace signalbox {

class BlockText;
class KeyValueList;

// One section of the inspector. Takes new content in place, so that a text that counts up does not take the focus or a
// selection away.
class InspectorSection : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorSection(QWidget* parent = nullptr);
    void setSection(const Inspection::Section& section);

signals:
    void linkActivated(const signalbox::Link& link);

private:
    void setBullets(const QList<Inspection::Bullet>& bullets);

    Inspection::Section m_section;
    QLabel* m_title;
    QLabel* m_paragraph;
    BlockText* m_block;
    KeyValueList* m_rows;
    QVBoxLayout* m_bullets;
};

} // namespace signalbox
