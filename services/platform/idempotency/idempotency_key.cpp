// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/idempotency_key.h"

#include "platform/idempotency/answers.h"

#include <algorithm>
#include <cctype>

namespace platform {
namespace {

constexpr std::size_t longest = 255;

std::string_view trimmed(std::string_view field)
{
    while (!field.empty() && field.front() == ' ')
        field.remove_prefix(1);
    while (!field.empty() && field.back() == ' ')
        field.remove_suffix(1);
    return field;
}

bool isBareKey(std::string_view field)
{
    return !field.empty() && field.size() <= longest && std::all_of(field.begin(), field.end(), [](unsigned char c) {
        return (c < 0x80 && std::isalnum(c)) ||
               std::string_view("._~-").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

} // namespace

tl::expected<std::string, std::string> parseIdempotencyKey(std::string_view field, bool bareKeys)
{
    field = trimmed(field);
    if (bareKeys && isBareKey(field))
        return std::string(field);
    if (field.empty() || field.front() != '"')
        return tl::unexpected(std::string("The key must be a quoted string, such as \"8e03978e\"."));
    std::string key;
    for (std::size_t i = 1; i < field.size(); ++i) {
        char c = field[i];
        if (c == '"') {
            if (i + 1 != field.size())
                return tl::unexpected(std::string("Nothing may follow the quoted key."));
            if (key.empty() || key.size() > longest)
                return tl::unexpected(std::string("The key must have 1 to 255 characters."));
            return key;
        }
        if (c == '\\') {
            c = ++i < field.size() ? field[i] : '\0';
            if (c != '"' && c != '\\')
                return tl::unexpected(std::string("Only \\\" and \\\\ may follow a backslash in the key."));
        } else if (c < ' ' || c > '~') {
            return tl::unexpected(std::string("The key may contain printable ASCII characters only."));
        }
        key += c;
    }
    return tl::unexpected(std::string("The closing quotation mark of the key is missing."));
}

tl::expected<std::optional<std::string>, HttpResponse> idempotencyKeyOf(const HttpRequest& request, bool bareKeys)
{
    const std::size_t count = request.headerCount("idempotency-key");
    if (count == 0)
        return std::optional<std::string>();
    if (count > 1)
        return tl::unexpected(idempotencyKeyInvalid("The header Idempotency-Key was sent more than once."));
    auto key = parseIdempotencyKey(*request.header("idempotency-key"), bareKeys);
    if (!key)
        return tl::unexpected(idempotencyKeyInvalid(key.error()));
    return std::optional<std::string>(std::move(*key));
}

} // namespace platform
