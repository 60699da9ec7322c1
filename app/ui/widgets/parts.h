// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inspection.h"

#include <QString>

class QFrame;
class QLabel;
class QPushButton;
class QSplitter;
class QVBoxLayout;
class QWidget;

namespace signalbox {

// Small parts that every page is made of, so that they look the same everywhere. All of them are owned by `parent`.

QLabel* titleLabel(const QString& text, QWidget* parent);   // head of a page
QLabel* onHeadLine(QLabel* label);                          // as high as the fields and buttons of a page's head
QLabel* sectionLabel(const QString& text, QWidget* parent); // head of a section
QLabel* dimLabel(const QString& text, QWidget* parent);     // says more, quietly
QLabel* dataLabel(const QString& text, QWidget* parent);    // data in the fixed-width face, plain text, selectable
QLabel* blockLabel(const QString& text, QWidget* parent);   // lines of data in a box, plain text, selectable

// A button with a symbol of the theme; the symbol follows the theme. `symbol` may be empty.
QPushButton* actionButton(const QString& text, const QString& symbol, QWidget* parent);
QPushButton* primaryButton(const QString& text, QWidget* parent);
QPushButton* iconButton(const QString& symbol, const QString& meaning, QWidget* parent); // `meaning`: tool tip and name
QPushButton* chip(const QString& text, bool checkable, QWidget* parent);                 // small, round, a filter

// Colours the words of a label by their tone; the icon stands beside them.
void setTone(QLabel* label, StatusTone tone);

QFrame* panel(QWidget* parent);         // a surface with border, on the background
QVBoxLayout* pageLayout(QWidget* page); // margins and spacing of a page
QSplitter* splitter(Qt::Orientation orientation, const QString& name, QWidget* parent); // remembered under `name`

} // namespace signalbox
