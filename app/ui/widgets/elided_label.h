// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QLabel>

namespace signalbox {

// A line of plain text that gives way: elided where there is no room, whole in the tool tip. Never asks for width.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);

    void setText(const QString& text);
    QString fullText() const { return m_full; }
    bool isElided() const;
    void setElideMode(Qt::TextElideMode mode);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    virtual QColor textColor() const;
    virtual bool isUnderlined() const { return false; }

private:
    QString m_full;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

// A value that leads somewhere: looks like a link, is reached by Tab, follows on click, Enter and Space.
class LinkLabel : public ElidedLabel
{
    Q_OBJECT

public:
    LinkLabel(const QString& text, Link link, QWidget* parent = nullptr);
    Link link() const { return m_link; }
    // Where the words have a status of their own they are in its colour; the underline says that they lead on.
    void setTone(StatusTone tone);

signals:
    void activated(const signalbox::Link& link);

protected:
    QColor textColor() const override;
    bool isUnderlined() const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    Link m_link;
    StatusTone m_tone = StatusTone::None;
};

} // namespace signalbox
