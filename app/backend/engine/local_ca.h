// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace signalbox {

// The files of a stack's own certificate authority, all in one folder.
struct LocalCaFiles
{
    explicit LocalCaFiles(const QString& folder);
    QString caCertificate; // ca.pem, for clients
    QString caKey;         // ca-key.pem, 0600
    QString certificate;   // leaf.pem
    QString key;           // leaf-key.pem, 0600
};

// Makes sure that `folder` has an authority (EC P-256, ten years, name constraints: localhost and loopback only, so
// that trusting it risks nothing) and a leaf signed by it for `hosts`, localhost, *.localhost, 127.0.0.1 and ::1.
// The leaf is renewed when less than 30 days are left at `now` or a host is missing; the authority stays, because
// users and browsers may have been told to trust it.
Result<LocalCaFiles>
ensureLocalCa(const QString& folder, const QStringList& hosts, const QDateTime& now = QDateTime::currentDateTimeUtc());

} // namespace signalbox
