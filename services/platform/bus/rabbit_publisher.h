// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"

#include <memory>

namespace platform {

// Publisher on a RabbitMQ confirm channel. `name` is shown in the broker's list of connections.
class RabbitPublisher final : public Publisher
{
public:
    RabbitPublisher(const std::string& url, const std::string& name);
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
