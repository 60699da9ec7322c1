// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startup_view.h"

#include "core/base/format.h"
#include "models/service_colors.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {
namespace {

struct StartupViewText
{
    Q_DECLARE_TR_FUNCTIONS(StartupView)
};

QString captionOf(const QList<StartupStep>& steps, qint64 lastMs)
{
    const auto notReady = std::ranges::count_if(steps, [](const StartupStep& step) { return step.readyMs < 0; });
    QStringList parts;
    if (notReady == 0)
        parts += StartupViewText::tr("all ready after %1").arg(formatDuration(lastMs * 1'000'000));
    else
        parts += StartupViewText::tr("%1 of %2 ready after %3")
                     .arg(steps.size() - notReady)
                     .arg(steps.size())
                     .arg(formatDuration(lastMs * 1'000'000));
    QList<StartupStep> path;
    std::ranges::copy_if(steps, std::back_inserter(path), &StartupStep::critical);
    std::ranges::sort(path, {}, &StartupStep::beginMs);
    QStringList names;
    for (const StartupStep& step : path)
        names += step.service;
    if (!names.isEmpty())
        parts += StartupViewText::tr("critical path %1").arg(names.join(QStringLiteral(" → ")));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

StartupView startupView(const StackSession& session, qint64 elapsedMs)
{
    QList<StartupStep> steps = session.startup();
    StartupView view;
    if (steps.isEmpty())
        return view;
    std::ranges::stable_sort(steps, {}, &StartupStep::beginMs);
    qint64 lastMs = std::max<qint64>(elapsedMs, 1);
    for (const StartupStep& step : steps)
        lastMs = std::max({lastMs, step.beginMs, step.readyMs});
    for (const StartupStep& step : steps) {
        const bool pending = step.readyMs < 0;
        const qint64 endMs = pending ? lastMs : step.readyMs;
        view.bars.append({step.service,
                          serviceColor(session, step.service),
                          double(step.beginMs) / double(lastMs),
                          double(endMs) / double(lastMs),
                          pending ? QStringLiteral("…") : formatDuration((endMs - step.beginMs) * 1'000'000),
                          pending,
                          step.critical});
    }
    view.caption = captionOf(steps, lastMs);
    return view;
}

} // namespace signalbox
