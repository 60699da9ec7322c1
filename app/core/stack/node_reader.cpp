// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/node_reader.h"

#include "core/stack/stack_text.h"

#include <QDir>

namespace signalbox {
namespace {

bool isAbsent(const YamlNode* node)
{
    return !node || node->kind == YamlNode::Kind::Null;
}

} // namespace

QString NodeReader::text(const YamlNode* node)
{
    if (isAbsent(node))
        return {};
    if (node->kind == YamlNode::Kind::Scalar)
        return node->text;
    expected(*node, StackText::tr("a text"));
    return {};
}

bool NodeReader::flag(const YamlNode* node, bool fallback)
{
    if (isAbsent(node))
        return fallback;
    if (node->kind == YamlNode::Kind::Scalar) {
        if (node->text.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0)
            return true;
        if (node->text.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0)
            return false;
    }
    expected(*node, StackText::tr("true or false"));
    return fallback;
}

int NodeReader::integer(const YamlNode* node, int least, int most, int fallback)
{
    if (isAbsent(node))
        return fallback;
    bool ok = false;
    const int value = node->kind == YamlNode::Kind::Scalar ? node->text.toInt(&ok) : 0;
    if (ok && value >= least && value <= most)
        return value;
    expected(*node, StackText::tr("a number from %1 to %2").arg(least).arg(most));
    return fallback;
}

QStringList NodeReader::texts(const YamlNode* node)
{
    if (isAbsent(node))
        return {};
    if (node->kind == YamlNode::Kind::Scalar)
        return {node->text};
    if (node->kind != YamlNode::Kind::List) {
        expected(*node, StackText::tr("a list of texts"));
        return {};
    }
    QStringList values;
    for (const YamlNode& item : node->items)
        values.append(text(&item));
    return values;
}

QMap<QString, QString> NodeReader::textMap(const YamlNode* node)
{
    QMap<QString, QString> values;
    if (const YamlNode* entries = map(node)) {
        for (const YamlEntry& entry : entries->entries)
            values.insert(entry.key, text(&entry.value));
    }
    return values;
}

QString NodeReader::pathInside(const YamlNode* node)
{
    const QString path = text(node);
    if (path.isEmpty())
        return {};
    QString clean = QDir::cleanPath(path);
    if (QDir::isAbsolutePath(clean) || clean == QLatin1String("..") || clean.startsWith(QLatin1String("../"))) {
        expected(*node, StackText::tr("a path inside the folder of the stack file"));
        return {};
    }
    return clean;
}

const YamlNode* NodeReader::map(const YamlNode* node)
{
    if (isAbsent(node))
        return nullptr;
    if (node->kind == YamlNode::Kind::Map)
        return node;
    expected(*node, StackText::tr("a map"));
    return nullptr;
}

void NodeReader::warnUnknownKeys(const YamlNode& map, const QStringList& known, const QString& where)
{
    for (const YamlEntry& entry : map.entries) {
        if (known.contains(entry.key))
            continue;
        const QString message = StackText::tr("The key “%1” in %2 is not known and is ignored; known are %3.")
                                    .arg(entry.key, where, known.join(QLatin1String(", ")));
        m_warnings.append(StackFileProblem{m_file, entry.line, entry.column, message}.sentence());
    }
}

void NodeReader::problem(int line, int column, const QString& message)
{
    m_problems.append(StackFileProblem{m_file, line, column, message});
}

void NodeReader::expected(const YamlNode& node, const QString& what)
{
    problem(node.line, node.column, StackText::tr("Here stands %1; expected %2.").arg(node.describe(), what));
}

} // namespace signalbox
