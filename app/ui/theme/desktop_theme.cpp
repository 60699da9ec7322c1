// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/desktop_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace signalbox {
namespace {

const auto service = QStringLiteral("org.freedesktop.portal.Desktop");
const auto path = QStringLiteral("/org/freedesktop/portal/desktop");
const auto interface = QStringLiteral("org.freedesktop.portal.Settings");
const auto appearance = QStringLiteral("org.freedesktop.appearance");
const auto colorScheme = QStringLiteral("color-scheme");

// Read answers with a variant inside a variant.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

DesktopTheme::DesktopTheme(QObject* parent)
    : QObject(parent)
{
    // Without a session bus Qt would try to start one by a program; there is nothing to ask then.
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") && !qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        return;
    if (QDBusConnection::sessionBus().isConnected())
        ask();
}

void DesktopTheme::ask()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(service,
                path,
                interface,
                QStringLiteral("SettingChanged"),
                this,
                SLOT(takeSetting(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    call.setArguments({appearance, colorScheme});
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (!reply.isError())
            take(unwrapped(QVariant::fromValue(reply.value())).toUInt());
    });
}

void DesktopTheme::takeSetting(const QString& area, const QString& key, const QDBusVariant& value)
{
    if (area == appearance && key == colorScheme)
        take(unwrapped(QVariant::fromValue(value)).toUInt());
}

void DesktopTheme::take(uint scheme)
{
    // 1 prefers dark, 2 prefers light, anything else has no preference (portal documentation, Settings).
    if (scheme != 1 && scheme != 2)
        return;
    const bool dark = scheme == 1;
    if (m_dark == dark)
        return;
    m_dark = dark;
    emit changed(dark);
}

} // namespace signalbox
