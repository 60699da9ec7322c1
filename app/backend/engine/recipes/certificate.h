// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace signalbox {

// The one wrapper of OpenSSL's X.509 functions. Extensions are in the words of x509v3_config(5).
struct CertificateRequest
{
    QString commonName;
    int days = 0;
    QDateTime now;
    QList<QPair<QByteArray, QByteArray>> extensions;
};

struct IssuedCertificate
{
    QByteArray certificatePem; // with the issuer's behind it, when there is one
    QByteArray keyPem;         // EC P-256, PKCS#8
};

// Signed by the issuer, or by itself when that is empty.
Result<IssuedCertificate>
issueCertificate(const CertificateRequest& request, const QByteArray& issuerPem, const QByteArray& issuerKeyPem);

struct CertificateFacts
{
    QDateTime validUntil;
    QStringList dnsNames;
};
Result<CertificateFacts> readCertificate(const QByteArray& pem); // the first one in it
bool isSignedBy(const QByteArray& certificatePem, const QByteArray& issuerPem);

} // namespace signalbox
