// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

#include <QList>
#include <QStackedWidget>

#include <functional>

namespace signalbox {

// The pages of the window, each made when it is first wanted: the window is drawn before most of them exist.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    struct Recipe
    {
        PageName name;
        std::function<Page*(QWidget* parent)> make;
    };

    using QStackedWidget::QStackedWidget;

    void add(Recipe recipe);
    QList<PageName> names() const;
    Page* page(qsizetype index);
    Page* page(const QString& id); // null when there is none of that id
    QList<Page*> all();
    Page* current() const;

signals:
    void made(signalbox::Page* page); // before anybody else has it

private:
    struct Place
    {
        Recipe recipe;
        Page* page = nullptr;
    };

    QList<Place> m_places;
};

} // namespace signalbox
