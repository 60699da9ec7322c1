// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/service_model.h"

#include "core/base/format.h"
#include "models/row_difference.h"
#include "models/service_colors.h"
#include "models/service_text.h"

namespace signalbox {
namespace {

QString dash()
{
    return QStringLiteral("–");
}

bool isData(int column)
{
    return column == ServiceModel::RestartsColumn || column == ServiceModel::CpuColumn ||
           column == ServiceModel::MemoryColumn || column == ServiceModel::PortColumn ||
           column == ServiceModel::VersionColumn;
}

bool isNumber(int column)
{
    return column == ServiceModel::RestartsColumn || column == ServiceModel::CpuColumn ||
           column == ServiceModel::MemoryColumn;
}

Link portLink(const ServiceState& state)
{
    const int port = mainPortNumber(state);
    for (const char* scheme : {"https", "http"})
        if (port && state.ports.value(QLatin1String(scheme)) == port && state.isUp())
            return {Link::Kind::Url, QStringLiteral("%1://127.0.0.1:%2/").arg(QLatin1String(scheme)).arg(port)};
    return {};
}

} // namespace

void ServiceModel::setServices(const QList<ServiceInfo>& services, const QList<ServiceState>& states)
{
    QHash<QString, ServiceState> byName;
    for (const ServiceState& state : states)
        byName.insert(state.service, state);
    QList<Row> wanted;
    for (const ServiceInfo& info : services)
        wanted.append(rowOf(info, serviceColor(services, info.name), byName.value(info.name)));

    struct Announcer
    {
        ServiceModel& model;
        void beginRemove(int first, int last) { model.beginRemoveRows({}, first, last); }
        void endRemove() { model.endRemoveRows(); }
        void beginInsert(int first, int last) { model.beginInsertRows({}, first, last); }
        void endInsert() { model.endInsertRows(); }
        void changed(int row) { emit model.dataChanged(model.index(row, 0), model.index(row, ColumnCount - 1)); }
    };
    RowDifference(
        m_rows, [](const Row& row) { return row.name; }, Announcer{*this})
        .apply(wanted);
}

void ServiceModel::setLastLines(const QHash<QString, QString>& lines)
{
    m_lines = lines;
    for (int row = 0; row < m_rows.size(); ++row) {
        const QString line = m_lines.value(m_rows[row].name);
        if (line == m_rows[row].line)
            continue;
        m_rows[row].line = line;
        emit dataChanged(index(row, LineColumn), index(row, LineColumn));
    }
}

void ServiceModel::setCurrent(bool current)
{
    if (current == m_current)
        return;
    m_current = current;
    for (Row& row : m_rows) {
        row.current = current;
        row.since = sinceText(row.state);
    }
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusTone ServiceModel::toneAt(const Row& row, int column)
{
    if (column != StateColumn)
        return StatusTone::None;
    return row.current ? toneOf(row.state.phase) : StatusTone::Idle;
}

void ServiceModel::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    for (int row = 0; row < m_rows.size(); ++row) {
        const QString since = sinceText(m_rows[row].state);
        if (since == m_rows[row].since)
            continue;
        m_rows[row].since = since;
        emit dataChanged(index(row, SinceColumn), index(row, SinceColumn));
    }
}

int ServiceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ServiceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ServiceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole: {
        const QString whole = wholeText(row, column);
        return whole.isEmpty() ? QVariant() : whole.toHtmlEscaped();
    }
    case Qt::AccessibleTextRole: return QStringLiteral("%1: %2").arg(row.name, text(row, column));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case IdRole: return row.name;
    case ServiceRole: return column == ServiceColumn ? row.name : QString();
    case ServiceColorRole: return row.color;
    case ToneRole: return QVariant::fromValue(toneAt(row, column));
    case LinkRole: return QVariant::fromValue(column == PortColumn && row.current ? portLink(row.state) : Link());
    case DataRole: return isData(column);
    case DimRole:
        return column == SinceColumn || column == LineColumn || (isData(column) && text(row, column) == dash());
    default: return {};
    }
}

QVariant ServiceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ServiceColumn: return tr("service");
    case StateColumn: return tr("state");
    case SinceColumn: return tr("since");
    case RestartsColumn: return tr("restarts");
    case CpuColumn: return tr("CPU %");
    case MemoryColumn: return tr("memory");
    case PortColumn: return tr("port");
    case VersionColumn: return tr("version");
    case LineColumn: return tr("last line");
    default: return {};
    }
}

ServiceModel::Row ServiceModel::rowOf(const ServiceInfo& info, const QString& color, const ServiceState& state) const
{
    return {info.name, color, state, m_lines.value(info.name), m_current, sinceText(state)};
}

QString ServiceModel::sinceText(const ServiceState& state) const
{
    if (state.sinceMs <= 0 || m_nowMs <= 0 || !m_current)
        return dash();
    return elapsedText(state.sinceMs, m_nowMs);
}

QString ServiceModel::text(const Row& row, int column) const
{
    const ServiceState& state = row.state;
    switch (column) {
    case ServiceColumn: return row.name;
    case StateColumn: return row.current ? stateText(state) : tr("was %1").arg(phaseWord(state.phase));
    case SinceColumn: return row.since;
    case RestartsColumn: return state.restarts > 0 ? QString::number(state.restarts) : QString();
    case CpuColumn: return state.cpuPercent < 0 || !row.current ? dash() : QString::number(state.cpuPercent, 'f', 1);
    case MemoryColumn: return state.memoryBytes < 0 || !row.current ? dash() : formatBytes(state.memoryBytes);
    case PortColumn: return mainPort(state).isEmpty() ? dash() : mainPort(state);
    case VersionColumn: return state.version.isEmpty() ? dash() : visibleText(state.version, 40);
    case LineColumn: return visibleText(row.line, 400);
    default: return {};
    }
}

// What a cell says beyond its text.
QString ServiceModel::wholeText(const Row& row, int column) const
{
    const ServiceState& state = row.state;
    switch (column) {
    case StateColumn: return state.reason.isEmpty() ? QString() : stateText(state);
    case SinceColumn: return state.sinceMs > 0 ? formatIsoUtc(state.sinceMs * 1'000'000) : QString();
    case MemoryColumn: return state.memoryBytes < 0 ? QString() : tr("%1 bytes").arg(formatCount(state.memoryBytes));
    case PortColumn: {
        QStringList ports;
        for (auto port = state.ports.begin(); port != state.ports.end(); ++port)
            ports.append(QStringLiteral("%1 %2").arg(port.key()).arg(port.value()));
        return ports.join(QLatin1Char('\n'));
    }
    default: return {};
    }
}

} // namespace signalbox
