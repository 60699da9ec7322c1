// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/gzip.h"

#include <QCoreApplication>

#include <algorithm>
#include <zlib.h>

namespace signalbox {
namespace {

constexpr int gzipOnly = 16 + MAX_WBITS; // zlib: a gzip header is required

tl::unexpected<Error> broken()
{
    return fail(Error::Code::InvalidData, QCoreApplication::translate("Otlp", "The body is no valid gzip."));
}

// inflate's state needs its end on every way out.
struct Inflater
{
    Inflater()
        : ready(inflateInit2(&stream, gzipOnly) == Z_OK)
    {
    }
    ~Inflater() { inflateEnd(&stream); }
    Q_DISABLE_COPY_MOVE(Inflater)

    z_stream stream = {};
    bool ready;
};

} // namespace

Result<QByteArray> gunzip(const QByteArray& packed, qsizetype maxBytes)
{
    Inflater inflater;
    if (!inflater.ready)
        return broken();
    z_stream& stream = inflater.stream;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.constData())); // zlib does not write there
    stream.avail_in = static_cast<uInt>(packed.size());
    QByteArray out;
    out.resize(std::clamp<qsizetype>(packed.size() * 4, 4096, maxBytes));
    int code = Z_OK;
    qsizetype done = 0;
    while (code == Z_OK) {
        if (done == out.size()) {
            if (done >= maxBytes)
                return fail(Error::Code::Refused,
                            QCoreApplication::translate("Otlp", "The unpacked body is too large."));
            out.resize(std::min(out.size() * 2, maxBytes));
        }
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
        stream.avail_out = static_cast<uInt>(out.size() - done);
        code = inflate(&stream, Z_NO_FLUSH);
        done = out.size() - static_cast<qsizetype>(stream.avail_out);
    }
    if (code != Z_STREAM_END)
        return broken();
    out.truncate(done);
    return out;
}

} // namespace signalbox
