// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace signalbox {
namespace {

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    auto* generator = QRandomGenerator::system(); // cryptographic, from the kernel
    for (char& byte : bytes)
        byte = static_cast<char>(generator->bounded(256));
    return bytes;
}

QString randomHex(int bytes)
{
    for (;;) {
        const QByteArray random = randomBytes(bytes);
        if (std::any_of(random.begin(), random.end(), [](char byte) { return byte != 0; }))
            return QString::fromLatin1(random.toHex());
    }
}

bool isLowerHex(QChar c)
{
    return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
}

} // namespace

QString newTraceId()
{
    return randomHex(16);
}

QString newSpanId()
{
    return randomHex(8);
}

QString traceparent(const QString& traceId, const QString& spanId)
{
    return QStringLiteral("00-%1-%2-03").arg(traceId, spanId);
}

QString newUuidV7()
{
    // RFC 9562 5.7: 48 bits of Unix milliseconds, version, 12 random bits, variant, 62 random bits.
    QByteArray bytes = randomBytes(16);
    const auto milliseconds = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch());
    for (int i = 0; i < 6; ++i)
        bytes[i] = static_cast<char>((milliseconds >> (40 - 8 * i)) & 0xff);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    const QString hex = QString::fromLatin1(bytes.toHex());
    return QStringList{hex.mid(0, 8), hex.mid(8, 4), hex.mid(12, 4), hex.mid(16, 4), hex.mid(20, 12)}.join(
        QLatin1Char('-'));
}

QString newSecret()
{
    return QString::fromLatin1(
        randomBytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

bool isTraceId(const QString& text)
{
    return text.size() == 32 && std::all_of(text.begin(), text.end(), isLowerHex) &&
           std::any_of(text.begin(), text.end(), [](QChar c) { return c != QLatin1Char('0'); });
}

} // namespace signalbox
