// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/test_stack.h"

#include <QJsonDocument>

namespace signalbox::test {

// Someone with a password who can sign in as often as they like.
class Account
{
public:
    explicit Account(TestStack& stack, const QString& name)
        : m_stack(stack)
        , m_body(QJsonDocument(QJsonObject{{QStringLiteral("email"), name + QStringLiteral("@example.com")},
                                           {QStringLiteral("password"), QStringLiteral("correct horse battery")}})
                     .toJson(QJsonDocument::Compact))
    {
        m_stack.send("POST", QStringLiteral("/api/v1/auth/register"), {}, m_body);
    }

    // A token of its own each time.
    QByteArray signIn()
    {
        const HttpResponse login = m_stack.send("POST", QStringLiteral("/api/v1/auth/login"), {}, m_body);
        const QJsonObject answered = QJsonDocument::fromJson(login.body).object();
        m_session = answered.value(QStringLiteral("refresh_token")).toString();
        return "Bearer " + answered.value(QStringLiteral("access_token")).toString().toLatin1();
    }
    // Ends the session of the last token.
    int signOut()
    {
        const QJsonObject session{{QStringLiteral("refresh_token"), m_session}};
        return m_stack
            .send("POST",
                  QStringLiteral("/api/v1/auth/logout"),
                  {},
                  QJsonDocument(session).toJson(QJsonDocument::Compact))
            .status;
    }

private:
    TestStack& m_stack;
    QByteArray m_body;
    QString m_session; // refresh token
};

} // namespace signalbox::test
