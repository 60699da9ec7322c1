// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace signalbox {

// Roles that every item model of ours may answer and every delegate of ui/widgets understands.
enum ItemRole {
    IdRole = Qt::UserRole + 1, // what the row is: service name, trace id, log id
    ServiceRole,               // whose stripe to draw (QString)
    ServiceColorRole,          // that service's colour, as serviceColor() says it
    ToneRole,                  // StatusTone: icon and colour of the text
    LinkRole,                  // Link: the text is drawn as one
    DataRole,                  // bool: data, drawn in the fixed-width face
    DimRole,                   // bool: secondary, drawn dim
    SortRole,                  // value to sort by
    FirstOwnRole               // models number their own roles from here
};

} // namespace signalbox
