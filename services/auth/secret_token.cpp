// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/secret_token.h"

#include "platform/auth/base64url.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <stdexcept>

namespace auth {

std::string newSecretToken()
{
    std::string bytes(32, '\0');
    // Fails only when the system has no randomness at all; a guessable token would be worse than an error.
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("The system has no random numbers.");
    return platform::base64UrlEncode(bytes);
}

std::string secretHash(std::string_view text)
{
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(text.data()),
           text.size(),
           reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

} // namespace auth
