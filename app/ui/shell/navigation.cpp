// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace signalbox {
namespace {

constexpr int entryHeight = 30;
constexpr int barWidth = 148;

class Entry : public QAbstractButton
{
public:
    Entry(const QString& id, const QString& title, int number, QWidget* parent)
        : QAbstractButton(parent)
        , m_number(number)
    {
        setObjectName(QStringLiteral("nav-") + id);
        setText(title);
        setCheckable(true);
        setAutoExclusive(true);
        setFixedHeight(entryHeight);
        setFocusPolicy(Qt::TabFocus);
        setToolTip(Navigation::tr("%1 (Ctrl+%2)").arg(title).arg(number));
        setBadge(0);
    }

    void setBadge(int count)
    {
        m_badge = count;
        setAccessibleName(count > 0 ? Navigation::tr("%1, %n need attention", nullptr, count).arg(text()) : text());
        update();
    }

    QSize sizeHint() const override { return {barWidth - 16, entryHeight}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.color(isChecked() ? Token::Selection : Token::Raised));
            painter.drawRoundedRect(rect(), 5, 5);
        }
        if (hasFocus() && m_ring) {
            painter.setPen(theme.color(Token::Accent));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        }
        const QRect area = rect().adjusted(10, 0, -10, 0);
        painter.setFont(uiFont(13, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.setPen(theme.color(isChecked() ? Token::Text : Token::Dim));
        painter.drawText(area, int(leading()) | Qt::AlignVCenter, text());
        paintTail(painter, area, theme);
    }

    // The ring is for those who came by key; a window that opens gives the focus to whatever comes first.
    void focusInEvent(QFocusEvent* event) override
    {
        m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
        QAbstractButton::focusInEvent(event);
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    Qt::Alignment leading() const { return QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft); }

    void paintTail(QPainter& painter, const QRect& area, const Theme& theme) const
    {
        painter.setFont(uiFont(11));
        if (m_badge == 0) {
            painter.setPen(theme.color(Token::Dim));
            painter.drawText(area,
                             int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter,
                             QString::number(m_number));
            return;
        }
        const QString count = QString::number(m_badge);
        const int size = qMax(18, painter.fontMetrics().horizontalAdvance(count) + 10);
        const QRect pill = QStyle::visualRect(
            layoutDirection(), area, QRect(area.right() - size + 1, area.center().y() - 6, size, 14));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Fail));
        painter.drawRoundedRect(pill, 7, 7);
        painter.setFont(uiFont(11, QFont::DemiBold));
        painter.setPen(theme.color(theme.isDark() ? Token::Background : Token::Surface));
        painter.drawText(pill, Qt::AlignCenter, count);
    }

    int m_number;
    int m_badge = 0;
    bool m_ring = false;
};

} // namespace

Navigation::Navigation(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Pages"));
    setProperty("ground", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(barWidth);
    m_layout->setContentsMargins(8, 8, 8, 8);
    m_layout->setSpacing(3);
    m_layout->addStretch(1);
}

void Navigation::addPage(const QString& id, const QString& title)
{
    auto* entry = new Entry(id, title, int(m_entries.size()) + 1, this);
    m_layout->insertWidget(int(m_entries.size()), entry);
    m_entries.append(entry);
    connect(entry, &QAbstractButton::clicked, this, [this, id] { emit chosen(id); });
}

void Navigation::setCurrent(const QString& id)
{
    for (QAbstractButton* entry : m_entries)
        entry->setChecked(entry->objectName() == QStringLiteral("nav-") + id);
}

void Navigation::setBadge(const QString& id, int count)
{
    for (QAbstractButton* entry : m_entries)
        if (entry->objectName() == QStringLiteral("nav-") + id)
            static_cast<Entry*>(entry)->setBadge(count);
}

void Navigation::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        step(1);
    else if (event->key() == Qt::Key_Up)
        step(-1);
    else
        QWidget::keyPressEvent(event);
}

void Navigation::step(int by)
{
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (!m_entries[i]->hasFocus())
            continue;
        QAbstractButton* next = m_entries[(i + by + m_entries.size()) % m_entries.size()];
        next->setFocus(Qt::TabFocusReason);
        next->click();
        return;
    }
}

} // namespace signalbox
