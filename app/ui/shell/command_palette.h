// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/palette_model.h"

#include <QFrame>

class QLineEdit;
class QListView;

namespace signalbox {

// Everything that can be done and every place that can be gone to, by a few letters. Lies over the window; Escape and
// a click beside it close it.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* parent);
    void open(const QList<PaletteItem>& items);

signals:
    void chosen(const signalbox::PaletteItem& item);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takeKey(int key);
    void place();
    void choose();
    void dismiss();

    PaletteModel m_model;
    QLineEdit* m_field;
    QListView* m_list;
    QWidget* m_before = nullptr; // had the focus
};

} // namespace signalbox
