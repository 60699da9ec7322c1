// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

// Sends spans by OTLP/HTTP, encoded before the clock starts; only ids and times are written anew for each request. Two
// spans a trace, every trace id random. With "walk" it sends nothing and reads the same bytes field by field: the
// floor, what no receiver can do without.
//
//   send_spans walk SECONDS              prints spans/s
//   send_spans PORT KEY SPANS RATE       prints spans sent, seconds, spans/s; RATE 0 = as fast as it is taken
namespace {

using Clock = std::chrono::steady_clock;

constexpr int spansOfRequest = 512;

void putVarint(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<char>((value & 0x7f) | 0x80));
    out.push_back(static_cast<char>(value));
}

void putBytes(std::string& out, unsigned field, std::string_view bytes)
{
    putVarint(out, field << 3 | 2);
    putVarint(out, bytes.size());
    out.append(bytes);
}

void putFixed(std::string& out, unsigned field, std::uint64_t value)
{
    putVarint(out, field << 3 | 1);
    out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

std::string attribute(std::string_view key, std::string_view value)
{
    std::string any;
    putBytes(any, 1, value);
    std::string pair;
    putBytes(pair, 1, key);
    putBytes(pair, 2, any);
    return pair;
}

std::string number(std::string_view key, std::uint64_t value)
{
    std::string any;
    putVarint(any, 3 << 3);
    putVarint(any, value);
    std::string pair;
    putBytes(pair, 1, key);
    putBytes(pair, 2, any);
    return pair;
}

// Like the server and database spans of the reference services. The ids are marks that are found again below.
std::string makeSpan(bool root, int nth)
{
    std::string span;
    putBytes(span, 1, std::string(16, '\x11'));
    putBytes(span, 2, std::string(8, '\x22'));
    if (!root)
        putBytes(span, 4, std::string(8, '\x33'));
    putBytes(span, 5, root ? "POST /api/v1/things" : "INSERT things");
    putVarint(span, 6 << 3);
    putVarint(span, root ? 2 : 3);
    putFixed(span, 7, 0x4444444444444444);
    putFixed(span, 8, 0x5555555555555555);
    if (root) {
        putBytes(span, 9, attribute("http.request.method", "POST"));
        putBytes(span, 9, attribute("http.route", "/api/v1/things"));
        putBytes(span, 9, attribute("url.path", "/api/v1/things/" + std::to_string(nth * 7919)));
        putBytes(span, 9, attribute("url.scheme", "http"));
        putBytes(span, 9, attribute("server.address", "127.0.0.1"));
        putBytes(span, 9, attribute("user_agent.original", "bench/1.0 (of no particular browser)"));
        putBytes(span, 9, number("http.response.status_code", 201));
    } else {
        putBytes(span, 9, attribute("db.system.name", "postgresql"));
        putBytes(span, 9, attribute("db.namespace", "things"));
        putBytes(span, 9, attribute("db.operation.name", "INSERT"));
        putBytes(span, 9, attribute("db.query.summary", "INSERT things"));
        putBytes(span, 9, number("db.response.returned_rows", 1));
    }
    return span;
}

struct Request
{
    std::string bytes;
    std::vector<size_t> traces; // where each trace id stands
    std::vector<size_t> spans;
    std::vector<size_t> parents;
    std::vector<size_t> times; // start, end, start …

    void find()
    {
        for (size_t at = 0; at + 16 <= bytes.size(); ++at) {
            const std::string_view here(bytes.data() + at, bytes.size() - at);
            if (here.starts_with(std::string(16, '\x11')))
                traces.push_back(at), at += 15;
            else if (here.starts_with(std::string(8, '\x22')))
                spans.push_back(at), at += 7;
            else if (here.starts_with(std::string(8, '\x33')))
                parents.push_back(at), at += 7;
            else if (here.starts_with(std::string(8, '\x44')) || here.starts_with(std::string(8, '\x55')))
                times.push_back(at), at += 7;
        }
    }

    void renew(std::mt19937_64& random)
    {
        const auto put = [this](size_t at, std::uint64_t value) {
            std::memcpy(bytes.data() + at, &value, sizeof(value));
        };
        const auto now = static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count());
        for (size_t i = 0; i < traces.size(); i += 2) {
            const std::array<std::uint64_t, 4> ids{random(), random(), random(), random()};
            for (size_t span = i; span < i + 2; ++span) {
                put(traces[span], ids[0]);
                put(traces[span] + 8, ids[1]);
                put(spans[span], ids[2 + span - i]);
                put(times[2 * span], now + span);
                put(times[2 * span + 1], now + span + 1'000'000);
            }
            put(parents[i / 2], ids[2]);
        }
    }
};

Request makeRequest()
{
    std::string scope;
    for (int i = 0; i < spansOfRequest; ++i)
        putBytes(scope, 2, makeSpan(i % 2 == 0, i));
    std::string resource;
    putBytes(resource, 1, attribute("service.name", "bench"));
    std::string resourceSpans;
    putBytes(resourceSpans, 1, resource);
    putBytes(resourceSpans, 2, scope);
    Request request;
    putBytes(request.bytes, 1, resourceSpans);
    request.find();
    return request;
}

volatile std::uint64_t lastNumber = 0; // what is read counts as used

// Every field of every message that has fields, down to the values. Answers with the number of spans.
int walk(std::string_view message, int depth)
{
    int spans = 0;
    for (size_t at = 0; at < message.size();) {
        const auto varint = [&] {
            std::uint64_t value = 0;
            for (int shift = 0; at < message.size(); shift += 7) {
                const auto byte = static_cast<unsigned char>(message[at++]);
                value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
                if (byte < 0x80)
                    break;
            }
            return value;
        };
        const std::uint64_t tag = varint();
        if ((tag & 7) == 0) {
            lastNumber = varint();
        } else if ((tag & 7) == 1) {
            at += 8;
        } else {
            const size_t length = varint();
            const std::string_view inner = message.substr(at, length);
            at += length;
            spans += depth == 2 && tag >> 3 == 2 ? 1 : 0;
            const bool isMessage = depth < 3 || (depth == 3 && tag >> 3 == 9) || (depth == 4 && tag >> 3 == 2);
            if (isMessage && !(depth == 1 && tag >> 3 == 1))
                spans += walk(inner, depth + 1);
        }
    }
    return spans;
}

int walkFor(double seconds)
{
    const Request request = makeRequest();
    const auto begin = Clock::now();
    long spans = 0;
    double taken = 0;
    while (taken < seconds) {
        for (int i = 0; i < 100; ++i)
            spans += walk(request.bytes, 0);
        taken = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    std::printf("%.0f\n", static_cast<double>(spans) / taken);
    return 0;
}

int connectTo(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    return socket;
}

bool sendAll(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
}

// 200, or the status of the answer; the answers are small and come in one piece.
int answerOf(int socket)
{
    std::array<char, 4096> answer{};
    const ssize_t got = ::recv(socket, answer.data(), answer.size(), 0);
    return got < 12 ? 0 : std::atoi(answer.data() + 9);
}

int sendSpans(int port, const std::string& key, long spans, double rate)
{
    Request request = makeRequest();
    const std::string head = "POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-protobuf\r\n"
                             "x-signalbox-key: " +
                             key + "\r\nContent-Length: " + std::to_string(request.bytes.size()) + "\r\n\r\n";
    std::mt19937_64 random(std::random_device{}());
    int socket = connectTo(port);
    const auto begin = Clock::now();
    long sent = 0;
    while (sent < spans) {
        request.renew(random);
        const bool taken = sendAll(socket, head) && sendAll(socket, request.bytes);
        const int status = answerOf(socket);
        if (!taken || status != 200) { // asked to come again, before the body was read
            ::close(socket);
            if (status != 429 && status != 503 && status != 0)
                return 1;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            socket = connectTo(port);
            continue;
        }
        sent += spansOfRequest;
        if (rate > 0)
            std::this_thread::sleep_until(begin + std::chrono::duration<double>(static_cast<double>(sent) / rate));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf("%ld %.3f %.0f\n", sent, seconds, static_cast<double>(sent) / seconds);
    ::close(socket);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    const std::vector<std::string> words(argv, argv + argc);
    if (words.size() == 3 && words[1] == "walk")
        return walkFor(std::stod(words[2]));
    if (words.size() == 5)
        return sendSpans(std::stoi(words[1]), words[2], std::stol(words[3]), std::stod(words[4]));
    std::fprintf(stderr, "usage: send_spans walk SECONDS | send_spans PORT KEY SPANS RATE\n");
    return 2;
}
