// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QStandardPaths>

namespace signalbox {
namespace {

Q_LOGGING_CATEGORY(log, "signalbox.settings")

QString usualPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/signalbox/settings.json");
}

} // namespace

Settings::Settings(const QString& path)
    : m_path(path.isEmpty() ? usualPath() : path)
{
    read();
}

QString Settings::text(const QString& key, const QString& otherwise) const
{
    return m_values.value(key).toString(otherwise);
}

QByteArray Settings::bytes(const QString& key) const
{
    return QByteArray::fromBase64(m_values.value(key).toString().toLatin1());
}

void Settings::set(const QString& key, const QJsonValue& value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    write();
}

void Settings::setBytes(const QString& key, const QByteArray& bytes)
{
    set(key, QString::fromLatin1(bytes.toBase64()));
}

void Settings::remove(const QString& key)
{
    if (!m_values.contains(key))
        return;
    m_values.remove(key);
    write();
}

void Settings::read()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (document.isObject()) {
        m_values = document.object();
        return;
    }
    file.close();
    const QString aside = m_path + QStringLiteral(".broken");
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    qCInfo(log).noquote() << m_path << "is not valid JSON (" << error.errorString() << "); it was moved to" << aside;
}

void Settings::write() const
{
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(m_values).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        qCInfo(log).noquote() << m_path << "cannot be written:" << file.errorString();
}

} // namespace signalbox
