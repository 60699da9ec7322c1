// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace platform {

// What a text has to look like: JSON Schema's `pattern`, by RE2, whose time is linear in the text whatever the pattern
// (std::regex overflows the stack), or its `format`. Safe from any thread once made.
class TextRule
{
public:
    // Both throw std::invalid_argument: RE2 does not know the expression, nobody here knows the format.
    static TextRule pattern(const std::string& expression);
    static TextRule format(std::string_view name);

    bool accepts(std::string_view text) const;
    // A sentence about a text that is not accepted, which is not quoted: it may be a secret.
    const std::string& complaint() const;

    ~TextRule();
    TextRule(TextRule&& other) noexcept;
    TextRule& operator=(TextRule&& other) noexcept;

private:
    struct Private;
    explicit TextRule(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace platform
