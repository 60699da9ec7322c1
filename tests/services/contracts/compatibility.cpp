// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/contracts/compatibility.h"

#include "services/contracts/schema_breaks.h"

namespace contracts {
namespace {

using nlohmann::json;

constexpr const char* methods[] = {"get", "put", "post", "delete", "options", "head", "patch"};

json memberOr(const json& object, const char* name, json otherwise)
{
    const auto found = object.find(name);
    return found == object.end() ? std::move(otherwise) : *found;
}

// One API document against another.
class ApiComparison
{
public:
    ApiComparison(const json& released, const json& current)
        : m_released(released)
        , m_current(current)
        , m_schemas(released, current, m_breaks)
    {
    }

    Breaks breaks()
    {
        const json paths = memberOr(m_current, "paths", json::object());
        for (const auto& path : m_released.at("paths").items()) {
            for (const char* method : methods) {
                if (!path.value().contains(method))
                    continue;
                const std::string place = std::string(method) + " " + path.key();
                if (paths.contains(path.key()) && paths[path.key()].contains(method))
                    compareOperations(place, path.value(), method);
                else if (memberOr(path.value()[method], "deprecated", false) != json(true))
                    m_breaks.push_back(place + ": is gone");
            }
        }
        return m_breaks;
    }

private:
    void compareOperations(const std::string& place, const json& releasedPath, const char* method)
    {
        const std::string path = place.substr(place.find(' ') + 1);
        const json& currentPath = m_current.at("paths").at(path);
        const json& before = releasedPath.at(method);
        const json& after = currentPath.at(method);
        compareParameters(
            place, parametersOf(m_released, releasedPath, before), parametersOf(m_current, currentPath, after));
        compareBodies(place, before, after);
        compareResponses(place, before, after);
        if (isOpen(m_released, before) && !isOpen(m_current, after))
            m_breaks.push_back(place + ": needs a token now");
    }

    using Parameters = std::map<std::string, const json*>; // by "query limit"

    static Parameters parametersOf(const json& document, const json& path, const json& operation)
    {
        Parameters parameters;
        for (const json* owner : {&path, &operation}) {
            const auto list = owner->find("parameters");
            if (list == owner->end())
                continue;
            for (const json& entry : *list) {
                const json& parameter = resolved(document, entry);
                parameters[parameter.at("in").get<std::string>() + " " + parameter.at("name").get<std::string>()] =
                    &parameter;
            }
        }
        return parameters;
    }

    void compareParameters(const std::string& place, const Parameters& before, const Parameters& after)
    {
        for (const auto& [name, parameter] : after) {
            const auto known = before.find(name);
            const bool required = memberOr(*parameter, "required", false) == json(true);
            if (required && (known == before.end() || memberOr(*known->second, "required", false) != json(true)))
                m_breaks.push_back(place + " " + name + ": is required now");
        }
        for (const auto& [name, parameter] : before) {
            const auto now = after.find(name);
            if (now != after.end())
                m_schemas.compare(
                    place + " " + name, parameter->at("schema"), now->second->at("schema"), Written::ByClient);
            else if (memberOr(*parameter, "deprecated", false) != json(true))
                m_breaks.push_back(place + " " + name + ": is gone");
        }
    }

    void compareBodies(const std::string& place, const json& before, const json& after)
    {
        const json nothing = json::object();
        const json& left = before.contains("requestBody") ? resolved(m_released, before["requestBody"]) : nothing;
        const json& right = after.contains("requestBody") ? resolved(m_current, after["requestBody"]) : nothing;
        if (memberOr(right, "required", false) == json(true) && memberOr(left, "required", false) != json(true))
            m_breaks.push_back(place + " body: is required now");
        compareContents(place + " body", left, right, Written::ByClient);
    }

    void compareResponses(const std::string& place, const json& before, const json& after)
    {
        const json answers = memberOr(after, "responses", json::object());
        for (const auto& answer : before.at("responses").items()) {
            const std::string where = place + " " + answer.key();
            if (!answers.contains(answer.key())) {
                // Refusals may stop; an answer that clients wait for may not.
                if (answer.key().starts_with("2"))
                    m_breaks.push_back(where + ": is gone");
                continue;
            }
            const json& left = resolved(m_released, answer.value());
            const json& right = resolved(m_current, after["responses"][answer.key()]);
            compareContents(where, left, right, Written::ByService);
            const json fields = memberOr(left, "headers", json::object());
            for (const auto& field : fields.items()) {
                if (!memberOr(right, "headers", json::object()).contains(field.key()))
                    m_breaks.push_back(where + " " + field.key() + ": is gone");
            }
        }
    }

    void compareContents(const std::string& place, const json& before, const json& after, Written written)
    {
        static const json nothing = json::object();
        const json& left = before.contains("content") ? before["content"] : nothing;
        const json& right = after.contains("content") ? after["content"] : nothing;
        for (const auto& content : left.items()) {
            const auto now = right.find(content.key());
            if (now == right.end())
                m_breaks.push_back(place + " " + content.key() + ": is gone");
            else if (content.value().contains("schema") && now->contains("schema"))
                m_schemas.compare(place, content.value()["schema"], (*now)["schema"], written);
        }
    }

    // No token needed: said by the operation, else by the document.
    static bool isOpen(const json& document, const json& operation)
    {
        const json needs = memberOr(operation, "security", memberOr(document, "security", json::array()));
        return needs.empty() || std::find(needs.begin(), needs.end(), json::object()) != needs.end();
    }

    const json& m_released;
    const json& m_current;
    Breaks m_breaks;
    SchemaComparison m_schemas;
};

} // namespace

Breaks breaksOfEvent(const json& released, const json& current)
{
    Breaks breaks;
    SchemaComparison(released, current, breaks).compare("", released, current, Written::AsEvent);
    return breaks;
}

Breaks breaksOfApi(const json& released, const json& current)
{
    return ApiComparison(released, current).breaks();
}

} // namespace contracts
