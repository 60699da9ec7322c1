// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conformance_case.h"

namespace http_conformance {
namespace {

Cases hosts(const Target& t)
{
    const QByteArray get = "GET " + t.get + " HTTP/1.1\r\n";
    return {
        {"no Host", get + "\r\n", {400}, closed},
        {"no Host in HTTP/1.0", "GET " + t.get + " HTTP/1.0\r\n\r\n", {200}, closed, 1, false, false, false, true},
        {"two Host fields", get + hostLine(t) + "Host: b\r\n\r\n", {400}, closed},
        {"the same Host twice", get + hostLine(t) + hostLine(t) + "\r\n", {400}, closed},
        {"two Host fields in HTTP/1.0", "GET " + t.get + " HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", {400}, closed},
        {"an empty Host", get + "Host:\r\n\r\n", {400}, closed},
        {"a Host with a path", get + "Host: a/b\r\n\r\n", {400}, closed},
        {"a Host with a user", get + "Host: me@a\r\n\r\n", {400}, closed},
        {"a Host with a blank", get + "Host: a b\r\n\r\n", {400}, closed},
        {"a list of hosts", get + "Host: a,b\r\n\r\n", {400}, closed},
        {"a Host with a port that is no number", get + "Host: a:http\r\n\r\n", {400}, closed},
        {"a Host with a port that is none", get + "Host: a:65536\r\n\r\n", {400}, closed},
        {"an IPv6 Host that does not end", get + "Host: [::1\r\n\r\n", {400}, closed},
        {"a Host in lower case with a port", get + "host: " + t.host + ":8080\r\n\r\n", {200}, open, 1},
    };
}

Cases syntax(const Target& t)
{
    return {
        {"a space before the colon", getRequest(t, "X-A : b\r\n"), {400}, closed},
        {"a tab before the colon", getRequest(t, "X-A\t: b\r\n"), {400}, closed},
        {"a space before the colon of Host", "GET " + t.get + " HTTP/1.1\r\nHost : a\r\n\r\n", {400}, closed},
        {"a field without a colon", getRequest(t, "X-A\r\n"), {400}, closed},
        {"a field without a name", getRequest(t, ": b\r\n"), {400}, closed},
        {"a bracket in a name", getRequest(t, "X(A): b\r\n"), {400}, closed},
        {"a name above ASCII", getRequest(t, "X-\xc3\xa4: b\r\n"), {400}, closed},
        {"a folded line", getRequest(t, "X-A: b\r\n c\r\n"), {400}, closed},
        {"a folded line with a tab", getRequest(t, "X-A: b\r\n\tc\r\n"), {400}, closed},
        {"a folded length", postRequest(t, "Content-Length:\r\n 3\r\n", "abc"), {400}, closed},
        {"a line of blanks before the first field",
         "GET " + t.get + " HTTP/1.1\r\n \r\n" + hostLine(t) + "\r\n",
         {400},
         closed},
        {"a blank before the first field", "GET " + t.get + " HTTP/1.1\r\n " + hostLine(t) + "\r\n", {400}, closed},
        {"a bare line feed behind a field", getRequest(t, "X-A: b\nX-B: c\r\n"), {400}, closed},
        {"a bare line feed ends the header", "GET " + t.get + " HTTP/1.1\r\n" + hostLine(t) + "\n", {400}, closed},
        {"bare line feeds everywhere", "GET " + t.get + " HTTP/1.1\nHost: " + t.host + "\n\n", {400}, closed},
        {"a bare carriage return in a value", getRequest(t, "X-A: b\rc\r\n"), {400}, closed},
        {"a bare carriage return that hides a field", getRequest(t, "X-A: b\rContent-Length: 5\r\n"), {400}, closed},
        {"two carriage returns", getRequest(t, "X-A: b\r\r\n"), {400}, closed},
        {"NUL in a value", getRequest(t, QByteArray("X-A: b\0c\r\n", 10)), {400}, closed},
        {"NUL in a name", getRequest(t, QByteArray("X\0A: b\r\n", 8)), {400}, closed},
        {"a vertical tab in a value", getRequest(t, "X-A: b\x0b\r\n"), {400}, closed},
        {"DEL in a value", getRequest(t, "X-A: b\x7f\r\n"), {400}, closed},
        {"an empty value", getRequest(t, "X-A:\r\n"), {200}, open, 1},
        {"blanks around a value", getRequest(t, "X-A: \t b \t\r\n"), {200}, open, 1},
        {"bytes above ASCII in a value", getRequest(t, "X-A: \xc3\xa4\r\n"), {200}, open, 1},
        {"a name in capitals", getRequest(t, "X-LONG-NAME: b\r\n"), {200}, open, 1},
    };
}

Cases sizes(const Target& t)
{
    return {
        {"100 fields", getRequest(t, QByteArray("X-A: b\r\n").repeated(99)), {200}, open, 1, false, false, false, true},
        {"101 fields", getRequest(t, QByteArray("X-A: b\r\n").repeated(100)), {431}, closed},
        {"a field of 15 KiB", getRequest(t, "X-A: " + QByteArray(15 * 1024, 'b') + "\r\n"), {200}, open, 1},
        {"a field of 17 KiB", getRequest(t, "X-A: " + QByteArray(17 * 1024, 'b') + "\r\n"), {431}, closed},
        {"a field without an end", "GET " + t.get + " HTTP/1.1\r\nX-A: " + QByteArray(100'000, 'b'), {431}, closed},
        {"a name without an end", "GET " + t.get + " HTTP/1.1\r\n" + QByteArray(100'000, 'b'), {431}, closed},
        {"ten thousand fields", getRequest(t, QByteArray("X-A: b\r\n").repeated(10'000)), {431}, closed},
    };
}

Cases expectations(const Target& t)
{
    return {
        {"100-continue with the body behind it",
         postRequest(t, "Content-Length: 3\r\nExpect: 100-continue\r\n", "abc"),
         {200},
         open,
         1},
        {"100-Continue in other letters",
         postRequest(t, "Content-Length: 3\r\nExpect: 100-CONTINUE\r\n", "abc"),
         {200},
         open,
         1},
        {"100-continue without a body", getRequest(t, "Expect: 100-continue\r\n"), {200}, open, 1},
        {"another expectation", getRequest(t, "Expect: miracles\r\n"), {417}, closed},
        {"100-continue and another expectation", getRequest(t, "Expect: 100-continue\r\nExpect: b\r\n"), {417}, closed},
        {"100-continue before a body that is too large",
         postRequest(t, "Content-Length: 99999999\r\nExpect: 100-continue\r\n"),
         {413},
         closed},
    };
}

} // namespace

Cases fieldCases(const Target& target)
{
    return hosts(target) + syntax(target) + sizes(target) + expectations(target);
}

} // namespace http_conformance
