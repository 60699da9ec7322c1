// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/http_client.h"

#include <QMap>

namespace signalbox {

// A request as it is written in the composer; a value, so that the history can give one back.
struct ComposeDraft
{
    QByteArray method = "GET";
    QString url; // or a path below the edge; ${name} stands for a saved value
    HeaderList headers;
    QString body;

    bool operator==(const ComposeDraft&) const = default;
};

// What the composer adds to each send.
struct ComposeIdentity
{
    QString traceparent;
    QString requestId;
    QString key;   // Idempotency-Key, unquoted; empty = none
    QString token; // Bearer; empty = none
};

// Values that answers of earlier requests left behind, by name (DemoStep::save).
using SavedValues = QMap<QString, QString>;

// The URL that a send goes to: a path alone is completed with the edge's. An Error when it is none that can be sent.
Result<QString> completedUrl(const QString& url, const QString& edgeUrl);
// Replaces each ${name}. An Error naming the first that nothing was saved under.
Result<QString> withSavedValues(const QString& text, const SavedValues& values);
// Headers that the user wrote win over those that the composer adds.
Result<HttpRequest> requestOf(const ComposeDraft& draft, const ComposeIdentity& identity, const QString& edgeUrl);
// The value at "items.0.id" in a JSON document as text; empty when there is none.
QString jsonValueAt(const QByteArray& json, const QString& dottedPath);

} // namespace signalbox
