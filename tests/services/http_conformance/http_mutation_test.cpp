// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/chunked_body.h"
#include "platform/http/request_head.h"
#include "services/http_conformance/conformance_case.h"

#include "support/qt_test_main.h"

#include <QRandomGenerator>

using namespace http_conformance;
using platform::ChunkedBody;
using platform::HeadScanner;

namespace {

constexpr quint32 seed = 20'260'401; // the same inputs each time, so that a failure can be looked at
constexpr int rounds = 100;          // for each case

QByteArray mutated(QByteArray bytes, QRandomGenerator& random)
{
    static const QByteArray pieces[] = {"\r",
                                        "\n",
                                        "\r\n",
                                        " ",
                                        "\t",
                                        ":",
                                        ";",
                                        "\"",
                                        ",",
                                        "0",
                                        "-",
                                        "\r\n\r\n",
                                        "\\",
                                        "%",
                                        QByteArray("\0", 1),
                                        "\xff",
                                        "chunked",
                                        "Content-Length: 3\r\n"};
    for (int i = random.bounded(1, 4); i > 0 && !bytes.isEmpty(); --i) {
        const auto at = static_cast<qsizetype>(random.bounded(static_cast<quint32>(bytes.size())));
        const QByteArray& piece = pieces[random.bounded(static_cast<quint32>(std::size(pieces)))];
        switch (random.bounded(3)) {
        case 0: bytes.insert(at, piece); break;
        case 1: bytes.remove(at, random.bounded(1, 5)); break;
        default: bytes.replace(at, 1, piece);
        }
    }
    return bytes;
}

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

struct Scan
{
    HeadScanner::State state = HeadScanner::State::Incomplete;
    std::size_t size = 0;
};

Scan scan(std::string_view bytes, std::size_t step)
{
    HeadScanner scanner;
    Scan result;
    for (std::size_t end = 0; result.state == HeadScanner::State::Incomplete && end < bytes.size();) {
        end = std::min(bytes.size(), end + step);
        result.state = scanner.scan(bytes.substr(0, end));
    }
    result.size = scanner.size();
    return result;
}

struct Decoded
{
    ChunkedBody::State state = ChunkedBody::State::NeedsMore;
    std::string body;
    int status = 0; // of the refusal
    std::size_t left = 0;
};

Decoded decode(std::string_view bytes, std::size_t step)
{
    ChunkedBody chunks(100'000, 2'000);
    std::string waiting;
    Decoded result;
    std::size_t end = 0;
    while (result.state == ChunkedBody::State::NeedsMore && end < bytes.size()) {
        waiting += bytes.substr(end, step);
        end = std::min(bytes.size(), end + step);
        std::string_view rest = waiting;
        result.state = chunks.take(rest);
        waiting = std::string(rest);
    }
    result.body = chunks.body();
    result.status = chunks.refusal().status;
    if (result.state == ChunkedBody::State::Complete)
        result.left = waiting.size() + bytes.size() - end;
    return result;
}

} // namespace

// The bytes of the conformance cases, damaged at random. Whatever comes, reading ends without harm, and where the
// network cuts the bytes makes no difference to what is understood.
class HttpMutationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void the_end_of_a_header_does_not_depend_on_where_the_bytes_are_cut()
    {
        eachMutation([](const QByteArray& bytes) {
            const Scan whole = scan(view(bytes), std::max<std::size_t>(1, view(bytes).size()));
            for (const std::size_t step : {1U, 2U, 7U}) {
                const Scan cut = scan(view(bytes), step);
                if (cut.state != whole.state || cut.size != whole.size)
                    return false;
            }
            return true;
        });
    }

    // Whoever reads the header again, as a proxy does, finds the same request: nothing in a field is a line of its own.
    void what_is_understood_of_a_header_is_plain()
    {
        eachMutation([](const QByteArray& bytes) {
            const Scan found = scan(view(bytes), std::max<std::size_t>(1, view(bytes).size()));
            if (found.state != HeadScanner::State::Complete)
                return true;
            const auto head = platform::parseRequestHead(view(bytes).substr(0, found.size), {});
            if (!head)
                return head.error().status >= 400;
            for (const auto& [name, value] : head->fields) {
                if (name.empty() || (name + value).find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
                    return false;
            }
            return !(head->chunked && head->contentLength > 0) &&
                   head->target.find_first_of(std::string_view(" \r\n\0", 4)) == std::string::npos;
        });
    }

    void what_chunks_hold_does_not_depend_on_where_the_bytes_are_cut()
    {
        eachMutation([](const QByteArray& bytes) {
            const auto start = bytes.indexOf("\r\n\r\n");
            const QByteArray body = start < 0 ? bytes : bytes.mid(start + 4);
            const Decoded whole = decode(view(body), std::max<std::size_t>(1, view(body).size()));
            for (const std::size_t step : {1U, 3U}) {
                const Decoded cut = decode(view(body), step);
                if (cut.state != whole.state || cut.body != whole.body || cut.status != whole.status ||
                    cut.left != whole.left)
                    return false;
            }
            return true;
        });
    }

private:
    template<typename Holds>
    void eachMutation(Holds holds)
    {
        QRandomGenerator random(seed);
        constexpr qsizetype longest = 600; // the long ones are about limits
        const Cases cases = allCases({});
        for (const Case& row : cases) {
            for (int i = 0; i < rounds && row.bytes.size() <= longest; ++i) {
                const QByteArray bytes = i == 0 ? row.bytes : mutated(row.bytes, random);
                QVERIFY2(holds(bytes), (QByteArray(row.name) + ": " + bytes.toPercentEncoding(" :/")).constData());
            }
        }
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpMutationTest>(argc, argv);
}

#include "http_mutation_test.moc"
