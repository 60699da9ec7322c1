// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"

#include <memory>

namespace platform {

// Consumer of a RabbitMQ queue that must exist, with manual acknowledgement.
class RabbitConsumer final : public Consumer
{
public:
    struct Settings
    {
        std::string url;
        std::string name; // shown in the broker's list of connections
        std::string queue;
        std::uint16_t prefetch = 256; // several batches: the next one travels while this one commits
    };

    explicit RabbitConsumer(const Settings& settings);
    ~RabbitConsumer() override;

    std::vector<Delivery> receive(std::size_t count, std::chrono::milliseconds atMost) override;
    void acknowledge(const Delivery& delivery) override;
    void giveBack(const Delivery& delivery) override;
    void keepAlive() override;
    std::string problem() const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
