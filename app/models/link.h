// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace signalbox {

// A thing that has a place in the window. Every id shown is one; following it opens the page that shows it best.
struct Link
{
    enum class Kind {
        None,
        Page,
        Service,
        TracesOfService,
        Trace,
        Span,
        LogLine,
        LogsOfTrace,
        LogsOfService,
        LogsWithField,
        Queue,
        Event,
        Journey,
        Url
    };

    Kind kind = Kind::None;
    QString id; // page id, service name, trace id, "<trace>/<span>", log id, "field=value", queue name, event id, url
    bool operator==(const Link&) const = default;
};

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::Link)
