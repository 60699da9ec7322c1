// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/widgets/parts.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_what(titleLabel({}, this))
    , m_why(dimLabel({}, this))
    , m_action(primaryButton({}, this))
{
    setObjectName(QStringLiteral("emptyState"));
    m_action->setObjectName(QStringLiteral("emptyAction"));
    for (QLabel* label : {m_what, m_why}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setMaximumWidth(460);
    }
    m_why->setMinimumWidth(300);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_what, 0, Qt::AlignHCenter);
    layout->addWidget(m_why, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionClicked);
}

void EmptyState::setTexts(const QString& what, const QString& why, const QString& action)
{
    m_what->setText(what);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace signalbox
