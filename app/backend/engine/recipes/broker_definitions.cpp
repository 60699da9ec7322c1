// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/broker_definitions.h"

#include "backend/engine/recipes/recipe_text.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QtEndian>

namespace signalbox {
namespace {

// What stands between the quotes of a JSON string.
QString jsonEscaped(const QString& value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(2, array.size() - 4));
}

} // namespace

QByteArray brokerPasswordHash(const QByteArray& password, quint32 salt)
{
    QByteArray saltBytes(sizeof salt, '\0');
    qToBigEndian(salt, saltBytes.data());
    return (saltBytes + QCryptographicHash::hash(saltBytes + password, QCryptographicHash::Sha256)).toBase64();
}

Result<QByteArray> fillDefinitions(const QByteArray& text, const Variables& variables, const QString& file)
{
    static const QRegularExpression placeholder(QStringLiteral("\\$\\{(hash:)?([A-Za-z_][A-Za-z0-9_]*)\\}"));
    const QString source = QString::fromUtf8(text);
    QString filled;
    qsizetype end = 0;
    auto matches = placeholder.globalMatch(source);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString value = variables.value(match.captured(2));
        if (value.isEmpty())
            return fail(Error::Code::InvalidData,
                        RecipeText::tr("%1 needs the variable %2. Add it to x-signalbox.secrets in the stack file.")
                            .arg(file, match.captured(2)));
        const bool isHash = !match.captured(1).isEmpty();
        filled += source.mid(end, match.capturedStart() - end);
        filled += isHash
                      ? QString::fromLatin1(brokerPasswordHash(value.toUtf8(), QRandomGenerator::system()->generate()))
                      : jsonEscaped(value);
        end = match.capturedEnd();
    }
    filled += source.mid(end);

    QJsonParseError problem;
    const QByteArray result = filled.toUtf8();
    if (!QJsonDocument::fromJson(result, &problem).isObject())
        return fail(Error::Code::InvalidData,
                    RecipeText::tr("%1 is not a JSON object, so the broker cannot load it: %2 at character %3.")
                        .arg(file, problem.errorString())
                        .arg(problem.offset));
    return result;
}

} // namespace signalbox
