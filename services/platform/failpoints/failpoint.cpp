// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/failpoints/failpoint.h"

#include "platform/log.h"

#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace platform {
namespace failpoints {

std::atomic<std::uint32_t> armed{0};

namespace {

constexpr std::array<std::string_view, 12> names{"commit.before",
                                                 "commit.after",
                                                 "dispatch.after_publish",
                                                 "dispatch.after_confirm",
                                                 "dispatch.after_mark",
                                                 "dispatch.lease_lost",
                                                 "consume.after_receive",
                                                 "consume.after_inbox_insert",
                                                 "consume.before_ack",
                                                 "consume.after_ack",
                                                 "consume.in_tier",
                                                 "consume.in_dead_letter"};
static_assert(names.size() == static_cast<std::size_t>(Failpoint::InDeadLetter) + 1);

struct Setting
{
    enum class Action { Kill, Pause, Error };

    std::uint32_t left = 1; // passages until it acts
    bool eachTime = false;
    Action action = Action::Kill;
    std::chrono::milliseconds pause{0};
};
using Settings = std::map<std::size_t, Setting>;

std::mutex mutex;
Settings settings;

bool readNumber(std::string_view text, std::uint32_t& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool readAction(std::string_view text, Setting& setting)
{
    if (text == "kill" || text == "error") {
        setting.action = text == "kill" ? Setting::Action::Kill : Setting::Action::Error;
        return true;
    }
    std::uint32_t pause = 0;
    if (!text.starts_with("pause:") || !readNumber(text.substr(6), pause))
        return false;
    setting.action = Setting::Action::Pause;
    setting.pause = std::chrono::milliseconds(pause);
    return true;
}

// One of the list, into `into`; false when it cannot be read.
bool readOne(std::string_view text, Settings& into)
{
    Setting setting;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos && !readAction(text.substr(equals + 1), setting))
        return false;
    const std::string_view place = text.substr(0, equals);
    const std::size_t colon = place.find(':');
    if (colon != std::string_view::npos) {
        const std::string_view count = place.substr(colon + 1);
        setting.eachTime = count == "*";
        if (!setting.eachTime && (!readNumber(count, setting.left) || setting.left == 0))
            return false;
    }
    const auto name = std::find(names.begin(), names.end(), place.substr(0, colon));
    if (name == names.end())
        return false;
    into[static_cast<std::size_t>(name - names.begin())] = setting;
    return true;
}

// With the mutex held.
void publishArmed()
{
    std::uint32_t bits = 0;
    for (const auto& [point, setting] : settings)
        bits |= 1U << point;
    armed.store(bits, std::memory_order_relaxed);
}

// Counts this passage; the setting when it acts now. A point that has acted is unset, but for `*`.
std::optional<Setting> passed(std::size_t point)
{
    const std::lock_guard lock(mutex);
    const auto it = settings.find(point);
    if (it == settings.end() || (!it->second.eachTime && --it->second.left > 0))
        return std::nullopt;
    const Setting setting = it->second;
    if (!setting.eachTime)
        settings.erase(it);
    publishArmed();
    return setting;
}

std::string textOf(std::size_t point, const Setting& setting)
{
    std::string text(names.at(point));
    text += ':' + (setting.eachTime ? "*" : std::to_string(setting.left));
    switch (setting.action) {
    case Setting::Action::Kill: return text + "=kill";
    case Setting::Action::Error: return text + "=error";
    case Setting::Action::Pause: break;
    }
    return text + "=pause:" + std::to_string(setting.pause.count());
}

} // namespace

bool reached(Failpoint point)
{
    const auto setting = passed(static_cast<std::size_t>(point));
    if (!setting)
        return false;
    logWarn("failpoint reached", {{"failpoint", std::string(names.at(static_cast<std::size_t>(point)))}});
    switch (setting->action) {
    case Setting::Action::Kill:
        flushLog();
        ::kill(::getpid(), SIGKILL);
        return true;
    case Setting::Action::Pause: std::this_thread::sleep_for(setting->pause); return false;
    case Setting::Action::Error: break;
    }
    return true;
}

} // namespace failpoints

std::string setFailpoints(std::string_view text)
{
    failpoints::Settings read;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view one = text.substr(0, comma);
        if (!failpoints::readOne(one, read))
            return "\"" + std::string(one) + "\" is no failpoint; expected <name>[:count][=kill|pause:ms|error].";
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    const std::lock_guard lock(failpoints::mutex);
    failpoints::settings = std::move(read);
    failpoints::publishArmed();
    return {};
}

std::string failpointSettings()
{
    const std::lock_guard lock(failpoints::mutex);
    std::string text;
    for (const auto& [point, setting] : failpoints::settings)
        text += (text.empty() ? "" : ",") + failpoints::textOf(point, setting);
    return text;
}

std::vector<HttpRoute> failpointRoutes()
{
    using boost::asio::awaitable;
    const HttpResponse settingsNow{200, {{"Content-Type", "text/plain; charset=utf-8"}}, {}};
    const HttpHandler tell = [settingsNow](HttpRequest&) -> awaitable<HttpResponse> {
        HttpResponse response = settingsNow;
        response.body = failpointSettings();
        co_return response;
    };
    const HttpHandler take = [settingsNow](HttpRequest& request) -> awaitable<HttpResponse> {
        const std::string wrong = setFailpoints(request.body);
        if (!wrong.empty())
            co_return problem(400, "bad-failpoint", "Bad failpoint", wrong);
        HttpResponse response = settingsNow;
        response.body = failpointSettings();
        co_return response;
    };
    return {{"GET", "/failpoints", tell, false, false}, {"PUT", "/failpoints", take, false, false}};
}

} // namespace platform
