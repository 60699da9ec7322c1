// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/close_question.h"

#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

CloseQuestion::CloseQuestion(const QString& stackName, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("closeQuestion"));
    setWindowTitle(tr("The stack is running"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildUi(stackName);
    connect(this, &QDialog::rejected, this, [this] { give(Answer::Cancel); });
}

void CloseQuestion::buildUi(const QString& stackName)
{
    auto* title = titleLabel(tr("Keep “%1” running?").arg(stackName), this);
    auto* text = dimLabel(tr("The services go on without the window, and the next window finds them as they are. "
                             "Your answer is remembered; “Ask again when closing” in the command palette forgets it."),
                          this);
    text->setWordWrap(true);
    QPushButton* keep = primaryButton(tr("Keep it running"), this);
    keep->setObjectName(QStringLiteral("keepRunning"));
    keep->setDefault(true);
    QPushButton* stop = actionButton(tr("Stop the stack"), {}, this);
    stop->setObjectName(QStringLiteral("stopStack"));
    QPushButton* cancel = actionButton(tr("Cancel"), {}, this);
    cancel->setObjectName(QStringLiteral("cancelClose"));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton* button : {cancel, stop, keep})
        buttons->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(4);
    layout->addLayout(buttons);
    setFixedWidth(460);
    connect(keep, &QPushButton::clicked, this, [this] { give(Answer::KeepRunning); });
    connect(stop, &QPushButton::clicked, this, [this] { give(Answer::StopStack); });
    connect(cancel, &QPushButton::clicked, this, [this] { give(Answer::Cancel); });
    keep->setFocus();
}

void CloseQuestion::give(Answer answer)
{
    if (m_given)
        return;
    m_given = true;
    emit answered(answer);
    close();
}

} // namespace signalbox
