// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_client.h"

#include "core/http/http_transfer.h"

#include <QFutureWatcher>

#include <curl/curl.h>

#include <map>
#include <mutex>
#include <thread>

namespace signalbox {
namespace {

constexpr int pollMs = 1'000; // only a bound: whatever happens wakes the poll

void initCurlOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

} // namespace

// The thread and what it owns: libcurl's multi handle and the running transfers. Others only reach `incoming`.
struct HttpClient::Private
{
    using TransferPtr = std::unique_ptr<HttpTransfer>;

    CURLM* multi = nullptr;
    std::mutex mutex;
    std::vector<TransferPtr> incoming;
    bool stopping = false;
    std::map<void*, TransferPtr> running;
    std::thread thread;

    void loop()
    {
        while (takeIncoming()) {
            int active = 0;
            curl_multi_perform(multi, &active);
            reapFinished();
            reapCancelled();
            curl_multi_poll(multi, nullptr, 0, pollMs, nullptr);
        }
        for (auto& [handle, transfer] : running) {
            curl_multi_remove_handle(multi, handle);
            transfer->cancel();
        }
        running.clear();
    }

    bool takeIncoming()
    {
        std::vector<TransferPtr> taken;
        {
            const std::lock_guard lock(mutex);
            if (stopping)
                return false;
            taken.swap(incoming);
        }
        for (auto& transfer : taken)
            admit(std::move(transfer));
        return true;
    }

    void admit(TransferPtr transfer)
    {
        if (const auto prepared = transfer->prepare(); !prepared) {
            transfer->end(prepared.error());
            return;
        }
        transfer->begin();
        curl_multi_add_handle(multi, transfer->handle());
        void* const handle = transfer->handle();
        running.emplace(handle, std::move(transfer));
    }

    void reapFinished()
    {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            const CURLcode code = message->data.result; // the message dies with the handle's removal
            const auto found = running.find(message->easy_handle);
            const TransferPtr transfer = std::move(found->second);
            running.erase(found);
            transfer->end(code);
            curl_multi_remove_handle(multi, transfer->handle());
        }
    }

    void reapCancelled()
    {
        std::erase_if(running, [this](auto& entry) {
            if (!entry.second->isCancelled())
                return false;
            curl_multi_remove_handle(multi, entry.first);
            entry.second->cancel();
            return true;
        });
    }
};

HttpClient::HttpClient(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    initCurlOnce();
    d->multi = curl_multi_init();
    d->thread = std::thread([this] { d->loop(); });
}

HttpClient::~HttpClient()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    curl_multi_wakeup(d->multi);
    d->thread.join();
    for (const auto& transfer : d->incoming)
        transfer->cancel();
    curl_multi_cleanup(d->multi);
}

QFuture<Result<HttpResponse>> HttpClient::send(const HttpRequest& request)
{
    QPromise<Result<HttpResponse>> promise;
    promise.start();
    const auto future = promise.future();
    auto* watcher =
        new QFutureWatcher<Result<HttpResponse>>(this); // wakes the thread when the answer is no longer wanted
    connect(watcher, &QFutureWatcherBase::canceled, this, [this] { curl_multi_wakeup(d->multi); });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
    {
        const std::lock_guard lock(d->mutex);
        d->incoming.push_back(std::make_unique<HttpTransfer>(request, std::move(promise)));
    }
    curl_multi_wakeup(d->multi);
    return future;
}

QByteArray HttpResponse::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace signalbox
