// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/secrets.h"

#include "backend/engine/recipes/private_file.h"
#include "core/base/ids.h"
#include "core/stack/env_file.h"

#include <QRegularExpression>

namespace signalbox {
namespace {

// Ours need no quotes; a user's may hold anything.
QByteArray quoted(const QString& value)
{
    QString escaped = value;
    escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    escaped.replace(QLatin1Char('"'), QLatin1String("\\\""));
    escaped.replace(QLatin1Char('\n'), QLatin1String("\\n"));
    const bool isPlain = escaped == value && !value.contains(QRegularExpression(QStringLiteral("[^A-Za-z0-9_./+=-]")));
    return isPlain ? value.toUtf8() : '"' + escaped.toUtf8() + '"';
}

} // namespace

Result<Variables> ensureSecrets(const QString& file, const QStringList& names, const Variables& given)
{
    Result<Variables> known = readEnvFile(file);
    if (!known)
        return known;
    bool isNew = false;
    for (const QString& name : names) {
        if (!known->value(name).isEmpty())
            continue;
        const QString own = given.value(name);
        known->insert(name, own.isEmpty() ? newSecret() : own);
        isNew = true;
    }
    if (isNew) {
        QByteArray text = "# Made on the first run. Databases and broker were set up with these values: keep them "
                          "together with data/.\n";
        for (auto secret = known->cbegin(); secret != known->cend(); ++secret)
            text += secret.key().toUtf8() + '=' + quoted(secret.value()) + '\n';
        if (const Result<void> written = writePrivateFile(file, text); !written)
            return tl::unexpected(written.error());
    }
    Variables wanted;
    for (const QString& name : names)
        wanted.insert(name, known->value(name));
    return wanted;
}

} // namespace signalbox
