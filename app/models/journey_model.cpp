// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/journey_model.h"

#include "core/base/format.h"
#include "models/row_difference.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {

namespace {

struct JourneyModelText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Journey)
};

QString stepTime(const JourneyStep& step)
{
    if (step.durationNs < 0)
        return step.waiting ? JourneyModelText::tr("still waiting") : JourneyModelText::tr("still running");
    const QString duration = formatDuration(step.durationNs);
    return step.waiting ? JourneyModelText::tr("waited %1").arg(duration)
                        : JourneyModelText::tr("took %1").arg(duration);
}

StatusTone stepTone(const JourneyStep& step)
{
    if (step.failed)
        return step.kind == JourneyStep::Kind::Attempt ? StatusTone::Warn : StatusTone::Fail;
    return step.durationNs < 0 ? StatusTone::Busy : StatusTone::Ok;
}

} // namespace

bool JourneyModel::Row::operator==(const Row& other) const
{
    const JourneyStep& a = step;
    const JourneyStep& b = other.step;
    return a.kind == b.kind && a.service == b.service && a.what == b.what && a.startNs == b.startNs &&
           a.durationNs == b.durationNs && a.waiting == b.waiting && a.failed == b.failed && a.evidence == b.evidence &&
           a.spanId == b.spanId && a.eventId == b.eventId;
}

struct JourneyModel::Announce
{
    JourneyModel& model;

    void beginRemove(int first, int last) { model.beginRemoveRows({}, first, last); }
    void endRemove() { model.endRemoveRows(); }
    void beginInsert(int first, int last) { model.beginInsertRows({}, first, last); }
    void endInsert() { model.endInsertRows(); }
    void changed(int row) { emit model.dataChanged(model.index(row), model.index(row)); }
};

void JourneyModel::setJourney(const Journey& journey)
{
    QList<Row> wanted;
    QHash<QString, int> seen; // a step has no id of its own: what it rests on, and how often that came before
    qint64 end = journey.endNs;
    for (const JourneyStep& step : journey.steps) {
        const QString name = QString::number(static_cast<int>(step.kind)) + step.service + step.spanId + step.eventId;
        wanted.append({name + QLatin1Char('#') + QString::number(seen[name]++), step});
        end = std::max(end, step.startNs + std::max<qint64>(0, step.durationNs));
    }
    const qint64 length = std::max<qint64>(1, end - journey.startNs);
    const bool rescaled = length != m_lengthNs || journey.startNs != m_startNs;
    m_startNs = journey.startNs;
    m_lengthNs = length;
    RowDifference(
        m_rows, [](const Row& row) { return row.key; }, Announce{*this})
        .apply(wanted);
    if (rescaled && !m_rows.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1), {OffsetRole});
}

int JourneyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant JourneyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JourneyStep& step = m_rows.at(index.row()).step;
    switch (role) {
    case Qt::DisplayRole: return visibleText(step.what, 200);
    case Qt::ToolTipRole: return visibleText(step.evidence, 400);
    case Qt::AccessibleTextRole: return accessibleText(step);
    case ServiceRole: return step.service;
    case ServiceColorRole: return m_colorOf(step.service);
    case ToneRole: return QVariant::fromValue(stepTone(step));
    case KindRole: return static_cast<int>(step.kind);
    case OffsetRole: return step.startNs - m_startNs;
    case DurationRole: return step.durationNs;
    case WaitingRole: return step.waiting;
    case FailedRole: return step.failed;
    case SpanIdRole: return step.spanId;
    case EventIdRole: return step.eventId;
    default: return {};
    }
}

QString JourneyModel::accessibleText(const JourneyStep& step) const
{
    return tr("%1, %2: %3, after %4, %5%6")
        .arg(journeyKindName(step.kind),
             step.service,
             visibleText(step.what, 200),
             formatDuration(step.startNs - m_startNs),
             stepTime(step),
             step.failed ? tr(", failed") : QString());
}

QList<Inspection::Bullet> journeyBullets(const Journey& journey)
{
    QList<Inspection::Bullet> bullets;
    for (const JourneyStep& step : journey.steps) {
        Inspection::Bullet bullet;
        bullet.tone = stepTone(step);
        bullet.text = visibleText(step.what, 200);
        QStringList note;
        if (!step.service.isEmpty())
            note.append(step.service);
        if (step.startNs > journey.startNs)
            note.append(JourneyModelText::tr("after %1").arg(formatDuration(step.startNs - journey.startNs)));
        note.append(stepTime(step));
        bullet.note = note.join(QStringLiteral(" · "));
        if (!step.spanId.isEmpty())
            bullet.link = {Link::Kind::Span, journey.traceId + QLatin1Char('/') + step.spanId};
        else if (!step.eventId.isEmpty())
            bullet.link = {Link::Kind::Event, step.eventId};
        bullets.append(bullet);
    }
    return bullets;
}

QString journeySummary(const Journey& journey)
{
    if (journey.steps.isEmpty())
        return JourneyModelText::tr("nothing seen of it yet");
    const QString steps = JourneyModelText::tr("%n step(s)", nullptr, static_cast<int>(journey.steps.size()));
    const QString length = formatDuration(journey.endNs - journey.startNs);
    QString end = journey.complete ? JourneyModelText::tr("complete") : JourneyModelText::tr("under way");
    if (journey.failed)
        end = JourneyModelText::tr("failed");
    return JourneyModelText::tr("%1 in %2 · %3").arg(steps, length, end);
}

} // namespace signalbox
