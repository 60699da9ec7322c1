// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/password_hasher.h"

#include <argon2.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace auth {
namespace {

constexpr std::uint32_t kibibytes = 19 * 1024;
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t saltBytes = 16;
constexpr std::size_t hashBytes = 32;

std::string randomBytes(std::size_t count)
{
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("The system gave no random bytes.");
    return bytes;
}

} // namespace

PasswordHasher::PasswordHasher()
    : m_nobody(hash(randomBytes(hashBytes)))
{
}

std::string PasswordHasher::hash(const std::string& password) const
{
    const std::string salt = randomBytes(saltBytes);
    std::array<char, 160> text{};
    const int result = argon2id_hash_encoded(passes,
                                             kibibytes,
                                             lanes,
                                             password.data(),
                                             password.size(),
                                             salt.data(),
                                             salt.size(),
                                             hashBytes,
                                             text.data(),
                                             text.size());
    if (result != ARGON2_OK)
        throw std::runtime_error(argon2_error_message(result));
    return text.data();
}

bool PasswordHasher::verify(const std::string& password, const std::string& hash) const
{
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool PasswordHasher::verifyNobody(const std::string& password) const
{
    verify(password, m_nobody);
    return false;
}

} // namespace auth
