// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/stack_file.h"

#include <QByteArray>

namespace signalbox {

// A definitions file with its passwords put in: ${NAME} is the variable, ${hash:NAME} RabbitMQ's hash of it for a
// "password_hash" field. A variable that is not set and a result that is not JSON are errors naming `file`.
Result<QByteArray> fillDefinitions(const QByteArray& text, const Variables& variables, const QString& file);

// rabbit_password_hashing_sha256: base64(salt ‖ sha256(salt ‖ password)) with four bytes of salt.
QByteArray brokerPasswordHash(const QByteArray& password, quint32 salt);

} // namespace signalbox
