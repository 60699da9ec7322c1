// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/sha256.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace platform {
namespace {

struct FreeDigest
{
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// OpenSSL 3 looks the algorithm up by its name in each one-shot call, which costs more than a short digest.
const EVP_MD* sha256Algorithm()
{
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

} // namespace

std::string sha256(std::string_view text)
{
    constexpr std::size_t digestSize = 32;
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    std::string digest(digestSize, '\0');
    const bool done = EVP_DigestInit_ex2(context.get(), sha256Algorithm(), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
    if (!done)
        throw std::runtime_error("OpenSSL has no SHA-256.");
    return digest;
}

} // namespace platform
