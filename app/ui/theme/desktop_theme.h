// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

class QDBusVariant;

namespace signalbox {

// What the desktop prefers, by the portal's org.freedesktop.appearance color-scheme. Qt 6.4 has no colorScheme of
// its own. Asks without waiting; until an answer comes, and on a machine without portal, nothing is preferred.
class DesktopTheme : public QObject
{
    Q_OBJECT

public:
    explicit DesktopTheme(QObject* parent = nullptr);

    std::optional<bool> prefersDark() const { return m_dark; }

signals:
    void changed(bool dark);

private slots:
    void takeSetting(const QString& area, const QString& key, const QDBusVariant& value);

private:
    void ask();
    void take(uint scheme);

    std::optional<bool> m_dark;
};

} // namespace signalbox
