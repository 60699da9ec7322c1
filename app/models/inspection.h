// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/link.h"

#include <QList>
#include <QString>

namespace signalbox {

// Status as it is shown everywhere: colour and icon and word.
enum class StatusTone { None, Ok, Busy, Warn, Fail, Idle };

// What the inspector shows of the selected thing; a value that a page's presenter makes and the shell draws.
struct Inspection
{
    struct Row
    {
        QString key;
        QString value; // plain text
        Link link;     // makes the value clickable
        bool operator==(const Row&) const = default;
    };
    struct Bullet
    {
        StatusTone tone = StatusTone::None;
        QString text;
        QString note; // second line, dim
        Link link;
        bool operator==(const Bullet&) const = default;
    };
    struct Section
    {
        QString title;
        QString paragraph; // sentences
        QString block;     // monospaced text, lines
        QList<Row> rows;
        QList<Bullet> bullets;
        bool operator==(const Section&) const = default;
    };
    struct Act
    {
        QString id; // for the page that made it: "restart"; empty when it is only a link
        QString text;
        Link link;
        bool enabled = true;
        bool operator==(const Act&) const = default;
    };

    QString title;
    QString service; // hue of the stripe; empty = none
    StatusTone tone = StatusTone::None;
    QString status; // a sentence beside the tone's icon
    QList<Act> topActs;
    QList<Section> sections;
    QList<Act> acts;
    QString hint; // shown when there is nothing to inspect: what to select

    bool operator==(const Inspection&) const = default;
};

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::Inspection)
