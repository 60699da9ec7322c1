// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace http_conformance {

// What the cases are sent to. Both paths answer any method with less than an error of the connection.
struct Target
{
    QByteArray host = "localhost";
    QByteArray get = "/get";   // has GET alone
    QByteArray post = "/post"; // has POST alone, takes any body
};

enum class After { Open, Closed }; // of the connection, when all is answered
inline constexpr After open = After::Open;
inline constexpr After closed = After::Closed;

// One row of the table: the bytes of a client, and all that the server says to them.
struct Case
{
    const char* name;
    QByteArray bytes;
    QList<int> answers; // statuses in order, without 100
    After after = After::Open;
    int handled = 0;          // requests that reached a handler
    bool bodyless = false;    // the answers are to HEAD
    bool endsSending = false; // the client closes its half behind the bytes
    bool timesOut = false;    // the bytes are no whole request, so the server has to lose its patience
    bool edgeRefuses = false; // where an edge is narrower: it knows no service by that, or adds fields of its own
};

using Cases = QList<Case>;

Cases requestLineCases(const Target& target);
Cases fieldCases(const Target& target);
Cases lengthCases(const Target& target);
Cases chunkCases(const Target& target);
Cases connectionCases(const Target& target);
Cases allCases(const Target& target);

// A request without body, and one with, each with one Host; `more` are complete field lines.
QByteArray getRequest(const Target& target, const QByteArray& more = {});
QByteArray postRequest(const Target& target, const QByteArray& more, const QByteArray& body = {});
QByteArray hostLine(const Target& target);

} // namespace http_conformance
