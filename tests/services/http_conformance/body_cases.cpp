// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conformance_case.h"

namespace http_conformance {
namespace {

QByteArray chunked(const Target& t, const QByteArray& body)
{
    return postRequest(t, "Transfer-Encoding: chunked\r\n", body);
}

// A request that has to stay part of the body before it, or never be read at all.
QByteArray smuggled(const Target& t)
{
    return "GET " + t.get + "?smuggled HTTP/1.1\r\nHost: " + t.host + "\r\n\r\n";
}

Cases lengths(const Target& t)
{
    const auto length = [&](const QByteArray& value) {
        return postRequest(t, "Content-Length: " + value + "\r\n", "abc");
    };
    return {
        {"a body", length("3"), {200}, open, 1},
        {"a body of nothing", postRequest(t, "Content-Length: 0\r\n"), {200}, open, 1},
        {"a POST without a length has no body", postRequest(t, {}), {200}, open, 1},
        {"a GET with a body", getRequest(t, "Content-Length: 3\r\n") + "abc", {200}, open, 1},
        {"a length with leading zeros", length("0003"), {200}, open, 1},
        {"a negative length", length("-3"), {400}, closed},
        {"a length with a plus", length("+3"), {400}, closed},
        {"a length in hexadecimal", length("0x3"), {400}, closed},
        {"a length with a fraction", length("3.0"), {400}, closed},
        {"a length with a blank in it", length("3 3"), {400}, closed},
        {"an empty length", length(""), {400}, closed},
        {"a length that is a word", length("three"), {400}, closed},
        {"a list of one length twice", length("3, 3"), {400}, closed},
        {"a list of two lengths", length("3, 4"), {400}, closed},
        {"the same length in two fields",
         postRequest(t, "Content-Length: 3\r\nContent-Length: 3\r\n", "abc"),
         {400},
         closed},
        {"two lengths", postRequest(t, "Content-Length: 3\r\nContent-Length: 0\r\n", "abc"), {400}, closed},
        {"two lengths around a request",
         postRequest(t, "Content-Length: 0\r\nContent-Length: 99\r\n", smuggled(t)),
         {400},
         closed},
        {"a request within a body",
         postRequest(t, "Content-Length: " + QByteArray::number(smuggled(t).size()) + "\r\n", smuggled(t)),
         {200},
         open,
         1},
        {"a length that overflows 64 bits", length("18446744073709551619"), {413}, closed},
        {"a length of many digits", length(QByteArray(200, '9')), {413}, closed},
        {"a length above what is taken", length("1048577"), {413}, closed},
        {"a body of 1 MiB", postRequest(t, "Content-Length: 1048576\r\n", QByteArray(1'048'576, 'x')), {200}, open, 1},
        {"the end of the connection within a body",
         postRequest(t, "Content-Length: 10\r\n", "abc"),
         {400},
         closed,
         0,
         false,
         true},
    };
}

Cases codings(const Target& t)
{
    const auto coding = [&](const QByteArray& value) {
        return postRequest(t, "Transfer-Encoding: " + value + "\r\n", "0\r\n\r\n");
    };
    const QByteArray both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
    const QByteArray end = "0\r\n\r\n";
    return {
        {"chunked", coding("chunked"), {200}, open, 1},
        {"chunked in other letters", coding("Chunked"), {200}, open, 1},
        {"chunked in HTTP/1.0",
         "POST " + t.post + " HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + end,
         {400},
         closed},
        {"a length and chunked", postRequest(t, both, end), {400}, closed},
        {"chunked and a length",
         postRequest(t, "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", end),
         {400},
         closed},
        {"a length that hides a request behind chunks", postRequest(t, both, end + smuggled(t)), {400}, closed},
        {"chunks that hide a request behind a length",
         postRequest(t, "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", end + "G" + smuggled(t)),
         {400},
         closed},
        {"gzip, chunked", coding("gzip, chunked"), {501}, closed},
        {"gzip", coding("gzip"), {501}, closed},
        {"identity", coding("identity"), {501}, closed},
        {"chunked, gzip", coding("chunked, gzip"), {400}, closed},
        {"chunked, chunked", coding("chunked, chunked"), {400}, closed},
        {"chunked in two fields",
         postRequest(t, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", end),
         {400},
         closed},
        {"chunked and another coding in two fields",
         postRequest(t, "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", end),
         {400},
         closed},
        {"a coding that only looks like chunked", coding("xchunked"), {501}, closed},
        {"chunked in quotes", coding("\"chunked\""), {501}, closed},
        {"chunked with a parameter", coding("chunked;q=1"), {501}, closed},
        {"chunked behind a vertical tab",
         coding("\x0b"
                "chunked"),
         {400},
         closed},
        {"no coding", coding(""), {400}, closed},
        {"a space before the colon of a coding", postRequest(t, "Transfer-Encoding : chunked\r\n", end), {400}, closed},
        {"a coding in a folded line", postRequest(t, "Transfer-Encoding:\r\n chunked\r\n", end), {400}, closed},
    };
}

Cases chunks(const Target& t)
{
    const QByteArray last = "0\r\n\r\n";
    return {
        {"two chunks", chunked(t, "3\r\nabc\r\nA\r\n0123456789\r\n" + last), {200}, open, 1},
        {"a size in small letters and with zeros", chunked(t, "00a\r\n0123456789\r\n" + last), {200}, open, 1},
        {"an extension", chunked(t, "3;a=b\r\nabc\r\n" + last), {200}, open, 1},
        {"an extension in quotes", chunked(t, "3;a=\"b;\\\"c\"\r\nabc\r\n" + last), {200}, open, 1},
        {"an extension without a value", chunked(t, "3;a\r\nabc\r\n" + last), {200}, open, 1},
        {"an extension that does not end its quotes", chunked(t, "3;a=\"b\r\nabc\r\n" + last), {400}, closed},
        {"an extension without a name", chunked(t, "3;\r\nabc\r\n" + last), {400}, closed},
        {"a bare line feed in an extension", chunked(t, "3;a\nb\r\nabc\r\n" + last), {400}, closed},
        {"a bare line feed in the quotes of an extension", chunked(t, "3;a=\"\n\"\r\nabc\r\n" + last), {400}, closed},
        {"a bare carriage return in an extension", chunked(t, "3;a\rb\r\nabc\r\n" + last), {400}, closed},
        {"extensions of 20 KiB",
         chunked(t, ("1;a=" + QByteArray(2'000, 'b') + "\r\nx\r\n").repeated(10) + last),
         {400},
         closed},
        {"a blank behind a size", chunked(t, "3 \r\nabc\r\n" + last), {400}, closed},
        {"a blank before a size", chunked(t, " 3\r\nabc\r\n" + last), {400}, closed},
        {"a size with 0x", chunked(t, "0x3\r\nabc\r\n" + last), {400}, closed},
        {"a negative size", chunked(t, "-3\r\nabc\r\n" + last), {400}, closed},
        {"a size with a plus", chunked(t, "+3\r\nabc\r\n" + last), {400}, closed},
        {"a size that is a word", chunked(t, "xyz\r\nabc\r\n" + last), {400}, closed},
        {"no size", chunked(t, "\r\nabc\r\n" + last), {400}, closed},
        {"a size with an underscore", chunked(t, "1_0\r\n0123456789abcdef\r\n" + last), {400}, closed},
        {"a size that overflows 64 bits", chunked(t, "10000000000000003\r\nabc\r\n" + last), {413}, closed},
        {"a size above what is taken", chunked(t, "100001\r\n"), {413}, closed},
        {"chunks that are too large together",
         chunked(t, ("80000\r\n" + QByteArray(0x80000, 'x') + "\r\n").repeated(2) + "1\r\nx\r\n" + last),
         {413},
         closed},
        {"a bare line feed behind a size", chunked(t, "3\nabc\r\n" + last), {400}, closed},
        {"a bare line feed behind the data", chunked(t, "3\r\nabc\n" + last), {400}, closed},
        {"a chunk that is longer than it says", chunked(t, "3\r\nabcd\r\n" + last), {400}, closed},
        {"a chunk that is shorter than it says", chunked(t, "4\r\nabc\r\n" + last), {400}, closed},
        {"a request within a chunk",
         chunked(t, QByteArray::number(smuggled(t).size(), 16) + "\r\n" + smuggled(t) + "\r\n" + last),
         {200},
         open,
         1},
        {"the end of the connection within a chunk", chunked(t, "5\r\nabc"), {400}, closed, 0, false, true},
        {"the end of the connection before the last chunk", chunked(t, "3\r\nabc\r\n"), {400}, closed, 0, false, true},
    };
}

Cases trailers(const Target& t)
{
    const QByteArray body = "3\r\nabc\r\n0\r\n";
    return {
        {"a trailer", chunked(t, body + "X-A: b\r\n\r\n"), {200}, open, 1},
        {"a trailer that would close the connection is no field",
         chunked(t, body + "Connection: close\r\n\r\n"),
         {200},
         open,
         1},
        {"a trailer with a length is no field", chunked(t, body + "Content-Length: 50\r\n\r\n"), {200}, open, 1},
        {"a folded trailer", chunked(t, body + "X-A: b\r\n c\r\n\r\n"), {400}, closed},
        {"a trailer without a colon", chunked(t, body + "X-A\r\n\r\n"), {400}, closed},
        {"a trailer with a space before its colon", chunked(t, body + "X-A : b\r\n\r\n"), {400}, closed},
        {"a trailer with a bare line feed", chunked(t, body + "X-A: b\n\r\n"), {400}, closed},
        {"a trailer of 20 KiB",
         chunked(t, body + ("X-A: " + QByteArray(2'000, 'b') + "\r\n").repeated(10) + "\r\n"),
         {431},
         closed},
    };
}

} // namespace

Cases lengthCases(const Target& target)
{
    return lengths(target) + codings(target);
}

Cases chunkCases(const Target& target)
{
    return chunks(target) + trailers(target);
}

} // namespace http_conformance
