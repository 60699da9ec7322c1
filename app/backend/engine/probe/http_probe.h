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

private:
    HttpProbe m_probe;
    std::chrono::milliseconds m_patience;
};

// What the head and body of an answer mean; `answer` is all that came until the server closed the connection.
Result<void> judgeHttpAnswer(const QByteArray& answer);

} // namespace signalbox
