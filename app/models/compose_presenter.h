// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/http/http_client.h"
#include "core/store/store_client.h"
#include "models/compose_draft.h"
#include "models/compose_header_model.h"
#include "models/compose_history_model.h"
#include "models/compose_json.h"
#include "models/compose_key.h"
#include "models/compose_response.h"
#include "models/compose_stack.h"
#include "models/compose_values.h"
#include "models/inspection.h"
#include "models/journey_model.h"
#include "models/journey_watch.h"

#include <optional>

namespace signalbox {

// Everything the Compose page shows beside its lists.
struct ComposeState
{
    QByteArray method;
    QString url;
    QString completed; // the edge that a path alone goes to; empty = the URL is whole
    QString body;
    std::optional<JsonProblem> bodyProblem; // the body can be sent all the same: bad input is a test, too
    KeyPolicy keyPolicy = KeyPolicy::NewEachSend;
    QString key;     // that the next send carries; empty = none
    QString keyNote; // why there is none
    QString token;
    QString savedValues; // "token, order": what earlier answers left for ${…}
    bool sending = false;
    QString error; // why nothing came back, or nothing was sent: sentence
    std::optional<ComposeResponse> response;
    QString traceId;        // of the last send
    QString journeySummary; // one line about what it caused
    bool canReplay = false;
    int offer = -1;  // the row of the stack's requests that is written; -1 = none of them
    QString example; // the request that the stack's author wants seen; empty = none can be sent by itself

    bool operator==(const ComposeState&) const = default;
};

// The behaviour of the Compose page: holds the request that is written, sends it, and follows what it causes. What
// is typed stays in memory: no token is ever written to disk. Lives on the GUI thread.
class ComposePresenter final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        HttpClient& http;
        StoreClient& store;
        StackSession& session;
        std::chrono::milliseconds quiet = JourneyWatch::quietFor; // after which a complete journey is settled
    };
    explicit ComposePresenter(const Parts& parts, QObject* parent = nullptr);

    ComposeHeaderModel& headers() { return m_headers; }
    ComposeHistoryModel& history() { return m_history; }
    ComposeStack& stack() { return m_stack; }
    ComposeHistoryModel& offers() { return m_stack.offers(); } // requests that the stack file describes
    JourneyModel& journey() { return m_journeyModel; }
    const ComposeState& state() const { return m_state; }
    const Inspection& inspection() const { return m_inspection; }

    void setMethod(const QByteArray& method);
    void setUrl(const QString& url);
    void setBody(const QString& body);
    void setKeyPolicy(KeyPolicy policy);
    void setFixedKey(const QString& key);
    void setToken(const QString& token); // kept in memory only
    void beautifyBody();
    void takeOffer(int row);
    void takeHistory(int row);
    void send();
    void cancel();
    void replay(bool sameKey); // the last send once more, as it was
    // Sends the stack's requests in their order up to the one that its author wants followed.
    void sendExample();
    // For a picture: sends the example as soon as it is known.
    void selectSample();
    bool isSampleShown() const; // and nothing more comes of it
    void runAct(const QString& id);

signals:
    void stateChanged(const signalbox::ComposeState& state);
    void inspected(const signalbox::Inspection& inspection);
    void copyRequested(const QString& text);

private:
    void takeOver(const ComposeEntry& entry);
    void edited();
    Result<ComposeDraft> draftToSend() const;
    void sendDraft(const ComposeDraft& draft, const QString& key);
    void finish(const Result<HttpResponse>& result);
    void sendExample(int row);
    void continueExample();
    void takeSample();
    void publish();

    Parts m_parts;
    ComposeHeaderModel m_headers;
    ComposeHistoryModel m_history;
    ComposeStack m_stack;
    JourneyModel m_journeyModel;
    JourneyWatch m_watch;

    // The facts. What the page shows follows from them, in publish() and nowhere else.
    int m_exampleAt = -1; // the offer that it is at; -1 = it is not under way
    bool m_sampling = false;
    ComposeDraft m_draft; // without headers: those are the model's
    SavedValues m_save;   // what of the answer is to be kept, by the offer that is written
    int m_offer = -1;     // the offer that is written
    ComposeValues m_values;
    ComposeKey m_key;
    QString m_token;
    QFuture<Result<HttpResponse>> m_sending;
    quint64 m_latestSend = 0; // an answer to an older one is dropped
    bool m_busy = false;
    std::optional<ComposeEntry> m_last; // what went out last
    QString m_error;
    std::optional<ComposeResponse> m_response;

    ComposeState m_state;
    Inspection m_inspection;
};

} // namespace signalbox
