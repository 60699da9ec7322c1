// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo_run.h"

#include "cli/await.h"
#include "core/base/format.h"

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds untilTimeout{15'000}; // for a step that waits for an effect
constexpr std::chrono::milliseconds untilInterval{100};
constexpr std::chrono::milliseconds exchangeTimeout{15'000};

} // namespace

DemoRun::DemoRun(QString edgeUrl, QString caFile, const Terminal& terminal)
    : m_edgeUrl(std::move(edgeUrl))
    , m_caFile(std::move(caFile))
    , m_terminal(terminal)
    , m_variables(firstDemoVariables())
{
}

Result<void> DemoRun::play(const QList<DemoStep>& steps)
{
    for (const DemoStep& step : steps) {
        if (const auto played = playStep(step); !played)
            return played;
    }
    return {};
}

Result<void> DemoRun::playStep(const DemoStep& step)
{
    const auto ready = expand(step, m_variables);
    if (!ready)
        return tl::unexpected(ready.error());
    const QDeadlineTimer deadline(untilTimeout);
    Result<void> tried = tryOnce(*ready);
    while (!tried && tried.error().code == Error::Code::NotFound && !step.until.isEmpty() && !deadline.hasExpired()) {
        pause(untilInterval);
        tried = tryOnce(*ready);
    }
    return tried;
}

Result<void> DemoRun::tryOnce(const DemoStep& step)
{
    RequestDraft draft;
    draft.baseUrl = m_edgeUrl;
    draft.request.method = step.method.toUtf8();
    draft.request.url = step.path;
    draft.request.body = step.body.toUtf8();
    for (auto header = step.headers.begin(); header != step.headers.end(); ++header)
        draft.request.headers.append({header.key().toUtf8(), header.value().toUtf8()});
    const auto ready = readyRequest(draft);
    if (!ready)
        return tl::unexpected(ready.error());
    const auto response = exchange(*ready);
    if (!response)
        return tl::unexpected(response.error());
    if (response->status != step.expectStatus) {
        return fail(Error::Code::Failed,
                    Cli::tr("\"%1\" was answered with %2 instead of %3.")
                        .arg(step.name)
                        .arg(response->status)
                        .arg(step.expectStatus),
                    visibleText(response->body.left(2000)));
    }
    if (const auto saved = save(step, response->body, m_variables); !saved)
        return saved;
    if (step.follow)
        m_followed = ready->traceId;
    m_terminal.progress(QStringLiteral("%1  %2 %3 → %4  %5")
                            .arg(step.name, step.method, step.path)
                            .arg(response->status)
                            .arg(formatDuration(response->timings.total)));
    return {};
}

Result<HttpResponse> DemoRun::exchange(const ReadyRequest& ready)
{
    HttpRequest request = ready.request;
    request.caFile = m_caFile;
    request.timeout = exchangeTimeout;
    const auto response = await(m_client.send(request), exchangeTimeout + std::chrono::seconds(5));
    if (!response)
        return fail(Error::Code::Timeout, Cli::tr("There was no answer in time."));
    return *response;
}

} // namespace signalbox
