// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st; // EVP_PKEY of OpenSSL

namespace platform {

// A public RSA key that can say whether a signature is its own (RS256: RSASSA-PKCS1-v1_5 with SHA-256). Cheap to copy,
// safe from any thread.
class RsaPublicKey
{
public:
    // Big-endian modulus and exponent; nullopt when they are no key or the key is shorter than 2048 bits.
    static std::optional<RsaPublicKey> fromNumbers(std::string_view modulus, std::string_view exponent);
    bool verifies(std::string_view signedText, std::string_view signature) const;

private:
    std::shared_ptr<evp_pkey_st> m_key;
};

// RFC 7517: the keys of an issuer by their kid. Keys that are not for RS256 signatures are left out.
using JwkSet = std::map<std::string, RsaPublicKey, std::less<>>;
std::optional<JwkSet> parseJwkSet(std::string_view json); // nullopt: not a key set

} // namespace platform
