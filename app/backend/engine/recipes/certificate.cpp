// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/certificate.h"

#include "backend/engine/recipes/recipe_text.h"

#include <QTimeZone>

#include <memory>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace signalbox {
namespace {

template<auto Free>
struct Releaser
{
    template<typename T>
    void operator()(T* pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Memory = std::unique_ptr<BIO, Releaser<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Releaser<BN_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Releaser<GENERAL_NAMES_free>>;

constexpr qint64 backdatedSeconds = 300; // clocks of clients differ a little
constexpr int serialBits = 127;          // positive and random (RFC 5280, 4.1.2.2)
constexpr long version3 = 2;

tl::unexpected<Error> failed(const QString& what)
{
    char reason[256] = "";
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    return fail(Error::Code::Failed, what, QString::fromLatin1(reason));
}

Memory memoryOf(const QByteArray& bytes)
{
    return Memory(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

QByteArray bytesOf(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return QByteArray(data, size);
}

Certificate certificateFrom(const QByteArray& pem)
{
    return Certificate(PEM_read_bio_X509(memoryOf(pem).get(), nullptr, nullptr, nullptr));
}

Key keyFrom(const QByteArray& pem)
{
    return Key(PEM_read_bio_PrivateKey(memoryOf(pem).get(), nullptr, nullptr, nullptr));
}

QByteArray pemOf(X509* certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate);
    return bytesOf(memory.get());
}

QByteArray pemOf(EVP_PKEY* key)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return bytesOf(memory.get());
}

bool setSerial(X509* certificate)
{
    const Number number(BN_new());
    return BN_rand(number.get(), serialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setTimes(X509* certificate, const CertificateRequest& request)
{
    const time_t from = request.now.toSecsSinceEpoch() - backdatedSeconds;
    const time_t until = request.now.addDays(request.days).toSecsSinceEpoch();
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from) &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), until);
}

bool setSubject(X509* certificate, const QString& commonName)
{
    const QByteArray name = commonName.toUtf8();
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate),
                                      "CN",
                                      MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.constData()),
                                      static_cast<int>(name.size()),
                                      -1,
                                      0) == 1;
}

bool addExtensions(X509* certificate, X509* issuer, const QList<QPair<QByteArray, QByteArray>>& extensions)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    for (const auto& [name, value] : extensions) {
        const Extension extension(X509V3_EXT_nconf(nullptr, &context, name.constData(), value.constData()));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
            return false;
    }
    return true;
}

} // namespace

Result<IssuedCertificate>
issueCertificate(const CertificateRequest& request, const QByteArray& issuerPem, const QByteArray& issuerKeyPem)
{
    const QString trouble = RecipeText::tr("OpenSSL could not make a certificate.");
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const bool isSelfSigned = issuerPem.isEmpty();
    const Certificate issuer = isSelfSigned ? nullptr : certificateFrom(issuerPem);
    const Key issuerKey = isSelfSigned ? nullptr : keyFrom(issuerKeyPem);
    if (!key || !certificate)
        return failed(trouble);
    if (!isSelfSigned && (!issuer || !issuerKey))
        return failed(RecipeText::tr("The authority's certificate or key is damaged."));

    X509* signer = isSelfSigned ? certificate.get() : issuer.get();
    if (X509_set_version(certificate.get(), version3) != 1 || !setSerial(certificate.get()) ||
        !setTimes(certificate.get(), request) || !setSubject(certificate.get(), request.commonName) ||
        X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) != 1 ||
        X509_set_pubkey(certificate.get(), key.get()) != 1 ||
        !addExtensions(certificate.get(), signer, request.extensions) ||
        X509_sign(certificate.get(), isSelfSigned ? key.get() : issuerKey.get(), EVP_sha256()) == 0)
        return failed(trouble);
    return IssuedCertificate{pemOf(certificate.get()) + issuerPem, pemOf(key.get())};
}

Result<CertificateFacts> readCertificate(const QByteArray& pem)
{
    const Certificate certificate = certificateFrom(pem);
    if (!certificate)
        return failed(RecipeText::tr("This is no certificate."));
    tm until{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &until) != 1)
        return failed(RecipeText::tr("The certificate has no end."));
    CertificateFacts facts;
    facts.validUntil = QDateTime::fromSecsSinceEpoch(timegm(&until), Qt::UTC);
    const Names names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DNS)
            facts.dnsNames.append(
                QString::fromLatin1(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                                    ASN1_STRING_length(name->d.dNSName)));
    }
    return facts;
}

bool isSignedBy(const QByteArray& certificatePem, const QByteArray& issuerPem)
{
    const Certificate certificate = certificateFrom(certificatePem);
    const Certificate issuer = certificateFrom(issuerPem);
    const bool isGood = certificate && issuer && X509_verify(certificate.get(), X509_get0_pubkey(issuer.get())) == 1;
    ERR_clear_error();
    return isGood;
}

} // namespace signalbox
