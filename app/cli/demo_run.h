// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/demo_script.h"
#include "cli/send_request.h"
#include "cli/terminal.h"
#include "core/http/http_client.h"

namespace signalbox {

// Plays the steps of a demo against the edge, one after the other, and remembers the trace that is to be followed.
class DemoRun
{
public:
    DemoRun(QString edgeUrl, QString caFile, const Terminal& terminal);

    Result<void> play(const QList<DemoStep>& steps);
    QString followedTrace() const { return m_followed; } // empty when no step follows

private:
    Result<void> playStep(const DemoStep& step);
    Result<void> tryOnce(const DemoStep& step);
    Result<HttpResponse> exchange(const ReadyRequest& ready);

    QString m_edgeUrl;
    QString m_caFile;
    const Terminal& m_terminal;
    HttpClient m_client;
    DemoVariables m_variables;
    QString m_followed;
};

} // namespace signalbox
