// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/stack_file.h"
#include "core/stack/yaml_document.h"

namespace signalbox {

// Reads typed values out of nodes and collects what is wrong with them, so that one reading of a file finds all its
// problems. Every read takes a pointer as find() gives it: absent and null give the empty value.
class NodeReader
{
public:
    explicit NodeReader(QString file)
        : m_file(std::move(file))
    {
    }

    QString text(const YamlNode* node);
    bool flag(const YamlNode* node, bool fallback);
    int integer(const YamlNode* node, int least, int most, int fallback);
    QStringList texts(const YamlNode* node);              // a list of texts; a single text is a list of one
    QMap<QString, QString> textMap(const YamlNode* node); // a map of texts
    QString pathInside(const YamlNode* node);             // relative, not leaving the stack file's folder
    const YamlNode* map(const YamlNode* node);            // the node when it is a map, else nullptr

    // Our own keys are checked: a misspelt one would silently do nothing.
    void warnUnknownKeys(const YamlNode& map, const QStringList& known, const QString& where);

    void problem(int line, int column, const QString& message);
    void expected(const YamlNode& node, const QString& what); // "… stands here, expected …"
    void addProblems(const QList<StackFileProblem>& problems) { m_problems += problems; }

    const QString& file() const { return m_file; }
    const QList<StackFileProblem>& problems() const { return m_problems; }
    const QStringList& warnings() const { return m_warnings; }

private:
    QString m_file;
    QList<StackFileProblem> m_problems;
    QStringList m_warnings;
};

} // namespace signalbox
