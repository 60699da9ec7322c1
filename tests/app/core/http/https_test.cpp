// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_client.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

// Speaks TLS with a certificate and answers every request with 200.
class TlsServer : public QTcpServer
{
public:
    explicit TlsServer(QSslConfiguration configuration)
        : m_configuration(std::move(configuration))
    {
        listen(QHostAddress::LocalHost);
    }
    QString url() const { return QStringLiteral("https://api.localhost:%1/").arg(serverPort()); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(m_configuration);
        connect(socket, &QSslSocket::readyRead, socket, [socket] {
            if (socket->readAll().contains("\r\n\r\n"))
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        socket->startServerEncryption();
    }

private:
    QSslConfiguration m_configuration;
};

} // namespace

class HttpsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QProcess openssl;
        openssl.setWorkingDirectory(m_folder.path());
        openssl.start(
            QStringLiteral("openssl"),
            QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out "
                           "cert.pem -days 2 -subj /CN=api.localhost -addext subjectAltName=DNS:api.localhost")
                .split(QLatin1Char(' ')));
        QVERIFY(openssl.waitForFinished());
        QCOMPARE(openssl.exitCode(), 0);
        const auto certificates = QSslCertificate::fromPath(m_folder.filePath(QStringLiteral("cert.pem")));
        QFile key(m_folder.filePath(QStringLiteral("key.pem")));
        QVERIFY(key.open(QIODevice::ReadOnly));
        m_configuration.setLocalCertificateChain(certificates);
        m_configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    }
    void init() { test::failOnAnyWarning(); }

    void the_given_authority_is_trusted_and_the_name_is_kept()
    {
        TlsServer server(m_configuration);
        HttpRequest request;
        request.url = server.url();
        request.caFile = m_folder.filePath(QStringLiteral("cert.pem"));
        HttpClient client;
        const auto future = client.send(request);
        QTRY_VERIFY(future.isFinished());
        const auto response = future.result();
        QVERIFY2(response, response ? "" : qPrintable(response.error().detail));
        QCOMPARE(response->status, 200);
        QVERIFY(response->timings.tls > 0);
        QVERIFY(response->tlsVersion.startsWith(QStringLiteral("TLSv1.")));
        QCOMPARE(response->remoteAddress, QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
    }

    void an_unknown_certificate_is_refused_with_what_to_do()
    {
        TlsServer server(m_configuration);
        HttpRequest request;
        request.url = server.url();
        HttpClient client;
        const auto future = client.send(request);
        QTRY_VERIFY(future.isFinished());
        const auto response = future.result();
        QVERIFY(!response);
        QCOMPARE(response.error().code, Error::Code::Refused);
        QVERIFY(response.error().message.contains(QStringLiteral("api.localhost:%1").arg(server.serverPort())));
        QVERIFY(response.error().message.contains(QStringLiteral("CA file")));
    }

    void another_name_than_the_certificates_is_refused()
    {
        TlsServer server(m_configuration);
        HttpRequest request;
        request.url = server.url().replace(QLatin1String("api.localhost"), QLatin1String("other.localhost"));
        request.caFile = m_folder.filePath(QStringLiteral("cert.pem"));
        HttpClient client;
        const auto future = client.send(request);
        QTRY_VERIFY(future.isFinished());
        QVERIFY(!future.result());
        QCOMPARE(future.result().error().code, Error::Code::Refused);
    }

    void a_missing_authority_file_is_told()
    {
        TlsServer server(m_configuration);
        HttpRequest request;
        request.url = server.url();
        request.caFile = m_folder.filePath(QStringLiteral("none.pem"));
        HttpClient client;
        const auto future = client.send(request);
        QTRY_VERIFY(future.isFinished());
        QVERIFY(!future.result());
        QVERIFY(future.result().error().message.contains(QStringLiteral("CA file")));
    }

private:
    QTemporaryDir m_folder;
    QSslConfiguration m_configuration;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpsTest>(argc, argv);
}

#include "https_test.moc"
