// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/json_schema.h"
#include "platform/http/http.h"
#include "platform/openapi/api_document.h"

#include <optional>
#include <string>
#include <vector>

namespace platform {

// Holds requests to what the API document says of one operation: parameters first, then media type, then body. All that
// is wrong with the parameters, or with the body, is said at once. Safe from any thread once made.
class OperationCheck
{
public:
    OperationCheck(const ApiDocument& document, const ApiOperation& operation);

    // Nothing: the request is as described, and `request.json` is its body. Else 400 or 415.
    std::optional<HttpResponse> refusal(HttpRequest& request) const;

private:
    struct Parameter
    {
        ApiParameter described;
        std::string type; // "string", "integer", "number", "boolean"
        JsonSchema schema;
    };
    struct Body
    {
        std::string mediaType;
        JsonSchema schema;
    };

    std::vector<FieldProblem> parameterProblems(const HttpRequest& request) const;
    void
    checkParameter(const Parameter& parameter, const HttpRequest& request, std::vector<FieldProblem>& problems) const;
    void checkUnknownQuery(const HttpRequest& request, std::vector<FieldProblem>& problems) const;
    std::optional<HttpResponse> bodyRefusal(HttpRequest& request) const;

    std::vector<Parameter> m_parameters;
    std::vector<Body> m_bodies;
    bool m_bodyRequired;
};

} // namespace platform
