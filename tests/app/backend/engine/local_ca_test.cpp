// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/local_ca.h"
#include "backend/engine/recipes/certificate.h"
#include "backend/engine/recipes/private_file.h"
#include "support/qt_test_main.h"

#include <QTemporaryDir>

#include <memory>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace signalbox;

namespace {

X509* certificateIn(const QByteArray& pem)
{
    BIO* memory = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    X509* certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
    BIO_free(memory);
    return certificate;
}

// What a TLS client does: chain, name constraints and name of the host. X509_V_OK or why not.
int verify(const QByteArray& leafPem, const QByteArray& caPem, const char* host)
{
    X509* leaf = certificateIn(leafPem);
    X509* ca = certificateIn(caPem);
    X509_STORE* store = X509_STORE_new();
    X509_STORE_add_cert(store, ca);
    X509_STORE_CTX* context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, leaf, nullptr);
    X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    QByteArray(host) == "127.0.0.1" ? X509_VERIFY_PARAM_set1_ip_asc(parameters, host)
                                    : X509_VERIFY_PARAM_set1_host(parameters, host, 0);
    X509_verify_cert(context);
    const int outcome = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    X509_free(ca);
    X509_free(leaf);
    return outcome;
}

} // namespace

class LocalCaTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void the_leaf_is_good_for_the_names_of_this_machine_data();
    void the_leaf_is_good_for_the_names_of_this_machine();
    void the_authority_cannot_vouch_for_anybody_else();
    void keys_are_for_their_owner_alone();
    void a_good_leaf_is_kept_and_an_ending_one_renewed();
    void a_new_host_gets_a_new_leaf_of_the_same_authority();
    void a_damaged_authority_is_a_sentence_that_says_what_to_do();

private:
    LocalCaFiles ensure(const QStringList& hosts, const QDateTime& now = QDateTime::currentDateTimeUtc()) const
    {
        const auto files = ensureLocalCa(m_folder->path(), hosts, now);
        if (!files)
            qFatal("%s", qPrintable(files.error().message + files.error().detail));
        return *files;
    }
    static QByteArray bytes(const QString& path) { return readWholeFile(path).value_or(QByteArray()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    const QStringList m_hosts{QStringLiteral("api.localhost")};
};

void LocalCaTest::the_leaf_is_good_for_the_names_of_this_machine_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("outcome");
    QTest::newRow("api.localhost") << QByteArray("api.localhost") << X509_V_OK;
    QTest::newRow("localhost") << QByteArray("localhost") << X509_V_OK;
    QTest::newRow("127.0.0.1") << QByteArray("127.0.0.1") << X509_V_OK;
    QTest::newRow("example.com") << QByteArray("example.com") << X509_V_ERR_HOSTNAME_MISMATCH;
}

void LocalCaTest::the_leaf_is_good_for_the_names_of_this_machine()
{
    QFETCH(QByteArray, host);
    const LocalCaFiles files = ensure(m_hosts);
    QTEST(verify(bytes(files.certificate), bytes(files.caCertificate), host.constData()), "outcome");
}

void LocalCaTest::the_authority_cannot_vouch_for_anybody_else()
{
    const LocalCaFiles files = ensure(m_hosts);
    const CertificateRequest forged{.commonName = QStringLiteral("bank.example"),
                                    .days = 10,
                                    .now = QDateTime::currentDateTimeUtc(),
                                    .extensions = {{"subjectAltName", "DNS:bank.example"}}};
    const auto issued = issueCertificate(forged, bytes(files.caCertificate), bytes(files.caKey));
    QVERIFY(issued);
    QCOMPARE(verify(issued->certificatePem, bytes(files.caCertificate), "bank.example"),
             X509_V_ERR_PERMITTED_VIOLATION);
}

void LocalCaTest::keys_are_for_their_owner_alone()
{
    const LocalCaFiles files = ensure(m_hosts);
    const auto open = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString& key : {files.caKey, files.key}) {
        QVERIFY(bytes(key).contains("PRIVATE KEY"));
        QCOMPARE(QFile(key).permissions() & open, QFile::Permissions());
    }
}

void LocalCaTest::a_good_leaf_is_kept_and_an_ending_one_renewed()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const LocalCaFiles files = ensure(m_hosts, now);
    const QByteArray first = bytes(files.certificate);
    const QByteArray ca = bytes(files.caCertificate);
    ensure(m_hosts, now.addDays(360));
    QCOMPARE(bytes(files.certificate), first);
    ensure(m_hosts, now.addDays(370)); // 27 days left
    QVERIFY(bytes(files.certificate) != first);
    QCOMPARE(bytes(files.caCertificate), ca);
    QVERIFY(readCertificate(bytes(files.certificate))->validUntil > now.addDays(700));
}

void LocalCaTest::a_new_host_gets_a_new_leaf_of_the_same_authority()
{
    const LocalCaFiles files = ensure(m_hosts);
    const QByteArray ca = bytes(files.caCertificate);
    ensure({QStringLiteral("quay.localhost")});
    QCOMPARE(bytes(files.caCertificate), ca);
    QVERIFY(readCertificate(bytes(files.certificate))->dnsNames.contains(QStringLiteral("quay.localhost")));
}

void LocalCaTest::a_damaged_authority_is_a_sentence_that_says_what_to_do()
{
    const LocalCaFiles files = ensure(m_hosts);
    QVERIFY(writePrivateFile(files.caKey, "not a key"));
    QVERIFY(QFile::remove(files.certificate));
    const auto again = ensureLocalCa(m_folder->path(), m_hosts);
    QVERIFY(!again);
    QVERIFY(again.error().message.contains(QStringLiteral("key is damaged")));
    QVERIFY(again.error().message.contains(m_folder->path()));
}

QTEST_GUILESS_MAIN(LocalCaTest)
#include "local_ca_test.moc"
