// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/inspector_pane.h"

#include "ui/shell/inspector_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/status_label.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {
namespace {

// The hue of a service, beside its name.
class Stripe : public QWidget
{
public:
    explicit Stripe(QWidget* parent)
        : QWidget(parent)
    {
        setFixedSize(3, 16);
    }
    void setService(const QString& service, const QString& color)
    {
        m_service = service;
        m_color = color;
        setVisible(!service.isEmpty());
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::of(this).serviceHue(m_service, m_color));
        painter.drawRoundedRect(rect(), 1.5, 1.5);
    }

private:
    QString m_service;
    QString m_color;
};

// A status icon that follows the theme.
class ToneIcon : public QLabel
{
public:
    explicit ToneIcon(QWidget* parent)
        : QLabel(parent)
    {
        setFixedSize(14, 18);
    }
    void setTone(StatusTone tone)
    {
        m_tone = tone;
        setVisible(tone != StatusTone::None);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        toneIcon(m_tone, Theme::of(this)).paint(&painter, QRect(0, 2, 13, 13));
    }

private:
    StatusTone m_tone = StatusTone::None;
};

} // namespace

InspectorPane::InspectorPane(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Inspector"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(272);
    auto* content = new QWidget(this);
    content->setProperty("ground", QStringLiteral("surface"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    buildHead(layout);
    m_sections = new QVBoxLayout;
    m_sections->setSpacing(14);
    layout->addLayout(m_sections);
    m_actHolder = new QWidget(content);
    m_acts = new FlowLayout(m_actHolder);
    layout->addWidget(m_actHolder);
    layout->addStretch(1);
    setWidget(content);
    show({}, {});
}

void InspectorPane::buildHead(QVBoxLayout* layout)
{
    m_stripe = new Stripe(this);
    m_title = titleLabel({}, this);
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_stripe);
    head->addWidget(m_title, 1);
    layout->addLayout(head);

    m_statusIcon = new ToneIcon(this);
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("inspectorStatus"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    auto* status = new QHBoxLayout;
    status->setSpacing(6);
    status->addWidget(m_statusIcon, 0, Qt::AlignTop);
    status->addWidget(m_status, 1);
    layout->addLayout(status);

    m_hint = dimLabel({}, this);
    m_hint->setObjectName(QStringLiteral("inspectorHint"));
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    m_topHolder = new QWidget(this);
    m_topActs = new FlowLayout(m_topHolder);
    layout->addWidget(m_topHolder);
}

void InspectorPane::show(const Inspection& inspection, const QString& color)
{
    if (m_shown && inspection == m_inspection)
        return;
    const Inspection before = m_inspection;
    m_inspection = inspection;
    m_shown = true;
    showHead(color);
    showActs(m_topHolder, m_topActs, inspection.topActs, before.topActs);
    showSections();
    showActs(m_actHolder, m_acts, inspection.acts, before.acts);
    if (before.title != inspection.title)
        ensureVisible(0, 0);
}

void InspectorPane::showHead(const QString& color)
{
    static_cast<Stripe*>(m_stripe)->setService(m_inspection.service, color);
    m_title->setText(m_inspection.title);
    m_title->setVisible(!m_inspection.title.isEmpty());
    static_cast<ToneIcon*>(m_statusIcon)->setTone(m_inspection.status.isEmpty() ? StatusTone::None : m_inspection.tone);
    m_status->setText(m_inspection.status);
    setTone(m_status, m_inspection.tone);
    m_status->setAccessibleName(toneName(m_inspection.tone) + QLatin1Char(' ') + m_inspection.status);
    m_status->setVisible(!m_inspection.status.isEmpty());
    const bool empty = m_inspection.title.isEmpty();
    m_hint->setText(m_inspection.hint.isEmpty() && empty ? tr("What you select is explained here.")
                                                         : m_inspection.hint);
    m_hint->setVisible(!m_hint->text().isEmpty());
}

void InspectorPane::showActs(QWidget* holder,
                             FlowLayout* layout,
                             const QList<Inspection::Act>& acts,
                             const QList<Inspection::Act>& before)
{
    holder->setVisible(!acts.isEmpty());
    if (acts == before && layout->count() == acts.size())
        return;
    while (QLayoutItem* item = layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Inspection::Act& act : acts) {
        QPushButton* button = actionButton(act.text, {}, holder);
        button->setObjectName(QStringLiteral("act-") + act.id);
        button->setEnabled(act.enabled);
        connect(button, &QPushButton::clicked, this, [this, act] {
            if (act.link.kind != Link::Kind::None)
                emit linkActivated(act.link);
            else
                emit actTriggered(act.id);
        });
        layout->addWidget(button);
        button->show();
    }
}

void InspectorPane::showSections()
{
    while (m_sectionViews.size() > m_inspection.sections.size()) {
        m_sectionViews.last()->hide();
        m_sectionViews.takeLast()->deleteLater();
    }
    while (m_sectionViews.size() < m_inspection.sections.size()) {
        auto* view = new InspectorSection(this);
        connect(view, &InspectorSection::linkActivated, this, &InspectorPane::linkActivated);
        m_sections->addWidget(view);
        m_sectionViews.append(view);
    }
    for (qsizetype i = 0; i < m_sectionViews.size(); ++i)
        m_sectionViews[i]->setSection(m_inspection.sections[i]);
}

} // namespace signalbox
