// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"

#include <algorithm>
#include <deque>
#include <set>
#include <vector>

namespace platform::test {

// Records what is published; answers when told to.
class FakePublisher final : public Publisher
{
public:
    bool isReady() override { return ready; }
    void publish(const Publication& publication) override
    {
        published.push_back(publication);
        if (confirmsAtOnce)
            answers.push_back({publication.token, Settlement::Outcome::Confirmed, {}});
    }
    std::vector<Settlement> settle(std::chrono::milliseconds) override { return std::exchange(answers, {}); }
    std::string problem() const override { return ready ? "" : "The broker is away."; }

    void answer(std::size_t index, Settlement::Outcome outcome, const std::string& reason = "because")
    {
        answers.push_back({published.at(index).token, outcome, reason});
    }

    bool ready = true;
    bool confirmsAtOnce = false;
    std::vector<Publication> published;
    std::vector<Settlement> answers;
};

// Gives out what a test puts in; remembers what was acknowledged and what was given back.
class FakeConsumer final : public Consumer
{
public:
    std::vector<Delivery> receive(std::size_t, std::chrono::milliseconds) override
    {
        return std::exchange(waiting, {});
    }
    void acknowledge(const Delivery& delivery) override { acknowledged.push_back(delivery.message.id); }
    void giveBack(const Delivery& delivery) override { givenBack.push_back(delivery.message.id); }
    void keepAlive() override { ++keptAlive; }
    std::string problem() const override { return {}; }

    std::vector<Delivery> waiting;
    std::vector<std::string> acknowledged;
    std::vector<std::string> givenBack;
    int keptAlive = 0;
};

} // namespace platform::test
