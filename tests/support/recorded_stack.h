// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/store_writer.h"
#include "core/control/session_json.h"
#include "core/control/stack_session.h"
#include "core/store/store_client.h"
#include "support/fake_control_channel.h"

#include <QJsonArray>
#include <QTemporaryDir>

namespace signalbox::test {

// A stack that has run: a real store in a folder of its own, written by the real writer and read by the real client,
// and a session that says what a daemon would say when the store advances.
class RecordedStack
{
public:
    RecordedStack()
        : m_writer(std::move(*StoreWriter::open(m_folder.path(), {})))
        , m_session(m_channel)
        , m_store(m_folder.path())
    {
        m_channel.connectNow();
        m_channel.answer(QStringLiteral("stack.get"), QJsonValue(stack()));
        QObject::connect(
            m_writer.get(), &StoreWriter::advanced, &m_channel, [this](qint64 spans, qint64 logs, qint64 rows) {
                m_channel.notify(QStringLiteral("store.advanced"),
                                 {{QStringLiteral("sequence"), ++m_sequence},
                                  {QStringLiteral("spans"), spans},
                                  {QStringLiteral("logs"), logs},
                                  {QStringLiteral("rows"), rows}});
            });
    }

    StoreWriter& writer() { return *m_writer; }
    StoreClient& store() { return m_store; }
    StackSession& session() { return m_session; }
    FakeControlChannel& channel() { return m_channel; }

private:
    static QJsonObject stack()
    {
        QJsonArray services;
        QJsonArray states;
        for (const char* name : {"edge", "auth", "orders", "invoices", "postgres", "rabbitmq"}) {
            ServiceInfo info;
            info.name = QString::fromLatin1(name);
            services.append(toJson(info));
            ServiceState state;
            state.service = info.name;
            state.phase = Phase::Ready;
            states.append(toJson(state));
        }
        return {{QStringLiteral("name"), QStringLiteral("shop")},
                {QStringLiteral("sequence"), 1},
                {QStringLiteral("services"), services},
                {QStringLiteral("states"), states}};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<StoreWriter> m_writer;
    FakeControlChannel m_channel;
    StackSession m_session;
    StoreClient m_store;
    qint64 m_sequence = 1;
};

} // namespace signalbox::test
