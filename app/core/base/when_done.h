// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

#include <utility>

namespace signalbox {

// Calls back on the context's thread once the future has its result. Never calls back when the
// future is cancelled or the context dies first: that is why this is used and not
// QFuture::then(context, ...), which asserts in the second case (Qt 6.4).
template<typename T, typename Callback>
void whenDone(const QFuture<T>& future, QObject* context, Callback callback)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, callback = std::move(callback)]() mutable {
            watcher->deleteLater();
            if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
                callback(watcher->result());
        });
    watcher->setFuture(future);
}

} // namespace signalbox
