// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QWidget>

namespace signalbox {

// Status as colour, icon and word in one line; elides at the end and then tells the whole in a tool tip.
class StatusLabel : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLabel(QWidget* parent = nullptr);

    void setStatus(StatusTone tone, const QString& text);
    StatusTone tone() const { return m_tone; }
    QString text() const { return m_text; }
    void setPixelSize(int pixels);
    void setQuiet(bool quiet); // dim while there is no tone
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    StatusTone m_tone = StatusTone::None;
    QString m_text;
    bool m_quiet = false;
};

// "ok", "busy" … for screen readers, in the user's language.
QString toneName(StatusTone tone);

} // namespace signalbox
