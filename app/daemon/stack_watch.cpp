// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/stack_watch.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace signalbox {

StackWatch::StackWatch(QString stackFile, QObject* parent)
    : QObject(parent)
    , m_stackFile(std::move(stackFile))
    , m_envFile(QFileInfo(m_stackFile).absolutePath() + QStringLiteral("/.env"))
    , m_last(fingerprint())
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(std::chrono::milliseconds(150));
    connect(&m_quiet, &QTimer::timeout, this, &StackWatch::look);
    m_watcher.addPaths({m_stackFile, QFileInfo(m_stackFile).absolutePath()});
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_quiet, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_quiet, qOverload<>(&QTimer::start));
}

QByteArray StackWatch::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& name : {m_stackFile, m_envFile}) {
        QFile file(name);
        hash.addData(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("-"));
    }
    return hash.result();
}

void StackWatch::look()
{
    if (!m_watcher.files().contains(m_stackFile) && QFile::exists(m_stackFile))
        m_watcher.addPath(m_stackFile); // a replaced file is another inode
    const QByteArray now = fingerprint();
    if (now == m_last)
        return;
    m_last = now;
    emit changed();
}

} // namespace signalbox
