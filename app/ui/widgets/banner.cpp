// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/theme.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace signalbox {
namespace {

constexpr int bannerIconSide = 14;
constexpr int edge = 3;

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_action(actionButton({}, {}, this))
{
    setObjectName(QStringLiteral("banner"));
    m_sentence->setObjectName(QStringLiteral("bannerText"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("bannerAction"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(edge + 12 + bannerIconSide + 8, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_action);
    hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionClicked);
}

void Banner::show(StatusTone tone, const QString& sentence, const QString& action)
{
    m_tone = tone;
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    update();
}

QString Banner::sentence() const
{
    return m_sentence->text();
}

void Banner::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Raised));
    painter.fillRect(0, 0, edge, height(), theme.tone(m_tone));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(Token::Border));
    toneIcon(m_tone, theme)
        .paint(&painter, QRect(edge + 12, (height() - bannerIconSide) / 2, bannerIconSide, bannerIconSide));
}

} // namespace signalbox
