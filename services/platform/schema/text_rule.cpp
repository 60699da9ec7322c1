// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/schema/text_rule.h"

#include "platform/schema/text_formats.h"

#include <re2/re2.h>

#include <stdexcept>

namespace platform {

struct TextRule::Private
{
    std::unique_ptr<const RE2> expression; // null: a format
    bool (*format)(std::string_view) = nullptr;
    std::string complaint;
};

TextRule::TextRule(std::unique_ptr<Private> made)
    : d(std::move(made))
{
}

TextRule::~TextRule() = default;
TextRule::TextRule(TextRule&& other) noexcept = default;
TextRule& TextRule::operator=(TextRule&& other) noexcept = default;

TextRule TextRule::pattern(const std::string& expression)
{
    auto made = std::make_unique<Private>();
    made->expression = std::make_unique<const RE2>(expression, RE2::Quiet);
    if (!made->expression->ok())
        throw std::invalid_argument("RE2 does not know the pattern \"" + expression +
                                    "\": " + made->expression->error());
    made->complaint = "The text does not match the pattern " + expression + ".";
    return TextRule(std::move(made));
}

TextRule TextRule::format(std::string_view name)
{
    const TextFormat* known = findTextFormat(name);
    if (!known)
        throw std::invalid_argument("Nothing here checks the format \"" + std::string(name) + "\".");
    auto made = std::make_unique<Private>();
    made->format = known->accepts;
    made->complaint = "The text is not " + std::string(known->description) + ".";
    return TextRule(std::move(made));
}

bool TextRule::accepts(std::string_view text) const
{
    return d->expression ? RE2::PartialMatch({text.data(), text.size()}, *d->expression) : d->format(text);
}

const std::string& TextRule::complaint() const
{
    return d->complaint;
}

} // namespace platform
