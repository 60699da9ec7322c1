// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/probe/probe_session.h"

#include <QObject>
#include <QPointer>

namespace signalbox {

// GET on loopback, ready at 2xx. A socket and six lines of HTTP instead of a network access manager: no thread, no
// proxy, no cache can stand between the question and the answer.
class HttpProbeSession final : public QObject, public ProbeSession
{
    Q_OBJECT

public:
    explicit HttpProbeSession(HttpProbe probe, std::chrono::milliseconds patience = std::chrono::milliseconds(1'500));

    QFuture<Result<void>> ask() override;
    QString version() const override { return m_version; }

private:
    HttpProbe m_probe;
    std::chrono::milliseconds m_patience;
    bool m_passed = false;
    QString m_version;
};

// What the head and body of an answer mean; `answer` is all that came until the server closed the connection.
Result<void> judgeHttpAnswer(const QByteArray& answer);
// The member "version" of a JSON body; empty when there is none.
QString versionInHttpAnswer(const QByteArray& answer);

} // namespace signalbox
