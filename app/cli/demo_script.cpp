// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo_script.h"

#include "cli/terminal.h"
#include "core/base/ids.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace signalbox {
namespace {

QJsonValue documentOf(const QByteArray& text)
{
    const auto document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QString textOf(const QJsonValue& value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

} // namespace

DemoVariables firstDemoVariables()
{
    return {{QStringLiteral("random"), newSpanId()}, {QStringLiteral("uuid"), newUuidV7()}};
}

Result<QString> expand(const QString& text, const DemoVariables& variables)
{
    static const QRegularExpression reference(QStringLiteral(R"(\$\{([A-Za-z_][A-Za-z0-9_]*)\})"));
    QString expanded;
    qsizetype end = 0;
    auto matches = reference.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto value = variables.constFind(match.captured(1));
        if (value == variables.constEnd())
            return fail(
                Error::Code::InvalidData,
                Cli::tr("The demo uses ${%1}, which no earlier step saved. Correct x-signalbox.demo in the stack file.")
                    .arg(match.captured(1)));
        expanded += text.mid(end, match.capturedStart() - end) + *value;
        end = match.capturedEnd();
    }
    return expanded + text.mid(end);
}

Result<DemoStep> expand(const DemoStep& step, const DemoVariables& variables)
{
    DemoStep ready = step;
    const auto path = expand(step.path, variables);
    const auto body = expand(step.body, variables);
    if (!path || !body)
        return tl::unexpected(!path ? path.error() : body.error());
    ready.path = *path;
    ready.body = *body;
    for (QString& header : ready.headers) {
        const auto value = expand(header, variables);
        if (!value)
            return tl::unexpected(value.error());
        header = *value;
    }
    return ready;
}

QJsonValue valueAt(const QJsonValue& document, const QString& dottedPath)
{
    QJsonValue value = document;
    const QStringList keys = dottedPath.split(QLatin1Char('.'));
    for (const QString& key : keys) {
        bool isIndex = false;
        const int index = key.toInt(&isIndex);
        value = value.isArray() && isIndex ? value.toArray().at(index) : value.toObject().value(key);
    }
    return value;
}

bool isThere(const QJsonValue& value)
{
    if (value.isUndefined() || value.isNull())
        return false;
    if (value.isString())
        return !value.toString().isEmpty();
    if (value.isArray())
        return !value.toArray().isEmpty();
    return !value.isObject() || !value.toObject().isEmpty();
}

Result<void> save(const DemoStep& step, const QByteArray& answer, DemoVariables& variables)
{
    const QJsonValue document = documentOf(answer);
    for (auto wanted = step.save.begin(); wanted != step.save.end(); ++wanted) {
        const QJsonValue value = valueAt(document, wanted.value());
        if (!isThere(value))
            return fail(Error::Code::InvalidData,
                        Cli::tr("The answer to \"%1\" has no %2.").arg(step.name, wanted.value()),
                        QString::fromUtf8(answer.left(2000)));
        variables.insert(wanted.key(), textOf(value));
    }
    if (!step.until.isEmpty() && !isThere(valueAt(document, step.until)))
        return fail(Error::Code::NotFound, Cli::tr("The answer to \"%1\" has no %2.").arg(step.name, step.until));
    return {};
}

} // namespace signalbox
