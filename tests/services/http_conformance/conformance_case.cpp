// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conformance_case.h"

namespace http_conformance {

QByteArray hostLine(const Target& target)
{
    return "Host: " + target.host + "\r\n";
}

QByteArray getRequest(const Target& target, const QByteArray& more)
{
    return "GET " + target.get + " HTTP/1.1\r\n" + hostLine(target) + more + "\r\n";
}

QByteArray postRequest(const Target& target, const QByteArray& more, const QByteArray& body)
{
    return "POST " + target.post + " HTTP/1.1\r\n" + hostLine(target) + more + "\r\n" + body;
}

Cases allCases(const Target& target)
{
    return requestLineCases(target) + fieldCases(target) + lengthCases(target) + chunkCases(target) +
           connectionCases(target);
}

} // namespace http_conformance
