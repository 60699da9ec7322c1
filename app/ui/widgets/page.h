// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QList>
#include <QWidget>

namespace signalbox {

// What a page is called before it exists; each has a static name(). `id` is stable, lower case ("traces"): in settings,
// in links of kind Page, in the names of screenshots.
struct PageName
{
    QString id;
    QString title;
};

// One page of the window as the shell sees it. Pages do not know each other: they emit links, the shell asks each
// page whether it can open one. A page is rebuilt when the language changes, so texts need no retranslation; it lives
// on when the theme changes, so colours are read in paintEvent or on QEvent::PaletteChange.
class Page : public QWidget
{
    Q_OBJECT

public:
    // Offered in the command palette: `act` comes back through runAct().
    struct Command
    {
        QString act;
        QString text;
        QString shortcut; // shown only
    };

    explicit Page(PageName name, QWidget* parent = nullptr);

    QString id() const { return m_name.id; }
    QString title() const { return m_name.title; }

    // Of what is selected now; asked after inspectionChanged().
    virtual Inspection inspection() const = 0;
    // Shows the thing; false when this page is not the place for this kind of link.
    virtual bool open(const Link& link);
    // Where the page is now, for Back and Forward; by default the page itself.
    virtual Link place() const;
    // An act of its inspection or one of its commands.
    virtual void runAct(const QString& act);
    virtual QList<Command> commands() const;
    // Selects what shows the page best, so that a picture of it has a filled inspector. When nothing is there yet it
    // does so as soon as something is. contentReady() says when it is drawn.
    virtual void selectSample();
    virtual bool isContentReady() const;

protected:
    // Whether the page is looked at; one that is not asks nothing of store or daemon.
    virtual void setActive(bool active);
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

signals:
    void inspectionChanged();
    void linkActivated(const signalbox::Link& link);
    void placeChanged();          // place() is another one, by the user's doing
    void badgeChanged(int count); // things that need a person; 0 hides the badge
    void contentReady();

private:
    PageName m_name;
};

} // namespace signalbox
