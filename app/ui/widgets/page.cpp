// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include <utility>

namespace signalbox {

Page::Page(PageName name, QWidget* parent)
    : QWidget(parent)
    , m_name(std::move(name))
{
    setObjectName(id() + QStringLiteral("Page"));
    setAccessibleName(title());
}

bool Page::open(const Link&)
{
    return false;
}

Link Page::place() const
{
    return {Link::Kind::Page, id()};
}

void Page::runAct(const QString&) {}

QList<Page::Command> Page::commands() const
{
    return {};
}

void Page::selectSample() {}

bool Page::isContentReady() const
{
    return true;
}

void Page::setActive(bool) {}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    setActive(true);
}

void Page::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    setActive(false);
}

} // namespace signalbox
