// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/store_writer.h"
#include "core/base/ids.h"
#include "core/store/store_reader.h"

#include <QTemporaryDir>

namespace signalbox::test {

constexpr qint64 ms = 1'000'000; // in the nanoseconds of the store

inline Span makeSpan(const QString& traceId, const QString& service, const QString& name, qint64 startNs)
{
    Span span;
    span.traceId = traceId;
    span.spanId = newSpanId();
    span.service = service;
    span.name = name;
    span.kind = SpanKind::Server;
    span.startNs = startNs;
    span.durationNs = 5 * ms;
    return span;
}

// One that says nothing but when it was.
inline Span anySpan(qint64 startNs = ms)
{
    return makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), startNs);
}

inline LogLine makeLine(const QString& service, const QByteArray& text, LogLevel level, qint64 timeNs)
{
    LogLine line;
    line.service = service;
    line.text = text;
    line.level = level;
    line.timeNs = timeNs;
    return line;
}

// A store in a folder of its own.
class StoreFolder
{
public:
    QString path() const { return m_folder.path(); }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }
    StoreReader reader() const { return StoreReader(path()); }

    std::unique_ptr<StoreWriter> openWriter(const StoreWriter::Settings& settings = {}) const
    {
        auto writer = StoreWriter::open(path(), settings);
        return writer ? std::move(*writer) : nullptr;
    }

    // What was added is in the store when the writer is gone.
    template<typename... Batches>
    void writeAll(Batches... batches) const
    {
        const auto writer = openWriter();
        (writer->add(std::move(batches)), ...);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace signalbox::test
