// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "models/item_roles.h"

#include <QAbstractTableModel>

#include <functional>

namespace signalbox {

// A window of log lines out of a store that may hold millions: consecutive matching lines, oldest first, anchored by
// their ids. It grows at the end that somebody scrolls to and lets go at the other; it never holds more than
// `capacity` lines.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, ServiceColumn, LevelColumn, MessageColumn, FieldsColumn, ColumnCount };
    enum Role { LevelRole = FirstOwnRole /* LogLevel as int */ };

    explicit LogModel(int capacity = 4000, QObject* parent = nullptr);

    void replace(const QList<LogLine>& lines);
    void append(const QList<LogLine>& lines);  // newer ones; the oldest make room
    void prepend(const QList<LogLine>& lines); // older ones; the newest make room
    // Which colour the stack declares for a service; asked while painting, so that it follows a new stack file.
    void setColorOf(std::function<QString(const QString&)> colorOf) { m_colorOf = std::move(colorOf); }
    bool isEmpty() const { return m_lines.isEmpty(); }
    qint64 firstId() const { return m_lines.isEmpty() ? 0 : m_lines.first().id; }
    qint64 lastId() const { return m_lines.isEmpty() ? 0 : m_lines.last().id; }
    qsizetype capacity() const { return m_capacity; }
    const LogLine* line(qint64 id) const; // null = not in the window
    int rowOf(qint64 id) const;           // -1 = not in the window

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void removeFirst(qsizetype count);
    void removeLast(qsizetype count);
    QString text(const LogLine& line, int column) const;

    const qsizetype m_capacity;
    std::function<QString(const QString&)> m_colorOf = [](const QString&) { return QString(); };
    QList<LogLine> m_lines; // ascending id
};

// "key=value key=value", harmless and in one line. That a line is of `service` is said beside it already.
QString logFieldsText(const Attributes& fields, const QString& service);

} // namespace signalbox
