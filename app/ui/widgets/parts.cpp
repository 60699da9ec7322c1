// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/parts.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QFrame>
#include <QHash>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace signalbox {
namespace {

// A button that draws its symbol anew when the theme changes.
class SymbolButton : public QPushButton
{
public:
    SymbolButton(const QString& text, QString symbol, QWidget* parent)
        : QPushButton(text, parent)
        , m_symbol(std::move(symbol))
    {
        setAutoDefault(false);
        takeSymbol();
    }

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange)
            takeSymbol();
        QPushButton::changeEvent(event);
    }

private:
    void takeSymbol()
    {
        if (m_symbol.isEmpty())
            return;
        setIconSize({12, 12});
        setIcon(symbolIcon(m_symbol, Theme::of(this).color(Token::Text)));
    }

    QString m_symbol;
};

QLabel* roleLabel(const QString& role, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", role);
    label->setText(text);
    return label;
}

} // namespace

QLabel* titleLabel(const QString& text, QWidget* parent)
{
    return roleLabel(QStringLiteral("title"), text, parent);
}

QLabel* onHeadLine(QLabel* label)
{
    constexpr int headLine = 27;
    label->setMinimumHeight(headLine);
    return label;
}

QLabel* sectionLabel(const QString& text, QWidget* parent)
{
    return roleLabel(QStringLiteral("section"), text, parent);
}

QLabel* dimLabel(const QString& text, QWidget* parent)
{
    return roleLabel(QStringLiteral("dim"), text, parent);
}

QLabel* dataLabel(const QString& text, QWidget* parent)
{
    QLabel* label = roleLabel(QStringLiteral("data"), text, parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel* blockLabel(const QString& text, QWidget* parent)
{
    QLabel* label = roleLabel(QStringLiteral("block"), text, parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

QPushButton* actionButton(const QString& text, const QString& symbol, QWidget* parent)
{
    return new SymbolButton(text, symbol, parent);
}

QPushButton* primaryButton(const QString& text, QWidget* parent)
{
    auto* button = new SymbolButton(text, {}, parent);
    button->setProperty("primary", true);
    return button;
}

QPushButton* iconButton(const QString& symbol, const QString& meaning, QWidget* parent)
{
    auto* button = new SymbolButton({}, symbol, parent);
    button->setIconSize({14, 14});
    button->setToolTip(meaning);
    button->setAccessibleName(meaning);
    return button;
}

QPushButton* chip(const QString& text, bool checkable, QWidget* parent)
{
    auto* button = new SymbolButton(text, {}, parent);
    button->setProperty("chip", true);
    button->setCheckable(checkable);
    return button;
}

void setTone(QLabel* label, StatusTone tone)
{
    static const QHash<StatusTone, QString> names{{StatusTone::None, {}},
                                                  {StatusTone::Ok, QStringLiteral("ok")},
                                                  {StatusTone::Busy, QStringLiteral("busy")},
                                                  {StatusTone::Warn, QStringLiteral("warn")},
                                                  {StatusTone::Fail, QStringLiteral("fail")},
                                                  {StatusTone::Idle, QStringLiteral("idle")}};
    const QString name = names.value(tone);
    if (label->property("tone").toString() == name)
        return;
    label->setProperty("tone", name);
    label->style()->unpolish(label); // rules that ask for a property are matched when a widget is polished
    label->style()->polish(label);
}

QFrame* panel(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("panel", true);
    return frame;
}

QVBoxLayout* pageLayout(QWidget* page)
{
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    return layout;
}

QSplitter* splitter(Qt::Orientation orientation, const QString& name, QWidget* parent)
{
    auto* split = new QSplitter(orientation, parent);
    split->setObjectName(name);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(10);
    return split;
}

} // namespace signalbox
