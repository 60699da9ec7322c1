// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/otlp_post.h"

#include <curl/curl.h>

#include <algorithm>
#include <stdexcept>

namespace platform {
namespace {

std::size_t ignoreAnswer(char*, std::size_t size, std::size_t count, void*)
{
    return size * count;
}

// curl has to be made ready before there are several threads that use it.
void initCurl()
{
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (done != CURLE_OK)
        throw std::runtime_error("curl cannot be used.");
}

} // namespace

struct OtlpPost::Private
{
    explicit Private(std::string_view text)
    {
        initCurl();
        curl = curl_easy_init();
        append("Content-Type: application/x-protobuf");
        append("Expect:"); // it would wait for a "100 Continue" that is not worth it
        while (!text.empty()) {
            const auto comma = std::min(text.find(','), text.size());
            const auto field = text.substr(0, comma);
            if (const auto equals = field.find('='); equals != std::string_view::npos)
                append(std::string(field.substr(0, equals)) + ": " + std::string(field.substr(equals + 1)));
            text.remove_prefix(std::min(comma + 1, text.size()));
        }
    }
    ~Private()
    {
        curl_slist_free_all(fields);
        curl_easy_cleanup(curl);
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    void append(const std::string& field) { fields = curl_slist_append(fields, field.c_str()); }

    CURL* curl = nullptr;
    curl_slist* fields = nullptr;
};

OtlpPost::OtlpPost(const std::string& url, std::string_view headers)
    : d(std::make_unique<Private>(headers))
{
    curl_easy_setopt(d->curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(d->curl, CURLOPT_HTTPHEADER, d->fields);
    curl_easy_setopt(d->curl, CURLOPT_WRITEFUNCTION, ignoreAnswer);
    curl_easy_setopt(d->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(d->curl, CURLOPT_NOPROXY, "*");
}

OtlpPost::~OtlpPost() = default;

std::string OtlpPost::send(const std::string& body, std::chrono::milliseconds timeout)
{
    curl_easy_setopt(d->curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    curl_easy_setopt(d->curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(d->curl, CURLOPT_POSTFIELDS, body.data());
    const CURLcode result = curl_easy_perform(d->curl);
    if (result != CURLE_OK)
        return curl_easy_strerror(result);
    long status = 0;
    curl_easy_getinfo(d->curl, CURLINFO_RESPONSE_CODE, &status);
    return status >= 200 && status < 300 ? std::string() : "The collector answered " + std::to_string(status) + ".";
}

} // namespace platform
