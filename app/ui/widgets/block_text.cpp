// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/block_text.h"

#include "ui/theme/theme.h"

#include <QScrollBar>
#include <QTextBlock>

namespace signalbox {
namespace {

constexpr int highestBlock = 240;

} // namespace

BlockText::BlockText(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(dataFont(11));
    document()->setDocumentMargin(6);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BlockText::setBlock(const QString& text)
{
    if (text == toPlainText())
        return;
    setPlainText(text);
    fitHeight();
}

void BlockText::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void BlockText::fitHeight()
{
    // The layout of a plain-text document measures in lines, not in pixels.
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        lines += qMax(1, block.layout() ? block.layout()->lineCount() : 1);
    const int height =
        lines * QFontMetrics(font()).lineSpacing() + 2 * int(document()->documentMargin()) + 2 * frameWidth() + 2;
    setFixedHeight(qMin(height, highestBlock));
    setVerticalScrollBarPolicy(height > highestBlock ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

} // namespace signalbox
