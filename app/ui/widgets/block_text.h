// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace signalbox {

// Lines of data in a box, as they came: fixed-width, broken anywhere, selectable, as high as its text up to a limit.
class BlockText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit BlockText(QWidget* parent = nullptr);
    void setBlock(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
};

} // namespace signalbox
