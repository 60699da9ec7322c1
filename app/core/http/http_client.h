// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QPair>
#include <QString>

#include <chrono>
#include <memory>

namespace signalbox {

using HeaderList = QList<QPair<QByteArray, QByteArray>>; // in order, duplicates kept

struct HttpRequest
{
    QByteArray method = "GET";
    QString url;
    HeaderList headers;
    QByteArray body;
    QString caFile; // additional trust anchor; empty = the system's
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    // Connect to 127.0.0.1 whatever the name resolves to; SNI and Host keep the name (*.localhost, RFC 6761 6.3).
    bool loopback = true;
};

// Phases of one exchange, in the order in which they happened; nanoseconds. They add up to `total`.
struct HttpTimings
{
    qint64 startedNs = 0; // Unix time
    qint64 dns = 0;
    qint64 connect = 0;
    qint64 tls = 0;
    qint64 send = 0;
    qint64 wait = 0;
    qint64 receive = 0;
    qint64 total = 0;
};

struct HttpResponse
{
    int status = 0;
    QByteArray reason;
    QByteArray httpVersion; // "1.1", "2"
    HeaderList headers;
    QByteArray body;
    HttpTimings timings;
    QString tlsVersion;
    QString remoteAddress;

    QByteArray header(const QByteArray& name) const; // case-insensitive, first; empty when absent
};

// Sends requests with libcurl on a thread of its own. A response with any status is a value; an Error says which
// phase failed and what to do (name of host and port in it). Cancel = QFuture::cancel() or destroying the client.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    explicit HttpClient(QObject* parent = nullptr);
    ~HttpClient() override;

    QFuture<Result<HttpResponse>> send(const HttpRequest& request);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
