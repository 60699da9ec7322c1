// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace signalbox {

class Theme;

// Names, texts and numbers of JSON in their colours. Knows one line at a time, so a million lines cost what is in
// sight; it judges nothing: wrong JSON is told by the presenter.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument* document);

    void setTheme(const Theme& theme);

protected:
    void highlightBlock(const QString& text) override;

private:
    const Theme* m_theme;
};

} // namespace signalbox
