// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_title.h"

#include "core/store/message_attributes.h"

namespace signalbox {

QString spanTitle(const Span& span)
{
    const QString path = span.attribute(attributes::urlPath());
    if (path.isEmpty() || span.name != span.attribute(attributes::httpMethod()))
        return span.name;
    return span.name + QLatin1Char(' ') + path;
}

} // namespace signalbox
