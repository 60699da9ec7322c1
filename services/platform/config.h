// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/process_role.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// Names the variable, what stands in it and what was expected; main() prints it and exits with 78 (EX_CONFIG).
struct ConfigError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

// Reads typed values from the environment. One per service, in its main; the values go on as a struct.
// A secret is remembered and never printed.
class Environment
{
public:
    std::string text(const char* name); // required
    std::string text(const char* name, std::string_view fallback);
    std::string secret(const char* name); // required, masked when printed (URLs: only the password)
    std::string secret(const char* name, std::string_view fallback);
    std::int64_t integer(const char* name, std::int64_t fallback, std::int64_t least, std::int64_t most);
    std::uint16_t port(const char* name); // required
    bool flag(const char* name, bool fallback);
    std::chrono::milliseconds duration(const char* name, std::chrono::milliseconds fallback); // "250ms", "2s", "5m"

    // "NAME=value" of all that was asked, in order, secrets masked: logged once at start.
    std::vector<std::string> described() const;

    // --check-config: everything is read, nothing is served.
    void setCheckOnly() { m_checkOnly = true; }
    bool checkOnly() const { return m_checkOnly; }
    // --role: what is not done needs no variables.
    void setRoles(ProcessRoles roles) { m_roles = roles; }
    ProcessRoles roles() const { return m_roles; }

private:
    std::optional<std::string> read(const char* name, bool secret);
    void remember(std::string_view name, std::string_view value);

    std::vector<std::string> m_described;
    bool m_checkOnly = false;
    ProcessRoles m_roles;
};

} // namespace platform
