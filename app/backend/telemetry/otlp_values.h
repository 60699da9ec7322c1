// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <opentelemetry/proto/common/v1/common.pb.h>
#include <opentelemetry/proto/resource/v1/resource.pb.h>

// What the decoders of logs and metrics share: OTLP's values as text, cut where they are too long to be kept.
namespace signalbox::otlp {

inline constexpr size_t maxNameBytes = 1024;
inline constexpr size_t maxValueBytes = 16 * 1024;

QString cutText(const std::string& utf8, size_t maxBytes);
QString valueText(const opentelemetry::proto::common::v1::AnyValue& value); // arrays and maps as JSON
Attributes
attributesOf(const google::protobuf::RepeatedPtrField<opentelemetry::proto::common::v1::KeyValue>& list); // 256 at most
QString serviceOf(const opentelemetry::proto::resource::v1::Resource& resource);
// Hexadecimal; empty when it has not `length` bytes or all of them are zero (W3C Trace Context 3.2.2.3).
QString hexId(const std::string& bytes, size_t length);

} // namespace signalbox::otlp
