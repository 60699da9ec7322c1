// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/control_channel.h"

#include <QPromise>
#include <QStringList>

#include <memory>
#include <vector>

namespace signalbox::test {

// A daemon's wire without a daemon: records what was asked, answers when the test says so, in the order it says so.
class FakeControlChannel final : public ControlChannel
{
public:
    using ControlChannel::ControlChannel;

    QFuture<Result<QJsonValue>> call(const QString& method, const QJsonObject& params = {}) override
    {
        m_calls.push_back({method, params, std::make_shared<QPromise<Result<QJsonValue>>>()});
        m_calls.back().promise->start();
        return m_calls.back().promise->future();
    }
    bool isConnected() const override { return m_connected; }

    void connectNow()
    {
        m_connected = true;
        emit connected();
    }
    void disconnectNow(const QString& why)
    {
        m_connected = false;
        emit disconnected(why);
    }
    void notify(const QString& method, const QJsonObject& params) { emit notified(method, params); }

    size_t callCount() const { return m_calls.size(); }
    QString method(size_t call) const { return m_calls.at(call).method; }
    QJsonObject params(size_t call) const { return m_calls.at(call).params; }
    QStringList methods() const
    {
        QStringList names;
        for (const Call& call : m_calls)
            names.append(call.method);
        return names;
    }

    void answer(size_t call, Result<QJsonValue> result)
    {
        m_calls.at(call).promise->addResult(std::move(result));
        m_calls.at(call).promise->finish();
    }
    // The newest call of this method.
    void answer(const QString& method, Result<QJsonValue> result)
    {
        for (size_t call = m_calls.size(); call-- > 0;) {
            if (m_calls[call].method == method) {
                answer(call, std::move(result));
                return;
            }
        }
        qFatal("nobody called %s", qPrintable(method));
    }

private:
    struct Call
    {
        QString method;
        QJsonObject params;
        std::shared_ptr<QPromise<Result<QJsonValue>>> promise;
    };
    std::vector<Call> m_calls;
    bool m_connected = false;
};

} // namespace signalbox::test
