// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_presenter.h"

#include "core/base/format.h"
#include "core/base/ids.h"
#include "core/base/when_done.h"
#include "models/service_colors.h"

#include <QUrl>
#include <QtConcurrent>

#include <utility>

namespace signalbox {

namespace {

QString shortName(const ComposeDraft& draft)
{
    const QUrl url(draft.url);
    return url.path().isEmpty() ? draft.url : url.path();
}

ComposeEntry offerOf(const DemoStep& step)
{
    ComposeEntry entry;
    entry.name = step.name;
    entry.draft.method = step.method.toLatin1();
    entry.draft.url = step.path;
    for (auto header = step.headers.begin(); header != step.headers.end(); ++header)
        entry.draft.headers.append({header.key().toUtf8(), header.value().toUtf8()});
    entry.draft.body = QString::fromUtf8(prettyJson(step.body.toUtf8()));
    entry.save = step.save;
    return entry;
}

} // namespace

ComposePresenter::ComposePresenter(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_watch(parts.store, parts.session)
{
    m_headers.setHeaders({{"Accept", "application/json"}});
    m_journeyModel.setColorOf([this](const QString& service) { return declaredColor(m_parts.session, service); });
    connect(&m_headers, &ComposeHeaderModel::edited, this, &ComposePresenter::edited);
    connect(&m_watch, &JourneyWatch::changed, this, [this] {
        m_journeyModel.setJourney(m_watch.journey());
        publish();
    });
    connect(&parts.session, &StackSession::stackChanged, this, [this] {
        askInfo();
        readOffers();
    });
    if (parts.session.phase() == SessionPhase::Attached) {
        askInfo();
        readOffers();
    }
    publish();
}

void ComposePresenter::askInfo()
{
    whenDone(m_parts.session.info(), this, [this](const Result<QJsonValue>& answer) {
        if (!answer)
            return; // the shell says that the daemon is lost; a whole URL can be sent without it
        m_edgeUrl = answer->toObject().value(QLatin1String("edge_url")).toString();
        m_caFile = answer->toObject().value(QLatin1String("ca_file")).toString();
        if (m_draft.url.isEmpty() && !m_edgeUrl.isEmpty())
            m_draft.url = m_edgeUrl + (m_edgeUrl.endsWith(QLatin1Char('/')) ? QString() : QStringLiteral("/"));
        publish();
    });
}

void ComposePresenter::readOffers()
{
    const QString file = m_parts.session.stackFile();
    if (file.isEmpty())
        return;
    m_offersFrom = file;
    const auto reading = QtConcurrent::run([file] { return readStackFile(file, {}, Unset::IsEmpty); });
    whenDone(reading, this, [this, file](const Result<StackFile>& stack) {
        if (stack && file == m_offersFrom) // a broken file is told by the shell; the last offers stay
            offerRequests(stack->demo);
    });
}

void ComposePresenter::offerRequests(const QList<DemoStep>& steps)
{
    QList<ComposeEntry> entries;
    for (const DemoStep& step : steps)
        entries.append(offerOf(step));
    m_offers.setEntries(entries);
}

void ComposePresenter::takeOffer(int row)
{
    if (const ComposeEntry* entry = m_offers.entry(row))
        takeOver(ComposeEntry(*entry));
}

void ComposePresenter::takeHistory(int row)
{
    if (const ComposeEntry* entry = m_history.entry(row))
        takeOver(ComposeEntry(*entry));
}

void ComposePresenter::takeOver(const ComposeEntry& entry)
{
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

Result<ComposeDraft> ComposePresenter::filledIn() const
{
    if (const QString problem = m_headers.problem(); !problem.isEmpty())
        return fail(Error::Code::InvalidData, problem);
    ComposeDraft draft = m_draft;
    draft.headers = m_headers.headers();
    for (QString* text : {&draft.url, &draft.body}) {
        const auto filled = withSavedValues(*text, m_saved);
        if (!filled)
            return tl::unexpected(filled.error());
        *text = *filled;
    }
    for (auto& [name, value] : draft.headers) {
        const auto filled = withSavedValues(QString::fromUtf8(value), m_saved);
        if (!filled)
            return tl::unexpected(filled.error());
        value = filled->toUtf8();
    }
    return draft;
}

void ComposePresenter::send()
{
    if (m_busy)
        return;
    const auto draft = filledIn();
    if (!draft) {
        m_error = draft.error().message;
        publish();
        return;
    }
    const QString key = m_key.next(draft->method);
    m_key.sent();
    sendDraft(*draft, key);
}

void ComposePresenter::replay(bool sameKey)
{
    if (m_busy || !m_last)
        return;
    sendDraft(ComposeDraft(m_last->draft), sameKey || m_last->key.isEmpty() ? m_last->key : newUuidV7());
}

void ComposePresenter::sendDraft(const ComposeDraft& draft, const QString& key)
{
    const QString traceId = newTraceId();
    const ComposeIdentity identity{traceparent(traceId, newSpanId()), newUuidV7(), key, m_token};
    auto request = requestOf(draft, identity, m_edgeUrl);
    m_response.reset();
    m_error = request ? QString() : request.error().message;
    if (!request) {
        publish();
        return;
    }
    request->caFile = m_caFile;
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
    m_error = tr("The request was cancelled. It may have reached the service: see what it caused.");
    publish();
}

void ComposePresenter::finish(const Result<HttpResponse>& result)
{
    m_busy = false;
    m_error = result ? QString() : result.error().message;
    if (result) {
        m_response = composeResponse(*result);
        keepValues(result->body);
        m_last->tone = m_response->tone;
        m_last->note = QStringLiteral("%1 · %2").arg(QString::number(m_response->status), m_response->duration);
    } else {
        m_last->tone = StatusTone::Fail;
        m_last->note = tr("no answer");
    }
    m_history.prepend(*m_last);
    publish();
}

void ComposePresenter::keepValues(const QByteArray& body)
{
    for (auto wanted = m_last->save.begin(); wanted != m_last->save.end(); ++wanted) {
        const QString value = jsonValueAt(body, wanted.value());
        if (!value.isEmpty())
            m_saved.insert(wanted.key(), value);
    }
}

void ComposePresenter::runAct(const QString& id)
{
    if (id == QLatin1String("send"))
        send();
    else if (id == QLatin1String("replay-same"))
        replay(true);
    else if (id == QLatin1String("replay-new"))
        replay(false);
    else if (id == QLatin1String("copy-trace"))
        emit copyRequested(m_watch.traceId());
}

Inspection ComposePresenter::inspect() const
{
    Inspection inspection;
    const QString trace = m_watch.traceId();
    if (trace.isEmpty()) {
        inspection.hint =
            tr("Send a request: what it causes in the stack appears here, step by step, while it happens.");
        return inspection;
    }
    const Journey& journey = m_watch.journey();
    inspection.title = tr("Caused by this send");
    inspection.tone = journey.failed ? StatusTone::Fail : m_watch.isSettled() ? StatusTone::Ok : StatusTone::Busy;
    if (journey.steps.isEmpty())
        inspection.status = m_busy ? tr("waiting for the answer") : tr("no span has arrived yet");
    else if (m_watch.isSettled())
        inspection.status = tr("%1 · quiet for 2 s").arg(journeySummary(journey));
    else
        inspection.status = journeySummary(journey);
    Inspection::Section steps;
    steps.rows.append({tr("trace"), trace, {Link::Kind::Trace, trace}});
    if (!m_last->key.isEmpty())
        steps.rows.append({tr("key"), m_last->key, {}});
    inspection.sections.append(steps);
    Inspection::Section what;
    what.title = journey.steps.isEmpty() ? QString() : tr("Journey");
    what.bullets = journeyBullets(journey);
    what.paragraph = journey.whereNow;
    if (!journey.steps.isEmpty())
        inspection.sections.append(what);
    const bool keyed = !m_last->key.isEmpty();
    inspection.acts.append({QStringLiteral("replay-same"), keyed ? tr("Replay, same key") : tr("Replay"), {}, !m_busy});
    if (keyed)
        inspection.acts.append({QStringLiteral("replay-new"), tr("Replay, new key"), {}, !m_busy});
    inspection.acts.append({QString(), tr("Open trace"), {Link::Kind::Trace, trace}, true});
    inspection.acts.append({QString(), tr("All logs"), {Link::Kind::LogsOfTrace, trace}, true});
    return inspection;
}

void ComposePresenter::publish()
{
    ComposeState state;
    state.method = m_draft.method;
    state.url = m_draft.url;
    if (m_draft.url.trimmed().startsWith(QLatin1Char('/')))
        state.completed = m_edgeUrl;
    state.body = m_draft.body;
    if (!m_draft.body.trimmed().isEmpty())
        state.bodyProblem = jsonProblem(m_draft.body.toUtf8());
    state.keyPolicy = m_key.policy();
    state.key = m_key.next(m_draft.method);
    if (state.key.isEmpty())
        state.keyNote = m_key.policy() == KeyPolicy::None
                            ? tr("none is sent")
                            : tr("not sent with %1").arg(QString::fromLatin1(m_draft.method));
    state.token = m_token;
    state.savedValues = QStringList(m_saved.keys()).join(QStringLiteral(", "));
    state.sending = m_busy;
    state.error = m_error;
    state.response = m_response;
    state.traceId = m_watch.traceId();
    state.journeySummary = journeySummary(m_watch.journey());
    state.canReplay = m_last.has_value() && !m_busy;
    if (Inspection inspection = inspect(); inspection != m_inspection) {
        m_inspection = std::move(inspection);
        emit inspected(m_inspection);
    }
    if (state == m_state)
        return;
    m_state = std::move(state);
    emit stateChanged(m_state);
}

} // namespace signalbox
