// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/stack_file.h"

#include <QJsonValue>
#include <QMap>

namespace signalbox {

// The pure part of the demo: variables of the steps and what an answer must contain. ${random} and ${uuid} are there
// from the beginning, so that a demo can run twice on the same data.
using DemoVariables = QMap<QString, QString>;

DemoVariables firstDemoVariables();

// ${name} replaced; one that no earlier step saved is an error that names it.
Result<QString> expand(const QString& text, const DemoVariables& variables);
Result<DemoStep> expand(const DemoStep& step, const DemoVariables& variables); // path, headers, body

// "items.0.id" in a JSON document; undefined when it is not there.
QJsonValue valueAt(const QJsonValue& document, const QString& dottedPath);
bool isThere(const QJsonValue& value); // defined, not null, not an empty text, list or object

// Takes what the step saves out of the answer. InvalidData names the path that is missing.
Result<void> save(const DemoStep& step, const QByteArray& answer, DemoVariables& variables);

} // namespace signalbox
