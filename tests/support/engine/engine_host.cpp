// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A daemon without anything but the engine, to be killed by tests: starts services that leave processes behind and
// ignore SIGTERM, and says "ready" when all are.
//
//   engine_host STATE-DIR PROGRAM-DIR PORT PORT PORT PORT
#include "support/engine/stub_stack.h"

#include <QCoreApplication>

#include <cstdio>

using namespace signalbox;

int main(int argc, char* argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList words = app.arguments();
    if (words.size() != 7)
        return EXIT_FAILURE;

    StackFile stack;
    for (int i : {0, 1}) {
        const QString& left = words[3 + 2 * i];
        const QString& served = words[4 + 2 * i];
        stack.services.append(test::stub(
            QStringLiteral("stub%1").arg(i),
            {QStringLiteral("ignore-term"), QStringLiteral("leave-behind"), left, QStringLiteral("listen"), served}));
    }
    NativeEngine::Options options;
    options.planner = test::stubPlan;
    NativeEngine engine(stack, test::stubContext(words[1], words[2]), options);
    QObject::connect(&engine, &Engine::stateChanged, &engine, [&engine](const ServiceState& changed) {
        if (!changed.reason.isEmpty())
            std::fprintf(stderr, "%s: %s\n", qUtf8Printable(changed.service), qUtf8Printable(changed.reason));
        for (const ServiceState& state : engine.states()) {
            if (state.phase != Phase::Ready)
                return;
        }
        std::puts("ready");
        std::fflush(stdout);
    });
    engine.start({});
    return app.exec();
}
