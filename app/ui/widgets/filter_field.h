// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace signalbox {

class StatusLabel;

// Where a list's filter is typed. Says what it became a moment after typing stops, at once on Enter; an error is
// underlined from its character on, with the sentence below the field.
class FilterField : public QWidget
{
    Q_OBJECT

public:
    explicit FilterField(const QString& placeholder, QWidget* parent = nullptr);

    // The text as it is asked for; what somebody is typing is not touched when it says the same.
    void setText(const QString& text);
    QString text() const;
    // Position is the character, 0-based; an empty message is no error.
    void setError(qsizetype position, const QString& message);
    void takeFocus();

signals:
    void filterChanged(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void announce();
    void underline();

    QLineEdit* m_edit;
    StatusLabel* m_error;
    QTimer m_typing;
    QString m_announced;
    qsizetype m_errorAt = -1;
};

} // namespace signalbox
