// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/signing_key.h"

#include "platform/auth/base64url.h"

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include <stdexcept>

namespace auth {
namespace {

constexpr unsigned keyBits = 2048;

[[noreturn]] void failed(const char* what)
{
    throw std::runtime_error(std::string("OpenSSL could not ") + what + ".");
}

using Bio = std::unique_ptr<BIO, decltype([](BIO* bio) { BIO_free_all(bio); })>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype([](EVP_MD_CTX* context) { EVP_MD_CTX_free(context); })>;

} // namespace

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key)
    : m_key(std::move(key))
{
    // RFC 7638, 3: the required members in lexicographic order, without spaces.
    const std::string members = R"({"e":")" + number(OSSL_PKEY_PARAM_RSA_E) + R"(","kty":"RSA","n":")" +
                                number(OSSL_PKEY_PARAM_RSA_N) + R"("})";
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(members.data()),
           members.size(),
           reinterpret_cast<unsigned char*>(digest.data()));
    m_kid = platform::base64UrlEncode(digest);
}

SigningKey SigningKey::generate()
{
    EVP_PKEY* made = EVP_RSA_gen(keyBits);
    if (!made)
        failed("make a key");
    return SigningKey(std::shared_ptr<evp_pkey_st>(made, EVP_PKEY_free));
}

std::optional<SigningKey> SigningKey::fromPem(const std::string& pem)
{
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    EVP_PKEY* read = bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr;
    if (!read)
        return std::nullopt;
    std::shared_ptr<evp_pkey_st> key(read, EVP_PKEY_free);
    if (EVP_PKEY_is_a(read, "RSA") != 1)
        return std::nullopt;
    return SigningKey(std::move(key));
}

std::string SigningKey::pem() const
{
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        failed("write a key");
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string SigningKey::sign(std::string_view text) const
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) != 1)
        failed("sign");
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, text.size()) !=
        1)
        failed("sign");
    signature.resize(size);
    return signature;
}

std::string SigningKey::publicJwk() const
{
    const nlohmann::ordered_json jwk{{"kty", "RSA"},
                                     {"use", "sig"},
                                     {"alg", "RS256"},
                                     {"kid", m_kid},
                                     {"n", number(OSSL_PKEY_PARAM_RSA_N)},
                                     {"e", number(OSSL_PKEY_PARAM_RSA_E)}};
    return jwk.dump();
}

std::string SigningKey::number(const char* name) const
{
    BIGNUM* value = nullptr;
    if (EVP_PKEY_get_bn_param(m_key.get(), name, &value) != 1)
        failed("read a key");
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return platform::base64UrlEncode(bytes);
}

} // namespace auth
