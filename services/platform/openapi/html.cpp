// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/html.h"

namespace platform {

std::string htmlEscaped(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        default: escaped += c;
        }
    }
    return escaped;
}

std::string
htmlPage(std::string_view title, std::string_view head, std::string_view body, std::string_view bodyAttributes)
{
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                       "<meta name=\"viewport\" content=\"width=device-width\"><title>";
    page += htmlEscaped(title);
    page += "</title>";
    page += head;
    page += "</head><body";
    page += bodyAttributes.empty() ? "" : " ";
    page += bodyAttributes;
    page += '>';
    page += body;
    page += "</body></html>\n";
    return page;
}

} // namespace platform
