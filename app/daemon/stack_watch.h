// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace signalbox {

// Says when the stack file, or the .env beside it, has other content than before. Editors replace files, so the
// folder is watched too, and a change is looked at once it has been quiet for a moment.
class StackWatch : public QObject
{
    Q_OBJECT

public:
    explicit StackWatch(QString stackFile, QObject* parent = nullptr);

signals:
    void changed();

private:
    QByteArray fingerprint() const;
    void look();

    QString m_stackFile;
    QString m_envFile;
    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
    QByteArray m_last;
};

} // namespace signalbox
