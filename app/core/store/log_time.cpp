// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_time.h"

#include <QByteArray>

#include <chrono>

namespace signalbox {
namespace {

constexpr qint64 secondNs = 1'000'000'000;

// Reads digits and fixed characters from left to right; once something does not fit, nothing does.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    bool ok() const { return m_ok; }
    qsizetype at() const { return m_at; }
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    void expect(char c) { m_ok = take(c) && m_ok; }
    bool takeWord(QByteArrayView word)
    {
        if (!m_text.sliced(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }
    int digits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i, ++m_at) {
            const char c = peek();
            if (c < '0' || c > '9') {
                m_ok = false;
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
    qint64 fractionNs()
    {
        qint64 value = 0;
        int places = 0;
        for (; peek() >= '0' && peek() <= '9'; ++m_at) {
            if (places < 9) {
                value = value * 10 + (peek() - '0');
                ++places;
            }
        }
        for (; places < 9; ++places)
            value *= 10;
        return value;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_ok = true;
};

qint64 readDay(Reader& reader)
{
    const int year = reader.digits(4);
    reader.expect('-');
    const int month = reader.digits(2);
    reader.expect('-');
    const int day = reader.digits(2);
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!reader.ok() || !date.ok() || year < 1970)
        return -1;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

// Seconds east of UTC, after an optional space; false when the text says no zone that we can know.
bool readZone(Reader& reader, qint64& offset)
{
    if (reader.take('Z') || reader.takeWord(" UTC") || reader.takeWord(" GMT"))
        return true;
    reader.take(' ');
    const bool west = reader.peek() == '-';
    if (!reader.take('+') && !reader.take('-'))
        return false;
    const int hours = reader.digits(2);
    int minutes = 0;
    if (reader.take(':') || (reader.peek() >= '0' && reader.peek() <= '9'))
        minutes = reader.digits(2);
    offset = (west ? -1 : 1) * (hours * 3600LL + minutes * 60LL);
    return reader.ok();
}

} // namespace

ParsedTime parseTime(QByteArrayView text)
{
    Reader reader(text);
    const qint64 day = readDay(reader);
    if (day < 0 || !(reader.take('T') || reader.take(' ')))
        return {};
    const int hour = reader.digits(2);
    reader.expect(':');
    const int minute = reader.digits(2);
    reader.expect(':');
    const int second = reader.digits(2);
    if (!reader.ok())
        return {};
    const qint64 fraction = reader.take('.') || reader.take(',') ? reader.fractionNs() : 0;
    qint64 offset = 0;
    if (!readZone(reader, offset))
        return {};
    const qint64 seconds = day * 86400 + hour * 3600LL + minute * 60LL + second - offset;
    return {seconds * secondNs + fraction, reader.at()};
}

qint64 parseEpoch(QByteArrayView number)
{
    bool ok = false;
    const double value = number.toByteArray().toDouble(&ok);
    if (!ok || value < 1e8 || value > 9e18)
        return 0;
    if (value < 1e11) // seconds until the year 5138
        return static_cast<qint64>(value * 1e6) * 1000;
    if (value < 1e14)
        return static_cast<qint64>(value * 1e3) * 1000;
    if (value < 1e17)
        return static_cast<qint64>(value) * 1000;
    return number.toByteArray().toLongLong();
}

} // namespace signalbox
