// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/yaml_document.h"

#include "core/stack/stack_text.h"

#include <QSet>

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace signalbox {
namespace {

constexpr qsizetype maxBytes = 1 << 20;
constexpr int maxNodes = 100'000; // a handful of aliases of aliases can ask for billions
constexpr int maxDepth = 64;      // an alias inside its own anchor never ends

QString textOf(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray withoutLineEnds(QByteArray text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return text;
}

// Turns yaml-cpp's nodes into ours.
class Converter
{
public:
    Converter(const QString& file, QList<StackFileProblem>& problems)
        : m_file(file)
        , m_problems(problems)
    {
    }

    YamlNode convert(const YAML::Node& from, int depth = 0)
    {
        YamlNode node;
        node.line = from.Mark().line + 1;
        node.column = from.Mark().column + 1;
        if (++m_count > maxNodes || depth > maxDepth) {
            reportTooLarge(node);
            return node;
        }
        if (from.IsScalar()) {
            node.kind = YamlNode::Kind::Scalar;
            node.text = textOf(from.Scalar());
            node.quoted = from.Tag() == "!";
        } else if (from.IsSequence()) {
            node.kind = YamlNode::Kind::List;
            for (const auto& item : from)
                node.items.push_back(convert(item, depth + 1));
        } else if (from.IsMap()) {
            node.kind = YamlNode::Kind::Map;
            convertEntries(from, node, depth);
        }
        return node;
    }

private:
    void convertEntries(const YAML::Node& from, YamlNode& node, int depth)
    {
        QSet<QString> seen;
        std::vector<YamlNode> merged;
        for (const auto& pair : from) {
            const YAML::Mark mark = pair.first.Mark();
            YamlEntry entry{pair.first.IsScalar() ? textOf(pair.first.Scalar()) : QString(),
                            mark.line + 1,
                            mark.column + 1,
                            convert(pair.second, depth + 1)};
            if (!pair.first.IsScalar()) {
                report(entry.line, entry.column, StackText::tr("A key must be a text."));
            } else if (entry.key == QLatin1String("<<")) {
                merged.push_back(std::move(entry.value));
            } else if (seen.contains(entry.key)) {
                report(entry.line, entry.column, StackText::tr("The key “%1” stands here twice.").arg(entry.key));
            } else {
                seen.insert(entry.key);
                node.entries.push_back(std::move(entry));
            }
        }
        for (const YamlNode& source : merged)
            merge(source, node);
    }

    // YAML merge keys (yaml.org/type/merge): what stands in the map itself wins, then the earlier source.
    void merge(const YamlNode& source, YamlNode& node)
    {
        for (const YamlNode& item : source.items)
            merge(item, node);
        for (const YamlEntry& entry : source.entries) {
            if (std::none_of(node.entries.begin(), node.entries.end(), [&entry](const YamlEntry& own) {
                    return own.key == entry.key;
                }))
                node.entries.push_back(entry);
        }
    }

    void reportTooLarge(const YamlNode& node)
    {
        if (!m_tooLarge)
            report(node.line, node.column, StackText::tr("The file nests or repeats (aliases) more than is allowed."));
        m_tooLarge = true;
    }

    void report(int line, int column, const QString& message)
    {
        m_problems.append(StackFileProblem{m_file, line, column, message});
    }

    const QString& m_file;
    QList<StackFileProblem>& m_problems;
    int m_count = 0;
    bool m_tooLarge = false;
};

} // namespace

const YamlNode* YamlNode::find(QLatin1String key) const
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [key](const YamlEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &found->value;
}

QString YamlNode::describe() const
{
    switch (kind) {
    case Kind::Null: return StackText::tr("nothing");
    case Kind::Scalar: return StackText::tr("“%1”").arg(text.left(60));
    case Kind::List: return StackText::tr("a list");
    case Kind::Map: return StackText::tr("a map");
    }
    Q_UNREACHABLE();
}

YamlDocument parseYaml(const QByteArray& text, const QString& file)
{
    YamlDocument document;
    if (text.size() > maxBytes) {
        document.problems.append({file, 0, 0, StackText::tr("The file is larger than 1 MiB.")});
        return document;
    }
    try {
        const YAML::Node root = YAML::Load(text.toStdString());
        // yaml-cpp 0.7 takes a quote that is still open after the last line end for closed, and the rest of the file
        // for its text; without that line end it notices.
        YAML::Load(withoutLineEnds(text).toStdString());
        document.root = Converter(file, document.problems).convert(root);
    } catch (const YAML::Exception& exception) {
        document.problems.append({file,
                                  exception.mark.line + 1,
                                  exception.mark.column + 1,
                                  StackText::tr("This is not YAML: %1.").arg(textOf(exception.msg))});
    }
    return document;
}

} // namespace signalbox
