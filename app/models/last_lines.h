// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store_client.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace signalbox {

// The newest line of each service's output, kept current from the store at most twice a second.
class LastLines : public QObject
{
    Q_OBJECT

public:
    explicit LastLines(StoreClient& store, QObject* parent = nullptr);

    void setServices(const QStringList& services);
    void refreshSoon(); // the store has new lines
    const QHash<QString, QString>& lines() const { return m_lines; }

signals:
    void changed();

private:
    void ask();
    void askFor(const QString& service);
    void take(const Result<LogPage>& page);

    StoreClient& m_store;
    QTimer m_soon;
    QStringList m_services;
    QHash<QString, QString> m_lines;
    QHash<QString, qint64> m_ids;
};

} // namespace signalbox
