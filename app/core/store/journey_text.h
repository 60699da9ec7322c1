// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

// The words of a journey, in one place for the translators.
namespace signalbox::journeytext {

QString http(const Span& span); // "POST /path → 201"
QString committed(const QString& type);
QString inOutbox(const MessageRow* row);
QString givenUp(int attempts, const QString& error);
QString published(const QString& destination, const QString& type);
QString inQueue(const QString& queue);
QString backInQueue(const QString& queue);
QString attempt(int number, const QString& queue, const Span& span);
QString deadLetters(const QString& service, const QString& error);
QString inInbox();

QString spanEvidence(const QString& spanId);
QString rowEvidence(const MessageRow& row);
QString betweenEvidence();

QString whereDead(const QString& service, int attempts, const QString& error);
QString whereOutbox(const QString& service, qint64 sinceNs, const QString& error);
QString whereQueue(const QString& queue, qint64 sinceNs);
QString whereRetrying(const QString& service, int attempt, const QString& error);
QString whereHandled(const QString& service, qint64 afterNs, bool afterRequest);
QString whereAllHandled(qsizetype events, const QString& service, qint64 afterNs);
QString whereUnheard(const QString& type);
QString whereAnswered(const QString& what, const QString& service, qint64 afterNs);
QString whereNothing();

} // namespace signalbox::journeytext
