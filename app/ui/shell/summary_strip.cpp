// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/summary_strip.h"

#include "ui/widgets/parts.h"
#include "ui/widgets/status_label.h"

#include <QHBoxLayout>
#include <QLabel>

namespace signalbox {

SummaryStrip::SummaryStrip(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("summary"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(10);
}

void SummaryStrip::show(const QList<StateCount>& counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    QStringList texts;
    for (const StateCount& count : counts) {
        if (!texts.isEmpty())
            m_layout->addWidget(dimLabel(QStringLiteral("·"), this));
        auto* label = new StatusLabel(this);
        label->setStatus(count.tone, count.text);
        m_layout->addWidget(label);
        texts.append(count.text);
    }
    setAccessibleName(texts.join(QStringLiteral(", ")));
}

} // namespace signalbox
