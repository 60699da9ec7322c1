// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/screenshots.h"

#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/page.h"

#include <QDir>
#include <QPixmap>

#include <cstdio>
#include <utility>

namespace signalbox {
namespace {

constexpr int pageTimeoutMs = 15'000;
constexpr int settleMs = 400; // answers that come one after another: list, then trace, then journey

} // namespace

Screenshots::Screenshots(MainWindow& window, Appearance& appearance, QString folder, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_appearance(appearance)
    , m_folder(std::move(folder))
{
    const QList<Page*> pages = window.pages();
    for (const bool dark : {true, false})
        for (Page* page : pages)
            m_shots.append({page, dark});
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(pageTimeoutMs);
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMs);
    connect(&m_deadline, &QTimer::timeout, this, &Screenshots::giveUp);
    connect(&m_settled, &QTimer::timeout, this, &Screenshots::take);
    for (Page* page : pages) {
        connect(page, &Page::contentReady, this, &Screenshots::whenReady);
        connect(page, &Page::inspectionChanged, this, &Screenshots::whenReady);
    }
}

void Screenshots::run()
{
    QDir().mkpath(m_folder);
    next();
}

void Screenshots::next()
{
    if (m_shots.isEmpty()) {
        emit finished(m_ok);
        return;
    }
    const Shot& shot = m_shots.first();
    m_appearance.setMode(shot.dark ? Appearance::Mode::Dark : Appearance::Mode::Light);
    m_window.showPage(shot.page->id());
    if (shot.dark) // the second round shows the same things in the other theme
        shot.page->selectSample();
    m_deadline.start();
    whenReady();
}

void Screenshots::whenReady()
{
    if (m_shots.isEmpty() || !m_deadline.isActive() || !m_shots.first().page->isContentReady())
        return;
    if (!m_settled.isActive())
        m_settled.start();
}

void Screenshots::take()
{
    m_deadline.stop();
    const Shot shot = m_shots.takeFirst();
    const QString file =
        QStringLiteral("%1/%2-%3.png")
            .arg(m_folder, shot.page->id(), shot.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    if (!m_window.grab().save(file)) {
        fprintf(stderr, "%s\n", qPrintable(tr("The picture %1 cannot be written.").arg(file)));
        m_ok = false;
    }
    next();
}

void Screenshots::giveUp()
{
    fprintf(stderr,
            "%s\n",
            qPrintable(tr("The page %1 had nothing to show after %2 s; it is drawn as it is.")
                           .arg(m_shots.first().page->title())
                           .arg(pageTimeoutMs / 1000)));
    m_ok = false;
    take();
}

} // namespace signalbox
