// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace signalbox {

// What the window remembers, in settings.json of the user's configuration. A broken file is put aside and begun anew.
// Written at once: it is small, and a window that is killed should not forget.
class Settings
{
public:
    // An empty path means signalbox/settings.json in the user's configuration folder.
    explicit Settings(const QString& path = {});

    QJsonValue value(const QString& key) const { return m_values.value(key); }
    QString text(const QString& key, const QString& otherwise = {}) const;
    QByteArray bytes(const QString& key) const; // kept as base64
    void set(const QString& key, const QJsonValue& value);
    void setBytes(const QString& key, const QByteArray& bytes);
    void remove(const QString& key);
    QString path() const { return m_path; }

private:
    void read();
    void write() const;

    QString m_path;
    QJsonObject m_values;
};

} // namespace signalbox
