// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/local_ca.h"

#include "backend/engine/recipes/certificate.h"
#include "backend/engine/recipes/private_file.h"
#include "backend/engine/recipes/recipe_text.h"

#include <QFile>

#include <algorithm>

namespace signalbox {
namespace {

constexpr int caDays = 3650;
constexpr int leafDays = 397; // what browsers accept at most (CA/Browser Forum, 6.3.2, of then)
constexpr int renewBeforeDays = 30;

QString allNames(const QStringList& hosts)
{
    QStringList names;
    const QStringList wanted = QStringList(hosts) << QStringLiteral("localhost") << QStringLiteral("*.localhost");
    for (const QString& host : wanted) {
        const QString name = QStringLiteral("DNS:") + host;
        if (!host.isEmpty() && !names.contains(name))
            names.append(name);
    }
    names << QStringLiteral("IP:127.0.0.1") << QStringLiteral("IP:::1");
    return names.join(QLatin1Char(','));
}

CertificateRequest caRequest(const QDateTime& now)
{
    return {.commonName = QStringLiteral("Signalbox local authority"),
            .days = caDays,
            .now = now,
            .extensions = {{"basicConstraints", "critical,CA:TRUE,pathlen:0"},
                           {"keyUsage", "critical,keyCertSign,cRLSign"},
                           {"subjectKeyIdentifier", "hash"},
                           // RFC 5280, 4.2.1.10: a leaked key signs for this machine's own names and nothing else.
                           {"nameConstraints",
                            "critical,permitted;DNS:localhost,permitted;IP:127.0.0.0/255.0.0.0,"
                            "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}}};
}

CertificateRequest leafRequest(const QStringList& hosts, const QDateTime& now)
{
    return {.commonName = hosts.isEmpty() ? QStringLiteral("localhost") : hosts.first(),
            .days = leafDays,
            .now = now,
            .extensions = {{"basicConstraints", "critical,CA:FALSE"},
                           {"keyUsage", "critical,digitalSignature"},
                           {"extendedKeyUsage", "serverAuth"},
                           {"subjectKeyIdentifier", "hash"},
                           {"authorityKeyIdentifier", "keyid"},
                           {"subjectAltName", allNames(hosts).toLatin1()}}};
}

// Key first: a certificate without its key would be found and kept by the next start.
Result<void> store(const IssuedCertificate& issued, const QString& certificate, const QString& key)
{
    const Result<void> written = writePrivateFile(key, issued.keyPem);
    return written ? writePrivateFile(certificate, issued.certificatePem) : written;
}

Result<void> ensureAuthority(const LocalCaFiles& files, const QDateTime& now)
{
    if (QFile::exists(files.caCertificate) && QFile::exists(files.caKey))
        return {};
    const Result<IssuedCertificate> issued = issueCertificate(caRequest(now), {}, {});
    return issued ? store(*issued, files.caCertificate, files.caKey) : tl::unexpected(issued.error());
}

bool isLeafGood(const LocalCaFiles& files, const QByteArray& ca, const QStringList& hosts, const QDateTime& now)
{
    const Result<QByteArray> leaf = readWholeFile(files.certificate);
    if (!leaf || !QFile::exists(files.key))
        return false;
    const Result<CertificateFacts> facts = readCertificate(*leaf);
    if (!facts || facts->validUntil < now.addDays(renewBeforeDays) || !isSignedBy(*leaf, ca))
        return false;
    return std::all_of(
        hosts.cbegin(), hosts.cend(), [&facts](const QString& host) { return facts->dnsNames.contains(host); });
}

} // namespace

LocalCaFiles::LocalCaFiles(const QString& folder)
    : caCertificate(folder + QStringLiteral("/ca.pem"))
    , caKey(folder + QStringLiteral("/ca-key.pem"))
    , certificate(folder + QStringLiteral("/leaf.pem"))
    , key(folder + QStringLiteral("/leaf-key.pem"))
{
}

Result<LocalCaFiles> ensureLocalCa(const QString& folder, const QStringList& hosts, const QDateTime& now)
{
    LocalCaFiles files(folder);
    if (const Result<void> made = ensureAuthority(files, now); !made)
        return tl::unexpected(made.error());
    const Result<QByteArray> ca = readWholeFile(files.caCertificate);
    const Result<QByteArray> caKey = readWholeFile(files.caKey);
    if (!ca || !caKey)
        return tl::unexpected(ca ? caKey.error() : ca.error());
    if (isLeafGood(files, *ca, hosts, now))
        return files;
    const Result<IssuedCertificate> leaf = issueCertificate(leafRequest(hosts, now), *ca, *caKey);
    if (!leaf)
        return fail(leaf.error().code,
                    RecipeText::tr("The certificate in %1 cannot be renewed: %2 Remove the folder to begin anew.")
                        .arg(folder, leaf.error().message),
                    leaf.error().detail);
    if (const Result<void> stored = store(*leaf, files.certificate, files.key); !stored)
        return tl::unexpected(stored.error());
    return files;
}

} // namespace signalbox
