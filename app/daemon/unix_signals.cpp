// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/unix_signals.h"

#include <array>
#include <cstdint>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace signalbox {
namespace {

int descriptor = -1; // a signal handler can reach nothing but a global
constexpr std::array handled{SIGTERM, SIGINT, SIGHUP};

void wake(int)
{
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(descriptor, &one, sizeof one);
}

int openDescriptor()
{
    descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return descriptor;
}

void install(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : handled)
        sigaction(signal, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(QObject* parent)
    : QObject(parent)
    , m_notifier(openDescriptor(), QSocketNotifier::Read)
{
    install(&wake);
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        uint64_t count = 0;
        [[maybe_unused]] const ssize_t taken = read(descriptor, &count, sizeof count);
        emit stopRequested();
    });
}

UnixSignals::~UnixSignals()
{
    install(SIG_DFL);
    m_notifier.setEnabled(false);
    close(descriptor);
}

} // namespace signalbox
