// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/strict_json.h"

#include "platform/http/http.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <set>
#include <vector>

namespace platform {
namespace {

using nlohmann::json;

constexpr int maxDepth = 64;

// Looks at the text while it is parsed: what a finished value no longer shows.
class Inspection
{
public:
    bool operator()(int depth, json::parse_event_t event, const json& parsed)
    {
        if (event == json::parse_event_t::object_start)
            m_members.emplace_back();
        if (event == json::parse_event_t::object_end && !m_members.empty())
            m_members.pop_back();
        if (depth >= maxDepth &&
            (event == json::parse_event_t::object_start || event == json::parse_event_t::array_start))
            note("The body is nested more than " + std::to_string(maxDepth) + " levels deep.");
        if (event == json::parse_event_t::key)
            noteMember(parsed.get_ref<const std::string&>());
        if (event == json::parse_event_t::value && parsed.is_string())
            noteText(parsed.get_ref<const std::string&>());
        return true;
    }
    const std::optional<std::string>& problem() const { return m_problem; }

private:
    void note(std::string problem)
    {
        if (!m_problem)
            m_problem = std::move(problem);
    }
    void noteText(const std::string& text)
    {
        if (text.find('\0') != std::string::npos)
            note("The body contains the character U+0000, which cannot be stored.");
    }
    void noteMember(const std::string& name)
    {
        noteText(name);
        if (!m_members.empty() && !m_members.back().insert(name).second)
            note("The member \"" + name + "\" occurs twice.");
    }

    std::vector<std::set<std::string>> m_members; // of the objects that are open
    std::optional<std::string> m_problem;
};

} // namespace

tl::expected<json, FieldProblem> parseStrictJson(std::string_view text)
{
    if (text.empty())
        return tl::unexpected(FieldProblem{"", "The body is empty; JSON is expected."});
    Inspection inspection;
    try {
        json value = json::parse(text.begin(), text.end(), std::ref(inspection));
        if (inspection.problem())
            return tl::unexpected(FieldProblem{"", *inspection.problem()});
        return value;
    } catch (const json::parse_error& e) {
        return tl::unexpected(FieldProblem{"", "The body is not JSON (at byte " + std::to_string(e.byte) + ")."});
    } catch (const json::exception&) { // a number beyond every range
        return tl::unexpected(FieldProblem{"", "The body contains a number that is too large."});
    }
}

std::string pointerSegment(std::string_view token)
{
    std::string segment = "/";
    for (const char c : token) {
        if (c == '~')
            segment += "~0";
        else if (c == '/')
            segment += "~1";
        else
            segment += c;
    }
    return segment;
}

} // namespace platform
