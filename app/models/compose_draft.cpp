// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_draft.h"

#include "models/compose_key.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace signalbox {

namespace {

struct ComposeDraftText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Compose)
};

void addUnlessGiven(HeaderList& headers, const QByteArray& name, const QByteArray& value)
{
    const bool given = std::any_of(headers.begin(), headers.end(), [&name](const auto& header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (!given && !value.isEmpty())
        headers.append({name, value});
}

} // namespace

Result<QString> completedUrl(const QString& url, const QString& edgeUrl)
{
    const QString trimmed = url.trimmed();
    if (trimmed.isEmpty())
        return fail(Error::Code::InvalidData,
                    ComposeDraftText::tr("There is no URL. Write one, or a path such as /health."));
    if (trimmed.startsWith(QLatin1Char('/'))) {
        if (edgeUrl.isEmpty())
            return fail(
                Error::Code::InvalidData,
                ComposeDraftText::tr(
                    "The address of the stack's edge is not known yet. Start the stack or write the whole URL."));
        QString base = edgeUrl;
        while (base.endsWith(QLatin1Char('/')))
            base.chop(1);
        return base + trimmed;
    }
    const QUrl parsed(trimmed, QUrl::StrictMode);
    if (!parsed.isValid())
        return fail(Error::Code::InvalidData,
                    ComposeDraftText::tr("“%1” is not a valid URL.").arg(trimmed),
                    parsed.errorString());
    if (parsed.scheme() != QLatin1String("http") && parsed.scheme() != QLatin1String("https"))
        return fail(
            Error::Code::InvalidData,
            ComposeDraftText::tr("The URL has to begin with https:// or http://, or with / for a path of this stack."));
    if (parsed.host().isEmpty())
        return fail(Error::Code::InvalidData, ComposeDraftText::tr("The URL names no host."));
    return trimmed;
}

Result<QString> withSavedValues(const QString& text, const SavedValues& values)
{
    static const QRegularExpression name(QStringLiteral("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}"));
    QString out;
    qsizetype at = 0;
    for (auto match = name.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const QString key = found.captured(1);
        if (!values.contains(key))
            return fail(
                Error::Code::InvalidData,
                ComposeDraftText::tr(
                    "The request uses ${%1}, which no answer has given yet. Send the request that saves it first.")
                    .arg(key));
        out += text.mid(at, found.capturedStart() - at) + values.value(key);
        at = found.capturedEnd();
    }
    return out + text.mid(at);
}

Result<HttpRequest> requestOf(const ComposeDraft& draft, const ComposeIdentity& identity, const QString& edgeUrl)
{
    const auto url = completedUrl(draft.url, edgeUrl);
    if (!url)
        return tl::unexpected(url.error());
    HttpRequest request;
    request.method = draft.method;
    request.url = *url;
    request.headers = draft.headers;
    request.body = draft.body.toUtf8();
    if (!request.body.isEmpty())
        addUnlessGiven(request.headers, "Content-Type", "application/json");
    addUnlessGiven(request.headers, "traceparent", identity.traceparent.toLatin1());
    addUnlessGiven(request.headers, "X-Request-Id", identity.requestId.toLatin1());
    if (!identity.key.isEmpty())
        addUnlessGiven(request.headers, "Idempotency-Key", ComposeKey::onTheWire(identity.key));
    if (!identity.token.isEmpty())
        addUnlessGiven(request.headers, "Authorization", "Bearer " + identity.token.toUtf8());
    return request;
}

QString jsonValueAt(const QByteArray& json, const QString& dottedPath)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    for (const QString& step : dottedPath.split(QLatin1Char('.')))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    return value.isBool() || value.isDouble() ? value.toVariant().toString() : value.toString();
}

} // namespace signalbox
