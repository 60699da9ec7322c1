// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"
#include "support/paths.h"

#include <QFile>

namespace platform::test {

// A file of contracts/events/examples, as "order.created.v1.valid.json"; empty when there is none.
inline std::string contractExample(const std::string& name)
{
    QFile file(signalbox::test::sourcePath("services/contracts/events/examples/") + QString::fromStdString(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

inline Message eventMessage(const std::string& type, std::string body, const char* version = "1")
{
    return {.id = "01930000-0000-7000-8000-0000000000ee",
            .type = type,
            .headers = {{"schema_version", version}, {"correlation_id", "corr"}},
            .body = std::move(body)};
}

// The contract's valid example of that type.
inline Message exampleMessage(const std::string& type)
{
    return eventMessage(type, contractExample(type + ".valid.json"));
}

} // namespace platform::test
