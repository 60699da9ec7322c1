// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QString>

#include <functional>
#include <memory>

namespace signalbox {

// Follows the output files of all services of a stack on one thread: asleep until inotify(7) says that something was
// written, then at most one read each 20 ms, so that a burst is one batch and silence costs nothing.
class LogTails
{
public:
    // Called on the tails' thread with the lines of one service; must not block.
    using Sink = std::function<void(QList<LogLine>)>;

    explicit LogTails(Sink sink);
    ~LogTails(); // reads what is there, remembers the positions

    // Any thread. The file need not exist yet, its folder must. Following a service again replaces its file.
    void follow(const QString& service, const QString& path);
    void unfollow(const QString& service);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
