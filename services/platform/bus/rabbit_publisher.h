// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"

#include <memory>
#include <string>
#include <vector>

namespace platform {

// Publisher on a RabbitMQ confirm channel. `name` is shown in the broker's list of connections. `exchanges` are those
// it is for: while one is missing it is not ready and says which, instead of trying in vain with each message.
class RabbitPublisher final : public Publisher
{
public:
    RabbitPublisher(const std::string& url, const std::string& name, std::vector<std::string> exchanges = {});
    ~RabbitPublisher() override;

    bool isReady() override;
    void publish(const Publication& publication) override;
    std::vector<Settlement> settle(std::chrono::milliseconds atMost) override;
    std::string problem() const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
