// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_field.h"

#include "ui/theme/theme.h"
#include "ui/widgets/status_label.h"

#include <QCoreApplication>
#include <QEvent>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTextCharFormat>
#include <QVBoxLayout>

namespace signalbox {

namespace {

constexpr auto typingPause = std::chrono::milliseconds(180);

} // namespace

FilterField::FilterField(const QString& placeholder, QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_error(new StatusLabel(this))
{
    m_edit->setObjectName(QStringLiteral("filter"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(placeholder);
    m_edit->setFont(dataFont(12));
    m_edit->setClearButtonEnabled(true);
    setFocusProxy(m_edit);
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setPixelSize(12);
    m_error->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &FilterField::announce);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_typing.start(); });
    connect(m_edit, &QLineEdit::returnPressed, this, &FilterField::announce);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) // the clear button is no edit
            m_typing.start();
    });
}

void FilterField::setText(const QString& text)
{
    m_announced = text;
    if (text != m_edit->text() && !m_typing.isActive())
        m_edit->setText(text);
}

QString FilterField::text() const
{
    return m_edit->text();
}

void FilterField::announce()
{
    m_typing.stop();
    if (m_edit->text() == m_announced)
        return;
    m_announced = m_edit->text();
    emit filterChanged(m_announced);
}

void FilterField::setError(qsizetype position, const QString& message)
{
    m_errorAt = message.isEmpty() ? -1 : position;
    m_error->setStatus(StatusTone::Fail, message);
    m_error->setVisible(!message.isEmpty());
    underline();
}

void FilterField::takeFocus()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

// QLineEdit has no formats of its own but draws those of an input method.
void FilterField::underline()
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (m_errorAt >= 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(Theme::of(this).color(Token::Fail));
        const auto from = static_cast<int>(m_errorAt) - m_edit->cursorPosition();
        const auto length = static_cast<int>(m_edit->text().size() - m_errorAt);
        attributes.append({QInputMethodEvent::TextFormat, from, std::max(1, length), format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(m_edit, &event);
}

void FilterField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        underline();
    QWidget::changeEvent(event);
}

} // namespace signalbox
