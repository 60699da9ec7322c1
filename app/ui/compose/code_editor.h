// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace signalbox {

class JsonHighlighter;

// Plain text in the fixed-width face with line numbers and the colours of JSON, to write in or to read only.
class CodeEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeEditor(QWidget* parent = nullptr);

    // Leaves cursor and undo history alone when it is the text already.
    void setContent(const QString& text);
    void setHighlighted(bool json);
    // Marks a line as wrong, 1-based; 0 = none.
    void setWrongLine(int line);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int gutterWidth() const;
    void placeGutter();
    void paintGutter();
    void takeTheme();
    void indentNewLine();

    QWidget* m_gutter;
    JsonHighlighter* m_highlighter;
    int m_wrongLine = 0;
};

} // namespace signalbox
