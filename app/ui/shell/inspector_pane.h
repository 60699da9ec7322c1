// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QScrollArea>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace signalbox {

class FlowLayout;
class InspectorSection;

// The right side of the window: draws an Inspection, whatever it is of.
class InspectorPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit InspectorPane(QWidget* parent = nullptr);

    // `color`: of the inspection's service, as serviceColor() says it.
    void show(const Inspection& inspection, const QString& color);
    const Inspection& inspection() const { return m_inspection; }

signals:
    void linkActivated(const signalbox::Link& link);
    void actTriggered(const QString& act);

private:
    void buildHead(QVBoxLayout* layout);
    void showHead(const QString& color);
    void showActs(QWidget* holder,
                  FlowLayout* layout,
                  const QList<Inspection::Act>& acts,
                  const QList<Inspection::Act>& before);
    void showSections();

    Inspection m_inspection;
    bool m_shown = false;
    QWidget* m_stripe;
    QLabel* m_title;
    QLabel* m_statusIcon;
    QLabel* m_status;
    QLabel* m_hint;
    QWidget* m_topHolder;
    FlowLayout* m_topActs;
    QVBoxLayout* m_sections;
    QList<InspectorSection*> m_sectionViews;
    QWidget* m_actHolder;
    FlowLayout* m_acts;
};

} // namespace signalbox
