// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_offers.h"

#include "models/compose_json.h"

namespace signalbox {
namespace {

bool isComposersOwnKey(const QString& name, const QString& value)
{
    return name.compare(QLatin1String("Idempotency-Key"), Qt::CaseInsensitive) == 0 &&
           (value == QLatin1String("\"${uuid}\"") || value == QLatin1String("${uuid}"));
}

ComposeEntry composeOffer(const DemoStep& step)
{
    ComposeEntry entry;
    entry.name = step.name;
    entry.draft.method = step.method.toLatin1();
    entry.draft.url = step.path;
    for (auto header = step.headers.begin(); header != step.headers.end(); ++header) {
        if (!isComposersOwnKey(header.key(), header.value()))
            entry.draft.headers.append({header.key().toUtf8(), header.value().toUtf8()});
    }
    entry.draft.body = QString::fromUtf8(prettyJson(step.body.toUtf8()));
    entry.save = step.save;
    entry.expectStatus = step.expectStatus;
    return entry;
}

} // namespace

QList<ComposeEntry> composeOffers(const QList<DemoStep>& steps)
{
    QList<ComposeEntry> entries;
    for (const DemoStep& step : steps)
        entries.append(composeOffer(step));
    return entries;
}

int exampleRow(const QList<DemoStep>& steps)
{
    for (qsizetype row = 0; row < steps.size(); ++row) {
        if (steps.at(row).follow)
            return static_cast<int>(row);
        if (!steps.at(row).until.isEmpty())
            return -1;
    }
    return -1;
}

} // namespace signalbox
