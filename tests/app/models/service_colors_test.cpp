// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/stack_session.h"
#include "models/service_colors.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>

#include <algorithm>

using namespace signalbox;

namespace {

QList<ServiceInfo> servicesNamed(const QStringList& names)
{
    QList<ServiceInfo> services;
    for (const QString& name : names) {
        ServiceInfo info;
        info.name = name;
        services.append(info);
    }
    return services;
}

QStringList colorsOf(const QList<ServiceInfo>& services)
{
    QStringList colors;
    for (const ServiceInfo& info : services)
        colors.append(serviceColor(services, info.name));
    return colors;
}

} // namespace

// Services that declare no colour are told apart all the same.
class ServiceColorsTest : public QObject
{
    Q_OBJECT

private slots:
    void as_many_services_as_there_are_hues_have_one_each()
    {
        QStringList names;
        for (int i = 0; i < hueCount; ++i)
            names.append(QStringLiteral("service-%1").arg(i));
        const QStringList colors = colorsOf(servicesNamed(names));
        QCOMPARE(QSet<QString>(colors.begin(), colors.end()).size(), hueCount);
    }

    void more_services_than_hues_have_a_hue_all_the_same()
    {
        QStringList names;
        for (int i = 0; i < hueCount + 3; ++i)
            names.append(QStringLiteral("service-%1").arg(i));
        QVERIFY(!colorsOf(servicesNamed(names)).contains(QString()));
    }

    void the_order_of_the_file_changes_no_colour()
    {
        QList<ServiceInfo> services = servicesNamed({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        const QString color = serviceColor(services, QStringLiteral("a"));
        std::reverse(services.begin(), services.end());
        QCOMPARE(serviceColor(services, QStringLiteral("a")), color);
    }

    void a_declared_colour_is_taken_as_it_is()
    {
        QList<ServiceInfo> services = servicesNamed({QStringLiteral("a"), QStringLiteral("b")});
        services[0].color = QStringLiteral("#102030");
        QCOMPARE(serviceColor(services, QStringLiteral("a")), QStringLiteral("#102030"));
        QCOMPARE(serviceColor(services, QStringLiteral("b")),
                 QStringLiteral("hue:%1").arg(hueOfName(QStringLiteral("b"))));
        QVERIFY(serviceColor(services, QStringLiteral("nobody")).isEmpty());
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ServiceColorsTest>(argc, argv);
}

#include "service_colors_test.moc"
