// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QTranslator>

#include <memory>

namespace signalbox {

class Settings;

// The language of the window: as the user chose, else the desktop's, else English. Texts are made in the language of
// the moment; whoever switches builds the window anew.
class Language
{
public:
    struct Choice
    {
        QString code; // "de"
        QString name; // in its own language
    };
    static QList<Choice> choices();

    explicit Language(Settings& settings);
    ~Language();

    QString current() const { return m_current; }
    void use(const QString& code); // and remember it

private:
    void install(const QString& code);

    Settings& m_settings;
    QString m_current;
    std::unique_ptr<QTranslator> m_texts;
    std::unique_ptr<QTranslator> m_qtTexts; // of Qt's own dialogs and menus
};

} // namespace signalbox
