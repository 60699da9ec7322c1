// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace auth {

// Argon2id (RFC 9106) in its own text form, which carries parameters and salt. Memory and time are OWASP's first
// choice: 19 MiB, two passes, about 25 ms of one core, so calls belong on the bounded executor.
class PasswordHasher
{
public:
    PasswordHasher();

    std::string hash(const std::string& password) const;
    bool verify(const std::string& password, const std::string& hash) const;
    // Takes as long as verify and is never true: for users who do not exist, so that time does not tell them apart.
    bool verifyNobody(const std::string& password) const;

private:
    std::string m_nobody; // hash of a random password
};

} // namespace auth
