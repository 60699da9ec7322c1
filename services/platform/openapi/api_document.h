// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform {

// A parameter of an operation: one text, read as the schema's type says. `schema` is a JSON Pointer into the document.
struct ApiParameter
{
    enum class Place { Path, Query, Header };

    std::string name;
    Place place = Place::Query;
    bool required = false;
    std::string schema;
};

// What a document says of one method on one path.
struct ApiOperation
{
    std::string method; // "POST"
    std::string path;   // with the server's path: "/api/v1/orders/{id}"
    bool needsUser = true;
    std::vector<ApiParameter> parameters;
    bool bodyRequired = false;
    std::vector<std::pair<std::string, std::string>> bodies; // media type → JSON Pointer of the schema

    // Null when there is none.
    const ApiParameter* header(std::string_view name) const;
};

// An OpenAPI 3.1 document, read once at start. What requests are validated against and what a caller is shown are the
// same text.
class ApiDocument
{
public:
    // Throws std::invalid_argument: the document is ours, and broken.
    explicit ApiDocument(std::string_view text);

    std::string_view text() const { return m_text; } // as given; it has to outlive this
    const nlohmann::json& content() const { return m_json; }
    const std::string& base() const { return m_base; } // path of its server: "/api/v1"
    std::string version() const;                       // last segment of base(): "v1"
    const std::vector<ApiOperation>& operations() const { return m_operations; }
    // Null when the document does not have it.
    const ApiOperation* find(std::string_view method, std::string_view path) const;

private:
    ApiOperation readOperation(const std::string& path, const std::string& method, const std::string& pointer) const;
    std::vector<ApiParameter> readParameters(const std::string& pointer) const;
    void readBody(const std::string& pointer, ApiOperation& operation) const;
    std::string resolved(const std::string& pointer) const;

    std::string_view m_text;
    nlohmann::json m_json;
    std::string m_base;
    std::vector<ApiOperation> m_operations;
};

// What the document says and nobody checks, a sentence each: keywords of schemas, styles of parameters, media types.
std::vector<std::string> uncheckedParts(const ApiDocument& document);

} // namespace platform
