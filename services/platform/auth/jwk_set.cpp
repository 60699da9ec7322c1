// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/jwk_set.h"

#include "platform/auth/base64url.h"

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace platform {
namespace {

constexpr int leastBits = 2048;

template<auto function>
struct Free
{
    template<typename T>
    void operator()(T* pointer) const
    {
        function(pointer);
    }
};
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using OsslParameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;

const unsigned char* bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

BigNumber toNumber(std::string_view text)
{
    return BigNumber(BN_bin2bn(bytes(text), static_cast<int>(text.size()), nullptr));
}

std::string memberText(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isForSignatures(const nlohmann::json& key)
{
    return key.is_object() && memberText(key, "kty") == "RSA" &&
           (!key.contains("use") || memberText(key, "use") == "sig") &&
           (!key.contains("alg") || memberText(key, "alg") == "RS256");
}

} // namespace

std::optional<RsaPublicKey> RsaPublicKey::fromNumbers(std::string_view modulus, std::string_view exponent)
{
    const BigNumber n = toNumber(modulus);
    const BigNumber e = toNumber(exponent);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < leastBits || BN_num_bits(n.get()) > 8 * leastBits)
        return std::nullopt;
    if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return std::nullopt;
    const OsslParameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return std::nullopt;
    RsaPublicKey key;
    key.m_key = std::shared_ptr<evp_pkey_st>(made, EVP_PKEY_free);
    return key;
}

bool RsaPublicKey::verifies(std::string_view signedText, std::string_view signature) const
{
    const DigestContext context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(signedText), signedText.size()) ==
               1;
}

std::optional<JwkSet> parseJwkSet(std::string_view json)
{
    const auto document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("keys") || !document["keys"].is_array())
        return std::nullopt;
    JwkSet set;
    for (const auto& item : document["keys"]) {
        if (!isForSignatures(item))
            continue;
        const auto modulus = base64UrlDecode(memberText(item, "n"));
        const auto exponent = base64UrlDecode(memberText(item, "e"));
        const std::string kid = memberText(item, "kid");
        if (!modulus || !exponent || kid.empty())
            continue;
        if (auto key = RsaPublicKey::fromNumbers(*modulus, *exponent))
            set.insert_or_assign(kid, std::move(*key));
    }
    return set;
}

} // namespace platform
