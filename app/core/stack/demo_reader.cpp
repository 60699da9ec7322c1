// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/demo_reader.h"

#include "core/stack/stack_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox {
namespace {

// YAML 1.2, core schema: an unquoted scalar may be null, a flag or a number.
QJsonValue scalarToJson(const YamlNode& node)
{
    if (!node.quoted) {
        if (node.text == QLatin1String("null") || node.text == QLatin1String("~"))
            return QJsonValue::Null;
        if (node.text == QLatin1String("true") || node.text == QLatin1String("false"))
            return node.text == QLatin1String("true");
        bool isNumber = false;
        if (const qlonglong integer = node.text.toLongLong(&isNumber); isNumber)
            return integer;
        if (const double number = node.text.toDouble(&isNumber); isNumber)
            return number;
    }
    return node.text;
}

QJsonValue toJson(const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null: return QJsonValue::Null;
    case YamlNode::Kind::Scalar: return scalarToJson(node);
    case YamlNode::Kind::List: {
        QJsonArray array;
        for (const YamlNode& item : node.items)
            array.append(toJson(item));
        return array;
    }
    case YamlNode::Kind::Map: {
        QJsonObject object;
        for (const YamlEntry& entry : node.entries)
            object.insert(entry.key, toJson(entry.value));
        return object;
    }
    }
    Q_UNREACHABLE();
}

QString readBody(const YamlNode* node)
{
    if (!node || node->kind == YamlNode::Kind::Null)
        return {};
    if (node->kind == YamlNode::Kind::Scalar)
        return node->text;
    const QJsonValue value = toJson(*node);
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

DemoStep readStep(const YamlNode& node, NodeReader& reader)
{
    static const QStringList known =
        QStringLiteral("name method path headers body expect_status save until follow").split(QLatin1Char(' '));
    reader.warnUnknownKeys(node, known, QStringLiteral("x-signalbox.demo"));
    DemoStep step;
    step.name = reader.text(node.find(QLatin1String("name")));
    if (const YamlNode* method = node.find(QLatin1String("method")))
        step.method = reader.text(method).toUpper();
    const YamlNode* path = node.find(QLatin1String("path"));
    step.path = reader.text(path);
    if (!step.path.startsWith(QLatin1Char('/')))
        reader.problem(path ? path->line : node.line,
                       path ? path->column : node.column,
                       StackText::tr("A step of the demo needs a “path” that begins with “/”."));
    step.headers = reader.textMap(node.find(QLatin1String("headers")));
    step.body = readBody(node.find(QLatin1String("body")));
    step.expectStatus = reader.integer(node.find(QLatin1String("expect_status")), 100, 599, step.expectStatus);
    step.save = reader.textMap(node.find(QLatin1String("save")));
    step.until = reader.text(node.find(QLatin1String("until")));
    step.follow = reader.flag(node.find(QLatin1String("follow")), false);
    if (step.name.isEmpty())
        step.name = step.method + QLatin1Char(' ') + step.path;
    return step;
}

} // namespace

QList<DemoStep> readDemo(const YamlNode* node, NodeReader& reader)
{
    QList<DemoStep> steps;
    if (!node || node->kind == YamlNode::Kind::Null)
        return steps;
    if (node->kind != YamlNode::Kind::List) {
        reader.expected(*node, StackText::tr("a list of steps"));
        return steps;
    }
    for (const YamlNode& item : node->items) {
        if (const YamlNode* step = reader.map(&item))
            steps.append(readStep(*step, reader));
    }
    return steps;
}

} // namespace signalbox
