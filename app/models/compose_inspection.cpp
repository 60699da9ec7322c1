// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_inspection.h"

#include "models/journey_model.h"

#include <QCoreApplication>

namespace signalbox {
namespace {

struct SendWords
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::ComposePresenter)
};

QString sendStatus(const SendFacts& facts)
{
    if (facts.journey.steps.isEmpty())
        return facts.sending ? SendWords::tr("waiting for the answer") : SendWords::tr("no span has arrived yet");
    const QString summary = journeySummary(facts.journey);
    return facts.settled ? SendWords::tr("%1 · quiet for 2 s").arg(summary) : summary;
}

QList<Inspection::Section> sendSections(const SendFacts& facts)
{
    Inspection::Section identity;
    identity.rows.append({SendWords::tr("trace"), facts.traceId, {Link::Kind::Trace, facts.traceId}});
    if (!facts.key.isEmpty())
        identity.rows.append({SendWords::tr("key"), facts.key, {}});
    if (facts.journey.steps.isEmpty())
        return {identity};
    Inspection::Section journey;
    journey.title = SendWords::tr("Journey");
    journey.bullets = journeyBullets(facts.journey);
    journey.paragraph = facts.journey.whereNow;
    return {identity, journey};
}

} // namespace

Inspection inspectSend(const SendFacts& facts)
{
    Inspection inspection;
    if (facts.traceId.isEmpty()) {
        inspection.hint =
            SendWords::tr("Send a request: what it causes in the stack appears here, step by step, while it happens.");
        return inspection;
    }
    inspection.title = SendWords::tr("Caused by this send");
    inspection.tone = facts.journey.failed ? StatusTone::Fail : facts.settled ? StatusTone::Ok : StatusTone::Busy;
    inspection.status = sendStatus(facts);
    inspection.sections = sendSections(facts);
    const bool keyed = !facts.key.isEmpty();
    inspection.acts.append({QStringLiteral("replay-same"),
                            keyed ? SendWords::tr("Replay, same key") : SendWords::tr("Replay"),
                            {},
                            !facts.sending});
    if (keyed)
        inspection.acts.append({QStringLiteral("replay-new"), SendWords::tr("Replay, new key"), {}, !facts.sending});
    inspection.acts.append({QString(), SendWords::tr("Open trace"), {Link::Kind::Trace, facts.traceId}, true});
    inspection.acts.append({QString(), SendWords::tr("All logs"), {Link::Kind::LogsOfTrace, facts.traceId}, true});
    return inspection;
}

} // namespace signalbox
