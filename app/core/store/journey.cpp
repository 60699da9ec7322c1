// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journey.h"

#include "core/store/journey_text.h"
#include "core/store/message_attributes.h"
#include "core/store/message_story.h"

#include <QSet>

#include <algorithm>

namespace signalbox {
namespace {

using Kind = JourneyStep::Kind;

// Without an event a journey is over when nothing more came in for this long: spans travel within 100 ms.
constexpr qint64 settledNs = 1'000'000'000;
constexpr int firstFailingStatus = 400;

bool failed(const Span& span)
{
    return span.status == SpanStatus::Error || span.attribute(attributes::httpStatus()).toInt() >= firstFailingStatus;
}

JourneyStep httpStep(Kind kind, const Span& span)
{
    return {.kind = kind,
            .service = span.service,
            .what = journeytext::http(span),
            .startNs = span.startNs,
            .durationNs = span.durationNs,
            .failed = failed(span),
            .evidence = journeytext::spanEvidence(span.spanId),
            .spanId = span.spanId,
            .eventId = {}};
}

// What another service does on behalf of `work`; or the request to it, when it sends no spans or was not there.
bool isCall(const Span& span, const Span& work, const SpanIndex& index)
{
    if (span.kind == SpanKind::Server)
        return span.service != work.service;
    return span.kind == SpanKind::Client && !span.attribute(attributes::httpMethod()).isEmpty() &&
           !index.hasChild(span, SpanKind::Server);
}

// Requests from outside, and the calls that services make of each other on their behalf.
QList<JourneyStep> httpSteps(const JourneyFacts& facts, const SpanIndex& index)
{
    QList<JourneyStep> steps;
    for (const Span& span : facts.spans) {
        const Span* work = index.enclosingWork(span);
        if (span.kind == SpanKind::Server && !work)
            steps.append(httpStep(Kind::Request, span));
        else if (work && isCall(span, *work, index))
            steps.append(httpStep(Kind::Call, span));
    }
    return steps;
}

// Two events of one transaction share its commit.
void appendOnce(QList<JourneyStep>& steps, const QList<JourneyStep>& more)
{
    for (const JourneyStep& step : more) {
        const bool known = std::any_of(steps.begin(), steps.end(), [&step](const JourneyStep& other) {
            return step.kind == Kind::Commit && other.kind == Kind::Commit && !step.spanId.isEmpty() &&
                   other.spanId == step.spanId;
        });
        if (!known)
            steps.append(step);
    }
}

QString traceIdOf(const JourneyFacts& facts)
{
    const auto earlier = [](const Span& a, const Span& b) { return a.startNs < b.startNs; };
    if (!facts.spans.isEmpty())
        return std::min_element(facts.spans.begin(), facts.spans.end(), earlier)->traceId;
    for (const MessageRow& row : facts.rows) {
        if (!row.traceId.isEmpty())
            return row.traceId;
    }
    return {};
}

QString whereNow(const QList<MessageStory>& stories, const Journey& journey, qint64 nowNs)
{
    const MessageStory& worst = *std::min_element(stories.begin(), stories.end(), isMoreTelling);
    const qint64 lying = std::max<qint64>(0, nowNs - worst.sinceNs);
    switch (worst.where) {
    case Whereabouts::Dead: return journeytext::whereDead(worst.place, worst.attempts, worst.trouble);
    case Whereabouts::Outbox: return journeytext::whereOutbox(worst.place, lying, worst.trouble);
    case Whereabouts::Retrying: return journeytext::whereRetrying(worst.place, worst.attempts, worst.trouble);
    case Whereabouts::Queue: return journeytext::whereQueue(worst.place, lying);
    case Whereabouts::Unheard: return journeytext::whereUnheard(worst.place);
    case Whereabouts::Handled: break;
    }
    const bool fromRequest = !journey.steps.isEmpty() && journey.steps.first().kind == Kind::Request;
    const qint64 after = std::max<qint64>(0, worst.sinceNs - journey.startNs);
    const auto handled = std::count_if(
        stories.begin(), stories.end(), [](const MessageStory& story) { return story.where == Whereabouts::Handled; });
    if (handled > 1 && fromRequest)
        return journeytext::whereAllHandled(handled, worst.place, after);
    return journeytext::whereHandled(worst.place, after, fromRequest);
}

void measure(Journey& journey, qint64 nowNs)
{
    std::stable_sort(journey.steps.begin(), journey.steps.end(), [](const JourneyStep& a, const JourneyStep& b) {
        return a.startNs != b.startNs ? a.startNs < b.startNs : a.kind < b.kind;
    });
    if (journey.steps.isEmpty())
        return;
    journey.startNs = journey.steps.first().startNs;
    for (const JourneyStep& step : std::as_const(journey.steps)) {
        const qint64 endNs = step.durationNs < 0 ? nowNs : step.startNs + step.durationNs;
        journey.endNs = std::max(journey.endNs, endNs);
    }
}

void concludeWithoutEvents(Journey& journey, qint64 nowNs)
{
    const auto request = std::find_if(
        journey.steps.begin(), journey.steps.end(), [](const JourneyStep& step) { return step.kind == Kind::Request; });
    if (request == journey.steps.end()) {
        journey.whereNow = journeytext::whereNothing();
        return;
    }
    journey.whereNow = journeytext::whereAnswered(request->what, request->service, request->durationNs);
    journey.failed = request->failed;
    journey.complete = nowNs - journey.endNs > settledNs;
}

} // namespace

Journey buildJourney(const JourneyFacts& facts)
{
    Journey journey;
    journey.traceId = traceIdOf(facts);
    const SpanIndex index(facts.spans);
    journey.steps = httpSteps(facts, index);

    QList<MessageStory> stories;
    const auto messages = sortByMessage(facts, index);
    for (const MessageFacts& message : messages) {
        stories.append(tellMessage(message, index));
        appendOnce(journey.steps, stories.last().steps);
    }
    measure(journey, facts.nowNs);
    if (stories.isEmpty()) {
        concludeWithoutEvents(journey, facts.nowNs);
        return journey;
    }
    journey.whereNow = whereNow(stories, journey, facts.nowNs);
    journey.complete = std::all_of(
        stories.begin(), stories.end(), [](const MessageStory& story) { return story.where >= Whereabouts::Handled; });
    journey.failed = std::any_of(
        stories.begin(), stories.end(), [](const MessageStory& story) { return story.where == Whereabouts::Dead; });
    return journey;
}

QString journeyKindName(JourneyStep::Kind kind)
{
    switch (kind) {
    case Kind::Request: return QStringLiteral("request");
    case Kind::Call: return QStringLiteral("call");
    case Kind::Commit: return QStringLiteral("commit");
    case Kind::Outbox: return QStringLiteral("outbox");
    case Kind::Publish: return QStringLiteral("publish");
    case Kind::Queue: return QStringLiteral("queue");
    case Kind::Attempt: return QStringLiteral("attempt");
    case Kind::Effect: return QStringLiteral("effect");
    case Kind::DeadLetter: return QStringLiteral("dead-letter");
    }
    return {};
}

} // namespace signalbox
