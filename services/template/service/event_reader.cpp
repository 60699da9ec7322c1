// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicename/event_reader.h"

#include "platform/inbox/event_body.h"
#include "platform/log.h"
#include "servicename/store.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace servicename {

platform::EventHandler eventReader(std::string_view schema)
{
    const auto contract = std::make_shared<const platform::JsonSchema>(schema);
    const auto read = [contract](const platform::Message& message,
                                 const platform::TraceContext& trace) -> tl::expected<Record, platform::Refusal> {
        const auto body = platform::readEventBody(message, *contract, {});
        if (!body)
            return tl::unexpected(body.error());
        const platform::LogScope scope(trace);
        platform::logInfo("event taken", {{"subject", std::string(message.header("subject"))}});
        return Record{
            .id = message.id, .userId = body->value("user_id", ""), .subject = std::string(message.header("subject"))};
    };
    return platform::eventHandler<Record>(read, insertRecords);
}

} // namespace servicename
