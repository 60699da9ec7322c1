// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_stack.h"

#include <algorithm>
#include <utility>

namespace signalbox {

void PageStack::add(Recipe recipe)
{
    m_places.append({std::move(recipe)});
}

QList<PageName> PageStack::names() const
{
    QList<PageName> names;
    for (const Place& place : m_places)
        names.append(place.recipe.name);
    return names;
}

Page* PageStack::page(qsizetype index)
{
    Place& place = m_places[index];
    if (!place.page) {
        place.page = place.recipe.make(this);
        addWidget(place.page);
        emit made(place.page);
    }
    return place.page;
}

Page* PageStack::page(const QString& id)
{
    const auto found = std::ranges::find(m_places, id, [](const Place& place) { return place.recipe.name.id; });
    return found == m_places.end() ? nullptr : page(found - m_places.begin());
}

QList<Page*> PageStack::all()
{
    QList<Page*> pages;
    for (qsizetype i = 0; i < m_places.size(); ++i)
        pages.append(page(i));
    return pages;
}

Page* PageStack::current() const
{
    return qobject_cast<Page*>(currentWidget());
}

} // namespace signalbox
