// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/format.h"

#include <array>
#include <chrono>
#include <cmath>

namespace signalbox {
namespace {

constexpr double microsecond = 1e3;
constexpr double millisecond = 1e6;
constexpr double second = 1e9;

// Three significant digits, no more than two decimals: 9.8, 46, 412, 1.45.
QString significant(double value, int decimalsBelowTen)
{
    return QString::number(value, 'f', value < 10 ? decimalsBelowTen : 0);
}

QString twoUnits(qint64 large, const char* largeUnit, qint64 small, const char* smallUnit)
{
    QString text = QStringLiteral("%1 %2").arg(large).arg(QLatin1String(largeUnit));
    if (small > 0)
        text += QStringLiteral(" %1 %2").arg(small).arg(QLatin1String(smallUnit));
    return text;
}

bool isBidiControl(char16_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

QChar visible(QChar c)
{
    const char16_t code = c.unicode();
    if (code == u'\t')
        return QLatin1Char(' ');
    if (code < 0x20)
        return QChar(char16_t(0x2400 + code)); // U+2400 ff: pictures of the control characters
    if (code == 0x7F)
        return QChar(char16_t(0x2421));
    if ((code >= 0x80 && code < 0xA0) || code == 0x2028 || code == 0x2029 || isBidiControl(code))
        return QChar(char16_t(0xFFFD));
    return c;
}

} // namespace

QString formatDuration(qint64 nanoseconds)
{
    const auto ns = static_cast<double>(nanoseconds);
    if (ns < 0)
        return QStringLiteral("–");
    if (nanoseconds == 0)
        return QStringLiteral("0 µs");
    if (ns < millisecond)
        return QStringLiteral("%1 µs").arg(significant(ns / microsecond, ns < microsecond ? 1 : 0));
    if (ns < 999.5 * millisecond)
        return QStringLiteral("%1 ms").arg(significant(ns / millisecond, 1));
    const auto seconds = nanoseconds / 1'000'000'000;
    if (seconds < 60)
        return QStringLiteral("%1 s").arg(QString::number(ns / second, 'f', ns < 9.995 * second ? 2 : 1));
    if (seconds < 3600)
        return twoUnits(seconds / 60, "m", seconds % 60, "s");
    if (seconds < 86'400)
        return twoUnits(seconds / 3600, "h", seconds % 3600 / 60, "m");
    return twoUnits(seconds / 86'400, "d", seconds % 86'400 / 3600, "h");
}

QString formatBytes(qint64 bytes)
{
    static constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const bool decimal = unit > 0 && value < 10 && std::fabs(value - std::round(value)) >= 0.05;
    return QStringLiteral("%1 %2").arg(QString::number(value, 'f', decimal ? 1 : 0), QLatin1String(units.at(unit)));
}

QString formatCount(qint64 count)
{
    if (count >= 1'000'000)
        return QStringLiteral("%1 M").arg(QString::number(static_cast<double>(count) / 1e6, 'f', 1));
    QString digits = QString::number(count);
    if (count >= 1000)
        digits.insert(digits.size() - 3, QChar(char16_t(0x202F))); // narrow no-break space
    return digits;
}

QString formatClock(qint64 unixNanoseconds)
{
    return QDateTime::fromMSecsSinceEpoch(unixNanoseconds / 1'000'000).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString formatIsoUtc(qint64 unixNanoseconds)
{
    return QDateTime::fromMSecsSinceEpoch(unixNanoseconds / 1'000'000, Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

qint64 nowNanoseconds()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

QString visibleText(const QByteArray& utf8, int maxLength)
{
    // Four bytes a character at most: a long line is cut before it is decoded.
    const QByteArray start = utf8.left(qsizetype(maxLength) * 4 + 4);
    return visibleText(QString::fromUtf8(start), maxLength);
}

QString visibleText(const QString& text, int maxLength)
{
    QString shown = text.left(maxLength);
    for (QChar& c : shown)
        c = visible(c);
    if (text.size() > maxLength)
        shown += QChar(char16_t(0x2026));
    return shown;
}

} // namespace signalbox
