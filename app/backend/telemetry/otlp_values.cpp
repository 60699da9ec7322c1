// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace signalbox::otlp {
namespace {

using opentelemetry::proto::common::v1::AnyValue;

constexpr int attributeLimit = 256;

QJsonValue jsonOf(const AnyValue& value)
{
    switch (value.value_case()) {
    case AnyValue::kStringValue: return cutText(value.string_value(), maxValueBytes);
    case AnyValue::kBoolValue: return value.bool_value();
    case AnyValue::kIntValue: return static_cast<qint64>(value.int_value());
    case AnyValue::kDoubleValue: return value.double_value();
    case AnyValue::kBytesValue:
        return QString::fromLatin1(QByteArray::fromStdString(value.bytes_value().substr(0, maxValueBytes)).toBase64());
    case AnyValue::kArrayValue: {
        QJsonArray array;
        for (const auto& item : value.array_value().values())
            array.append(jsonOf(item));
        return array;
    }
    case AnyValue::kKvlistValue: {
        QJsonObject object;
        for (const auto& item : value.kvlist_value().values())
            object.insert(cutText(item.key(), maxNameBytes), jsonOf(item.value()));
        return object;
    }
    case AnyValue::VALUE_NOT_SET: break;
    }
    return {};
}

QString cutJson(const QJsonDocument& document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact).left(static_cast<qsizetype>(maxValueBytes)));
}

} // namespace

QString cutText(const std::string& utf8, size_t maxBytes)
{
    const QString whole = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min(utf8.size(), maxBytes)));
    return utf8.size() > maxBytes ? whole + QChar(0x2026) : whole;
}

QString valueText(const AnyValue& value)
{
    if (value.has_int_value()) // not by way of a double
        return QString::number(value.int_value());
    const QJsonValue json = jsonOf(value);
    if (json.isArray())
        return cutJson(QJsonDocument(json.toArray()));
    if (json.isObject())
        return cutJson(QJsonDocument(json.toObject()));
    return json.toVariant().toString();
}

Attributes attributesOf(const google::protobuf::RepeatedPtrField<opentelemetry::proto::common::v1::KeyValue>& list)
{
    Attributes attributes;
    attributes.reserve(std::min(list.size(), attributeLimit));
    for (int i = 0; i < std::min(list.size(), attributeLimit); ++i)
        attributes.append({cutText(list.Get(i).key(), maxNameBytes), valueText(list.Get(i).value())});
    return attributes;
}

QString serviceOf(const opentelemetry::proto::resource::v1::Resource& resource)
{
    for (const auto& attribute : resource.attributes()) {
        if (attribute.key() == "service.name" && !attribute.value().string_value().empty())
            return cutText(attribute.value().string_value(), maxNameBytes);
    }
    return QStringLiteral("unknown_service"); // the name that the specification gives it
}

QString hexId(const std::string& bytes, size_t length)
{
    if (bytes.size() != length || bytes.find_first_not_of('\0') == std::string::npos)
        return {};
    return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(length)).toHex());
}

} // namespace signalbox::otlp
