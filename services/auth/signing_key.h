// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st; // EVP_PKEY of OpenSSL

namespace auth {

// A private RSA key that signs tokens (RS256). Its id is the thumbprint of its public half (RFC 7638). Cheap to copy,
// safe from any thread; its PEM goes into the database and nowhere else.
class SigningKey
{
public:
    static SigningKey generate(); // 2048 bits
    static std::optional<SigningKey> fromPem(const std::string& pem);

    const std::string& kid() const { return m_kid; }
    std::string pem() const;                       // PKCS #8
    std::string sign(std::string_view text) const; // raw signature
    std::string publicJwk() const;                 // one entry of a key set, as JSON

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key);
    std::string number(const char* name) const; // base64url, big-endian

    std::shared_ptr<evp_pkey_st> m_key;
    std::string m_kid;
};

} // namespace auth
