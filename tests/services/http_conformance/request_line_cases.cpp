// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conformance_case.h"

namespace http_conformance {
namespace {

Cases startLines(const Target& t)
{
    const QByteArray end = "\r\n" + hostLine(t) + "\r\n";
    const QByteArray get = "GET " + t.get;
    return {
        {"a plain GET", get + " HTTP/1.1" + end, {200}, open, 1},
        {"an empty line before the request line",
         "\r\n" + get + " HTTP/1.1" + end,
         {200},
         open,
         1,
         false,
         false,
         false,
         true},
        {"two empty lines before the request line", "\r\n\r\n" + get + " HTTP/1.1" + end, {400}, closed},
        {"two spaces before the target", "GET  " + t.get + " HTTP/1.1" + end, {400}, closed},
        {"two spaces before the version", get + "  HTTP/1.1" + end, {400}, closed},
        {"a tab instead of a space", "GET\t" + t.get + " HTTP/1.1" + end, {400}, closed},
        {"a space before the method", " " + get + " HTTP/1.1" + end, {400}, closed},
        {"a space behind the version", get + " HTTP/1.1 " + end, {400}, closed},
        {"no version", get + end, {400}, closed},
        {"a method alone", "GET" + end, {400}, closed},
        {"no target", "GET HTTP/1.1" + end, {400}, closed},
        {"words that are no request", "hello there\r\n\r\n", {400}, closed},
        {"bytes of a TLS client",
         QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
         {400},
         closed},
        {"a bare line feed ends the request line", get + " HTTP/1.1\n" + hostLine(t) + "\r\n", {400}, closed},
        {"a bare carriage return ends the request line", get + " HTTP/1.1\r" + hostLine(t) + "\r\n", {400}, closed},
        {"NUL in the request line", get + QByteArray("\0", 1) + " HTTP/1.1" + end, {400}, closed},
    };
}

Cases versions(const Target& t)
{
    const QByteArray get = "GET " + t.get + " ";
    const QByteArray end = "\r\n" + hostLine(t) + "\r\n";
    return {
        {"HTTP/1.0", get + "HTTP/1.0" + end, {200}, closed, 1},
        {"HTTP/1.2", get + "HTTP/1.2" + end, {505}, closed},
        {"HTTP/2.0", get + "HTTP/2.0" + end, {505}, closed},
        {"HTTP/0.9", get + "HTTP/0.9" + end, {505}, closed},
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}, closed},
        {"a version in lower case", get + "http/1.1" + end, {400}, closed},
        {"a version without its minor number", get + "HTTP/1" + end, {400}, closed},
        {"a version with two digits", get + "HTTP/1.10" + end, {400}, closed},
        {"a misspelt version", get + "HTP/1.1" + end, {400}, closed},
        {"a version with a comma", get + "HTTP/1,1" + end, {400}, closed},
    };
}

Cases methods(const Target& t)
{
    const QByteArray end = " HTTP/1.1\r\n" + hostLine(t) + "\r\n";
    return {
        {"HEAD", "HEAD " + t.get + end, {200}, open, 1, true},
        {"OPTIONS of a path", "OPTIONS " + t.get + end, {204}},
        {"OPTIONS of the server", "OPTIONS *" + end, {204}},
        {"a method that the path does not have", "DELETE " + t.get + end, {405}},
        {"a method in lower case", "get " + t.get + end, {501}, closed},
        {"an invented method", "BREW " + t.get + end, {501}, closed},
        {"TRACE, which no path has", "TRACE " + t.get + end, {405}},
        {"CONNECT", "CONNECT " + t.host + ":80" + end, {501}, closed},
        {"a method with a bracket", "GE(T " + t.get + end, {400}, closed},
        {"a very long method", QByteArray(9'000, 'A') + " " + t.get + end, {501}, closed},
    };
}

Cases targets(const Target& t)
{
    const QByteArray end = " HTTP/1.1\r\n" + hostLine(t) + "\r\n";
    return {
        {"an absolute target", "GET http://" + t.host + t.get + end, {200}, open, 1},
        {"an absolute target with its scheme in capitals", "GET HTTP://" + t.host + t.get + end, {200}, open, 1},
        {"an absolute target with a user", "GET http://me@" + t.host + t.get + end, {400}},
        {"an absolute target without a host", "GET http://" + t.get + end, {400}},
        {"a query", "GET " + t.get + "?a=b&c=%20" + end, {200}, open, 1},
        {"an asterisk with GET", "GET *" + end, {400}, closed},
        {"a target without a slash", "GET get" + end, {400}},
        {"a fragment", "GET " + t.get + "#part" + end, {400}},
        {"a backslash", "GET " + t.get + "\\x" + end, {400}, closed},
        {"a curly bracket", "GET " + t.get + "?{}" + end, {400}, closed},
        {"a byte above ASCII", "GET " + t.get + "?\xc3\xa4" + end, {400}, closed},
        {"a control character", "GET " + t.get + "?\x01" + end, {400}, closed},
        {"a broken escape", "GET " + t.get + "/%zz" + end, {400}},
        {"half an escape at the end", "GET " + t.get + "/%4" + end, {400}},
        {"an escaped NUL", "GET " + t.get + "/%00" + end, {400}},
        {"dot segments stay what they are", "GET /no/.." + t.get + end, {404}},
        {"escaped dot segments too", "GET /no/%2e%2e" + t.get + end, {404}},
        {"an escaped slash makes no segment", "GET /%2f" + t.get + end, {404}},
        {"a target of 8000 bytes", "GET " + t.get + "?" + QByteArray(7'999 - t.get.size(), 'a') + end, {200}, open, 1},
        {"a target of 8001 bytes", "GET " + t.get + "?" + QByteArray(8'000 - t.get.size(), 'a') + end, {414}, closed},
        {"a target without an end", "GET /" + QByteArray(20'000, 'a'), {414}, closed},
    };
}

} // namespace

Cases requestLineCases(const Target& target)
{
    return startLines(target) + versions(target) + methods(target) + targets(target);
}

} // namespace http_conformance
