// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "models/inspection.h"
#include "models/item_roles.h"

#include <QAbstractListModel>

#include <functional>

namespace signalbox {

// The steps of one journey, a row each, with what a time bar needs to place them. A step that grows or ends while
// its row is looked at changes in place.
class JourneyModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = FirstOwnRole, // JourneyStep::Kind as int
        OffsetRole,              // nanoseconds since the journey began
        DurationRole,            // nanoseconds; -1 = not over
        WaitingRole,
        FailedRole,
        SpanIdRole,
        EventIdRole
    };

    using QAbstractListModel::QAbstractListModel;

    void setJourney(const Journey& journey);
    qint64 lengthNs() const { return m_lengthNs; }
    // Which colour the stack declares for a service; asked while painting, so that it follows a new stack file.
    void setColorOf(std::function<QString(const QString&)> colorOf) { m_colorOf = std::move(colorOf); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString key;
        JourneyStep step;
        bool operator==(const Row& other) const;
    };
    struct Announce;

    QString accessibleText(const JourneyStep& step) const;

    QList<Row> m_rows;
    std::function<QString(const QString&)> m_colorOf = [](const QString&) { return QString(); };
    qint64 m_startNs = 0;
    qint64 m_lengthNs = 0;
};

// The journey in the inspector's words: a bullet a step, with where and when it happened.
QList<Inspection::Bullet> journeyBullets(const Journey& journey);
// "8 steps in 46 ms · complete": one line about the whole of it.
QString journeySummary(const Journey& journey);

} // namespace signalbox
