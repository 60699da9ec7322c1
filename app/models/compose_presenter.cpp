// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_presenter.h"

#include "core/base/ids.h"
#include "core/base/when_done.h"
#include "models/compose_inspection.h"
#include "models/service_colors.h"

#include <QUrl>

#include <utility>

namespace signalbox {

namespace {

QString shortName(const ComposeDraft& draft)
{
    const QUrl url(draft.url);
    return url.path().isEmpty() ? draft.url : url.path();
}

} // namespace

ComposePresenter::ComposePresenter(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_stack(parts.session)
    , m_watch(parts.store, parts.session, parts.quiet)
{
    m_headers.setHeaders({{"Accept", "application/json"}});
    m_journeyModel.setColorOf([this](const QString& service) { return serviceColor(m_parts.session, service); });
    connect(&m_headers, &ComposeHeaderModel::edited, this, &ComposePresenter::edited);
    connect(&m_watch, &JourneyWatch::changed, this, [this] {
        m_journeyModel.setJourney(m_watch.journey());
        publish();
    });
    connect(&m_stack, &ComposeStack::changed, this, [this] {
        const QString edge = m_stack.edgeUrl();
        if (m_draft.url.isEmpty() && !edge.isEmpty())
            m_draft.url = edge + (edge.endsWith(QLatin1Char('/')) ? QString() : QStringLiteral("/"));
        publish();
        takeSample();
    });
    publish();
}

void ComposePresenter::takeOffer(int row)
{
    m_exampleAt = -1;
    if (const ComposeEntry* entry = m_stack.offers().entry(row)) {
        takeOver(ComposeEntry(*entry));
        m_offer = row;
    }
}

void ComposePresenter::takeHistory(int row)
{
    if (const ComposeEntry* entry = m_history.entry(row))
        takeOver(ComposeEntry(*entry));
}

void ComposePresenter::takeOver(const ComposeEntry& entry)
{
    m_exampleAt = -1;
    m_offer = -1;
    m_draft = entry.draft;
    m_save = entry.save;
    m_headers.setHeaders(entry.draft.headers);
    edited();
}

void ComposePresenter::setMethod(const QByteArray& method)
{
    if (method == m_draft.method)
        return;
    m_draft.method = method;
    edited();
}

void ComposePresenter::setUrl(const QString& url)
{
    if (url == m_draft.url)
        return;
    m_draft.url = url;
    edited();
}

void ComposePresenter::setBody(const QString& body)
{
    if (body == m_draft.body)
        return;
    m_draft.body = body;
    edited();
}

void ComposePresenter::setKeyPolicy(KeyPolicy policy)
{
    m_key.setPolicy(policy);
    publish();
}

void ComposePresenter::setFixedKey(const QString& key)
{
    m_key.setFixed(key);
    publish();
}

void ComposePresenter::setToken(const QString& token)
{
    m_token = token.trimmed();
    publish();
}

void ComposePresenter::beautifyBody()
{
    setBody(QString::fromUtf8(prettyJson(m_draft.body.toUtf8())));
}

void ComposePresenter::edited()
{
    m_key.edited();
    publish();
}

Result<ComposeDraft> ComposePresenter::draftToSend() const
{
    if (const QString problem = m_headers.problem(); !problem.isEmpty())
        return fail(Error::Code::InvalidData, problem);
    ComposeDraft draft = m_draft;
    draft.headers = m_headers.headers();
    return filledIn(draft, m_values.forSend());
}

void ComposePresenter::send()
{
    if (m_busy)
        return;
    if (m_offer == 0)
        m_values.beginRound();
    const auto draft = draftToSend();
    if (!draft) {
        m_error = draft.error().message;
        publish();
        return;
    }
    const QString written = keyInHeaders(draft->headers);
    const QString key = written.isEmpty() ? m_key.next(draft->method) : written;
    m_key.sent();
    sendDraft(*draft, key);
}

void ComposePresenter::replay(bool sameKey)
{
    if (m_busy || !m_last)
        return;
    ComposeDraft draft = m_last->draft;
    if (!sameKey)
        draft.headers = withoutKey(draft.headers);
    sendDraft(draft, sameKey || m_last->key.isEmpty() ? m_last->key : newUuidV7());
}

void ComposePresenter::sendDraft(const ComposeDraft& draft, const QString& key)
{
    const QString traceId = newTraceId();
    const ComposeIdentity identity{traceparent(traceId, newSpanId()), newUuidV7(), key, m_token};
    auto request = requestOf(draft, identity, m_stack.edgeUrl());
    m_response.reset();
    m_error = request ? QString() : request.error().message;
    if (!request) {
        publish();
        return;
    }
    request->caFile = m_stack.caFile();
    m_last = ComposeEntry{shortName(draft), draft, m_save, {}, StatusTone::None, key};
    m_busy = true;
    m_watch.watch(traceId);
    m_sending = m_parts.http.send(*request);
    whenDone(m_sending, this, [this, number = ++m_latestSend](const Result<HttpResponse>& result) {
        if (number == m_latestSend)
            finish(result);
    });
    publish();
}

void ComposePresenter::cancel()
{
    if (!m_busy)
        return;
    ++m_latestSend;
    m_sending.cancel();
    m_busy = false;
    m_exampleAt = -1;
    m_error = tr("The request was cancelled. It may have reached the service: see what it caused.");
    publish();
}

void ComposePresenter::finish(const Result<HttpResponse>& result)
{
    m_busy = false;
    m_error = result ? QString() : result.error().message;
    if (result) {
        m_response = composeResponse(*result);
        m_values.keep(m_last->save, result->body);
        m_last->tone = m_response->tone;
        m_last->note = QStringLiteral("%1 · %2").arg(QString::number(m_response->status), m_response->duration);
    } else {
        m_last->tone = StatusTone::Fail;
        m_last->note = tr("no answer");
    }
    m_history.prepend(*m_last);
    continueExample();
    publish();
}

void ComposePresenter::sendExample()
{
    if (!m_busy && m_stack.exampleRow() >= 0)
        sendExample(0);
}

void ComposePresenter::sendExample(int row)
{
    takeOffer(row);
    send();
    m_exampleAt = m_busy ? row : -1; // what cannot be sent is told
    publish();
}

// The next one only after an answer that its author expects: the first that went otherwise stays in sight.
void ComposePresenter::continueExample()
{
    const int row = std::exchange(m_exampleAt, -1);
    const ComposeEntry* sent = m_stack.offers().entry(row);
    if (sent && row < m_stack.exampleRow() && m_response && m_response->status == sent->expectStatus)
        sendExample(row + 1);
}

void ComposePresenter::selectSample()
{
    m_sampling = true;
    takeSample();
}

void ComposePresenter::takeSample()
{
    if (!m_sampling || !m_stack.isKnown())
        return;
    m_sampling = false;
    sendExample();
    publish();
}

bool ComposePresenter::isSampleShown() const
{
    if (m_sampling || m_busy || m_exampleAt >= 0)
        return false;
    return m_watch.traceId().isEmpty() || m_watch.isSettled() || !m_error.isEmpty();
}

void ComposePresenter::runAct(const QString& id)
{
    if (id == QLatin1String("send"))
        send();
    else if (id == QLatin1String("replay-same"))
        replay(true);
    else if (id == QLatin1String("replay-new"))
        replay(false);
    else if (id == QLatin1String("example"))
        sendExample();
    else if (id == QLatin1String("copy-trace"))
        emit copyRequested(m_watch.traceId());
}

void ComposePresenter::publish()
{
    ComposeState state;
    state.method = m_draft.method;
    state.url = m_draft.url;
    if (m_draft.url.trimmed().startsWith(QLatin1Char('/')))
        state.completed = m_stack.edgeUrl();
    state.body = m_draft.body;
    if (!m_draft.body.trimmed().isEmpty())
        state.bodyProblem = jsonProblem(m_draft.body.toUtf8());
    state.keyPolicy = m_key.policy();
    if (keyInHeaders(m_headers.headers()).isEmpty())
        state.key = m_key.next(m_draft.method);
    else
        state.keyNote = tr("as the headers say");
    if (state.key.isEmpty() && state.keyNote.isEmpty())
        state.keyNote = m_key.policy() == KeyPolicy::None
                            ? tr("none is sent")
                            : tr("not sent with %1").arg(QString::fromLatin1(m_draft.method));
    state.token = m_token;
    state.savedValues = m_values.savedNames().join(QStringLiteral(", "));
    state.sending = m_busy;
    state.error = m_error;
    state.response = m_response;
    state.traceId = m_watch.traceId();
    state.journeySummary = journeySummary(m_watch.journey());
    state.canReplay = m_last.has_value() && !m_busy;
    state.offer = m_offer;
    if (const ComposeEntry* example = m_stack.offers().entry(m_stack.exampleRow());
        example && !m_stack.edgeUrl().isEmpty())
        state.example = example->name;
    const SendFacts facts{
        m_watch.traceId(), m_last ? m_last->key : QString(), m_watch.journey(), m_watch.isSettled(), m_busy};
    if (Inspection inspection = inspectSend(facts); inspection != m_inspection) {
        m_inspection = std::move(inspection);
        emit inspected(m_inspection);
    }
    if (state == m_state)
        return;
    m_state = std::move(state);
    emit stateChanged(m_state);
}

} // namespace signalbox
