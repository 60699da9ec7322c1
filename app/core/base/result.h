// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace signalbox {

// Why an operation produced no value. `message` is a finished sentence for the user (what happened, what to do
// next) and is shown as it is; `detail` (stderr, response body) belongs in the log and behind a "Details" fold.
struct Error
{
    enum class Code { NotFound, Unavailable, Timeout, InvalidData, Refused, Conflict, Failed };

    Code code = Code::Failed;
    QString message;
    QString detail;
};

// std::expected once the project moves to C++23; nothing but this line changes then.
template<typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error::Code code, QString message, QString detail = {})
{
    return tl::unexpected(Error{code, std::move(message), std::move(detail)});
}

} // namespace signalbox
