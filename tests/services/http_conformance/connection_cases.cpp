// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conformance_case.h"

namespace http_conformance {
namespace {

Cases persistence(const Target& t)
{
    const QByteArray old = "GET " + t.get + " HTTP/1.0\r\n" + hostLine(t);
    return {
        {"Connection: close", getRequest(t, "Connection: close\r\n"), {200}, closed, 1},
        {"Connection: Close among others", getRequest(t, "Connection: x, Close\r\n"), {200}, closed, 1},
        {"close in the second of two fields",
         getRequest(t, "Connection: x\r\nConnection: close\r\n"),
         {200},
         closed,
         1},
        {"close and keep-alive", getRequest(t, "Connection: keep-alive, close\r\n"), {200}, closed, 1},
        {"a connection that is not to be closed", getRequest(t, "Connection: closed\r\n"), {200}, open, 1},
        {"keep-alive in HTTP/1.0", old + "Connection: keep-alive\r\n\r\n", {200}, open, 1},
        {"HTTP/1.0 closes by itself", old + "\r\n", {200}, closed, 1},
        {"a connection field that names a header",
         getRequest(t, "Connection: X-User-Id\r\nX-User-Id: a\r\n"),
         {200},
         open,
         1},
        {"an upgrade to h2c",
         getRequest(t, "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
         {200},
         open,
         1},
        {"what follows a close is not read", getRequest(t, "Connection: close\r\n") + getRequest(t), {200}, closed, 1},
        {"what follows a refusal is not read", getRequest(t, "X-A : b\r\n") + getRequest(t), {400}, closed},
        {"the client ends its half behind a request", getRequest(t), {200}, closed, 1, false, true},
        {"the client ends its half behind two requests",
         getRequest(t) + getRequest(t),
         {200, 200},
         closed,
         2,
         false,
         true},
        {"the client ends its half within a request",
         "GET " + t.get + " HTTP/1.1\r\nHo",
         {400},
         closed,
         0,
         false,
         true},
        {"the client says nothing and goes", "", {}, closed, 0, false, true},
    };
}

Cases pipelines(const Target& t)
{
    const QByteArray post = postRequest(t, "Content-Length: 3\r\n", "abc");
    const QByteArray chunks = postRequest(t, "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n");
    return {
        {"three requests at once", getRequest(t) + post + getRequest(t), {200, 200, 200}, open, 3},
        {"a hundred requests at once", getRequest(t).repeated(100), QList<int>(100, 200), open, 100},
        {"a request behind chunks", chunks + getRequest(t), {200, 200}, open, 2},
        {"a request behind a trailer",
         postRequest(t, "Transfer-Encoding: chunked\r\n", "0\r\nX-A: b\r\n\r\n") + getRequest(t),
         {200, 200},
         open,
         2},
        {"an empty line between requests", post + "\r\n" + getRequest(t), {200, 200}, open, 2},
        {"a missing path between two requests",
         getRequest(t) + "GET /none HTTP/1.1\r\n" + hostLine(t) + "\r\n" + getRequest(t),
         {200, 404, 200},
         open,
         2},
        {"a refusal behind a request", getRequest(t) + "GET\r\n\r\n", {200, 400}, closed, 1},
        {"a request that is longer than its length says",
         postRequest(t, "Content-Length: 3\r\n", "abcdef\r\n\r\n"),
         {200, 400},
         closed,
         1},
        {"a request that hides behind a length of nothing",
         postRequest(t, "Content-Length: 0\r\n") + "X" + getRequest(t),
         {200, 501},
         closed,
         1},
    };
}

Cases slowClients(const Target& t)
{
    const auto late = [](const char* name, const QByteArray& bytes, QList<int> answers, int handled = 0) {
        return Case{name, bytes, std::move(answers), closed, handled, false, false, true};
    };
    const QByteArray start = "GET " + t.get + " HTTP/1.1\r\n";
    return {
        late("nothing at all", "", {}),
        late("nothing behind an answer", getRequest(t), {200}, 1),
        late("half a request line", "GET ", {408}),
        late("half a header", start + hostLine(t) + "X-A", {408}),
        late("a header without its empty line", start + hostLine(t), {408}),
        late("half a body", postRequest(t, "Content-Length: 10\r\n", "abc"), {408}),
        late("half a chunk", postRequest(t, "Transfer-Encoding: chunked\r\n", "5\r\nabc"), {408}),
        late("half a trailer", postRequest(t, "Transfer-Encoding: chunked\r\n", "0\r\nX-A"), {408}),
        late("a length that hides the next request", postRequest(t, "Content-Length: 500\r\n", getRequest(t)), {408}),
        late("half a request behind a whole one", getRequest(t) + "GE", {200, 408}, 1),
    };
}

} // namespace

Cases connectionCases(const Target& target)
{
    return persistence(target) + pipelines(target) + slowClients(target);
}

} // namespace http_conformance
