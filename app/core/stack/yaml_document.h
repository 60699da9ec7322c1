// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace signalbox {

struct YamlEntry;

// One node of a YAML document with the place it stands at (1-based). Aliases and merge keys ("<<") are resolved, so
// readers see plain maps, lists and scalars.
struct YamlNode
{
    enum class Kind { Null, Scalar, List, Map };

    Kind kind = Kind::Null;
    QString text;        // of a scalar
    bool quoted = false; // a quoted scalar is text whatever it looks like ("true", "5000")
    int line = 0;
    int column = 0;
    std::vector<YamlNode> items;
    std::vector<YamlEntry> entries; // in file order

    const YamlNode* find(QLatin1String key) const; // in a map; nullptr when absent
    QString describe() const;                      // "a list", "the text “x”": what stands there, for problems
};

struct YamlEntry
{
    QString key;
    int line = 0;
    int column = 0;
    YamlNode value;
};

// Reads one document. Malformed YAML, duplicate keys, aliases that expand without bound and more than 1 MiB are
// problems with a place, never an exception.
struct YamlDocument
{
    YamlNode root;
    QList<StackFileProblem> problems;
};
YamlDocument parseYaml(const QByteArray& text, const QString& file);

} // namespace signalbox
