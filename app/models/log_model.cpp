// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_model.h"

#include "core/base/format.h"

#include <algorithm>
#include <array>

namespace signalbox {

namespace {

constexpr int longestCell = 600; // what fits no screen need not be laid out; the inspector shows all of it

} // namespace

LogModel::LogModel(int capacity, QObject* parent)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{
}

void LogModel::replace(const QList<LogLine>& lines)
{
    beginResetModel();
    m_lines = lines.mid(std::max<qsizetype>(0, lines.size() - m_capacity));
    endResetModel();
}

void LogModel::append(const QList<LogLine>& lines)
{
    QList<LogLine> newer;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(newer), [this](const LogLine& line) {
        return line.id > lastId();
    });
    if (newer.isEmpty())
        return;
    newer = newer.mid(std::max<qsizetype>(0, newer.size() - m_capacity));
    removeFirst(m_lines.size() + newer.size() - m_capacity);
    const auto first = static_cast<int>(m_lines.size());
    beginInsertRows({}, first, first + static_cast<int>(newer.size()) - 1);
    m_lines += newer;
    endInsertRows();
}

void LogModel::prepend(const QList<LogLine>& lines)
{
    QList<LogLine> older;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(older), [this](const LogLine& line) {
        return isEmpty() || line.id < firstId();
    });
    if (older.isEmpty())
        return;
    older = older.mid(std::max<qsizetype>(0, older.size() - m_capacity));
    removeLast(m_lines.size() + older.size() - m_capacity);
    beginInsertRows({}, 0, static_cast<int>(older.size()) - 1);
    m_lines = older + m_lines;
    endInsertRows();
}

void LogModel::removeFirst(qsizetype count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_lines.remove(0, count);
    endRemoveRows();
}

void LogModel::removeLast(qsizetype count)
{
    if (count <= 0)
        return;
    const qsizetype first = m_lines.size() - count;
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(m_lines.size()) - 1);
    m_lines.remove(first, count);
    endRemoveRows();
}

int LogModel::rowOf(qint64 id) const
{
    const auto at = std::lower_bound(
        m_lines.begin(), m_lines.end(), id, [](const LogLine& line, qint64 wanted) { return line.id < wanted; });
    return at != m_lines.end() && at->id == id ? static_cast<int>(at - m_lines.begin()) : -1;
}

const LogLine* LogModel::line(qint64 id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_lines.at(row);
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine& line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(line, index.column());
    case Qt::ToolTipRole: return index.column() == TimeColumn ? QVariant(formatIsoUtc(line.timeNs)) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == MessageColumn
                   ? tr("%1, %2: %3").arg(line.service, logLevelName(line.level), text(line, MessageColumn))
                   : text(line, index.column());
    case IdRole: return line.id;
    case ServiceRole: return index.column() == ServiceColumn ? line.service : QString();
    case DataRole: return index.column() != ServiceColumn && index.column() != MessageColumn;
    case DimRole: return index.column() == TimeColumn || index.column() == FieldsColumn;
    case ServiceColorRole: return m_colorOf(line.service);
    case LevelRole: return static_cast<int>(line.level);
    default: return {};
    }
}

QString LogModel::text(const LogLine& line, int column) const
{
    switch (column) {
    case TimeColumn: return formatClock(line.timeNs);
    case ServiceColumn: return line.service;
    case LevelColumn: return line.level == LogLevel::Unknown ? QString() : logLevelName(line.level);
    case MessageColumn: return visibleText(line.message, longestCell);
    case FieldsColumn: return logFieldsText(line.fields, line.service);
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const std::array<QString, ColumnCount> titles{tr("Time"), tr("Service"), tr("Level"), tr("Message"), tr("Fields")};
    return section >= 0 && section < ColumnCount ? titles.at(static_cast<size_t>(section)) : QVariant();
}

QString logFieldsText(const Attributes& fields, const QString& service)
{
    QString text;
    for (const auto& [key, value] : fields) {
        if (text.size() > longestCell)
            break;
        if (key == QLatin1String("service") && value == service)
            continue;
        if (!text.isEmpty())
            text += QLatin1Char(' ');
        text += key + QLatin1Char('=') + value.left(longestCell);
    }
    return visibleText(text, longestCell);
}

} // namespace signalbox
