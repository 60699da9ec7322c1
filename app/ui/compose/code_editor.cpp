// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/code_editor.h"

#include "ui/compose/json_highlighter.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace signalbox {

CodeEditor::CodeEditor(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_gutter(new QWidget(this))
    , m_highlighter(new JsonHighlighter(document()))
{
    // By style sheet: a font set on a widget loses against the application's sheet.
    setStyleSheet(QStringLiteral("QPlainTextEdit { font-family: \"%1\"; font-size: %2px; border: 0; }")
                      .arg(dataFont(12).family(), QString::number(12)));
    setFont(dataFont(12));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    m_gutter->installEventFilter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEditor::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this] { m_gutter->update(); });
    takeTheme();
    placeGutter();
}

void CodeEditor::setContent(const QString& text)
{
    if (text != toPlainText())
        setPlainText(text);
}

void CodeEditor::setHighlighted(bool json)
{
    m_highlighter->setDocument(json ? document() : nullptr);
}

void CodeEditor::setWrongLine(int line)
{
    if (line == m_wrongLine)
        return;
    m_wrongLine = line;
    m_gutter->update();
}

int CodeEditor::gutterWidth() const
{
    const auto digits = std::max<qsizetype>(2, QString::number(std::max(1, blockCount())).size());
    return 16 + fontMetrics().horizontalAdvance(QLatin1Char('9')) * static_cast<int>(digits);
}

void CodeEditor::placeGutter()
{
    setViewportMargins(gutterWidth(), 6, 6, 6);
    m_gutter->setGeometry(contentsRect().left(), contentsRect().top(), gutterWidth(), contentsRect().height());
    m_gutter->update();
}

void CodeEditor::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeEditor::paintGutter()
{
    const Theme& theme = Theme::of(this);
    QPainter painter(m_gutter);
    painter.setFont(dataFont(11));
    QTextBlock block = firstVisibleBlock();
    const int top = viewport()->y() - m_gutter->y();
    while (block.isValid()) {
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() + top > m_gutter->height())
            break;
        const bool wrong = block.blockNumber() + 1 == m_wrongLine;
        painter.setPen(theme.color(wrong ? Token::Fail : Token::Faint));
        const QRectF number(0, area.top() + top, m_gutter->width() - 8, fontMetrics().height());
        painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        if (wrong)
            painter.fillRect(QRectF(0, area.top() + top + 2, 2, fontMetrics().height() - 4), theme.color(Token::Fail));
        block = block.next();
    }
}

bool CodeEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_gutter && event->type() == QEvent::Paint) {
        paintGutter();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void CodeEditor::takeTheme()
{
    m_highlighter->setTheme(Theme::of(this));
}

void CodeEditor::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeTheme();
}

// A new line begins where the last one did, two further in behind an opening bracket.
void CodeEditor::indentNewLine()
{
    const QString line = textCursor().block().text().left(textCursor().positionInBlock());
    const auto text = std::find_if(line.begin(), line.end(), [](QChar c) { return !c.isSpace(); });
    QString indent = line.left(text - line.begin());
    if (line.trimmed().endsWith(QLatin1Char('{')) || line.trimmed().endsWith(QLatin1Char('[')))
        indent += QStringLiteral("  ");
    textCursor().insertText(QLatin1Char('\n') + indent);
    ensureCursorVisible();
}

void CodeEditor::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && !isReadOnly())
        indentNewLine();
    else if (enter && event->modifiers() == Qt::ControlModifier)
        event->ignore(); // sends the request
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace signalbox
