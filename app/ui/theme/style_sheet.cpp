// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace signalbox {
namespace {

// `@name` is a token. Sizes are pixels in steps of 4 but where a border takes one.
constexpr auto sheet = R"(
* { outline: 0; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px 6px; }

QPushButton, QToolButton {
    background: @raised; color: @text; border: 1px solid @border; border-radius: 5px;
    padding: 3px 9px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { border-color: @faint; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {
    background: @selection; border-color: @accent;
}
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faint; background: transparent; border-color: @border; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[primary="true"] { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton[primary="true"]:hover { border-color: @text; }
QPushButton[primary="true"]:disabled { background: @raised; border-color: @border; color: @faint; }
QPushButton[chip="true"], QToolButton[chip="true"] {
    background: transparent; color: @dim; border-radius: 10px; padding: 0 9px; min-height: 18px; font-size: 11px;
}
QPushButton[chip="true"]:checked, QToolButton[chip="true"]:checked {
    background: @selection; color: @text; border-color: @accent;
}
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: @raised; border-color: @border; }

QLineEdit, QSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
    background: @surface; color: @text; border: 1px solid @border; border-radius: 5px;
    selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit, QSpinBox, QComboBox { padding: 3px 8px; min-height: 18px; }
QComboBox { background: @raised; padding-right: 20px; }
QComboBox::drop-down { border: 0; width: 18px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @border; padding: 4px; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QLineEdit:disabled { color: @faint; }

QTabWidget::pane { border: 0; border-top: 1px solid @border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @dim; padding: 6px 12px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }

QAbstractItemView { background: @surface; border: 1px solid @border; selection-background-color: @selection;
    selection-color: @text; }
QHeaderView { background: @surface; border: 0; }
QHeaderView::section { background: @surface; color: @dim; border: 0; border-bottom: 1px solid @border;
    padding: 0 8px; font-weight: 400; font-size: 12px; }
QAbstractScrollArea::corner { background: @surface; border: 0; }
QTableView { gridline-color: @grid; }

QMenu { background: @raised; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 4px 20px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px; }

QSplitter::handle { background: transparent; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[panel="true"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
QWidget[ground="surface"] { background: @surface; }
QFrame[line="true"] { background: @border; border: 0; }
QLabel { background: transparent; color: @text; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="section"] { color: @dim; font-size: 12px; font-weight: 600; }
QLabel[role="dim"] { color: @dim; }
QLabel[role="small"] { color: @dim; font-size: 11px; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="busy"] { color: @busy; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="fail"] { color: @fail; }
QLabel[tone="idle"] { color: @dim; }
QLabel[role="data"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLabel[role="block"] { font-family: "JetBrains Mono"; font-size: 11px; border: 1px solid @border; border-radius: 5px;
    padding: 6px 8px; }
#inspector QLabel { font-size: 12px; }
#inspector QLabel[role="title"] { font-size: 15px; }
#inspector QLabel[role="small"] { font-size: 11px; }
#inspector QPushButton { font-size: 12px; }
QSplitter#inspectorSplit::handle { background: @border; }
#paletteList { border: 0; }
QDialog { background: @surface; }
QCheckBox { spacing: 8px; background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @faint; border-radius: 3px; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; }
QCheckBox:focus { color: @accent; }
)";

struct Name
{
    const char* name;
    Token token;
};

// Longer names first where one begins with another.
constexpr Name names[] = {{"@background", Token::Background},
                          {"@surface", Token::Surface},
                          {"@raised", Token::Raised},
                          {"@border", Token::Border},
                          {"@grid", Token::Grid},
                          {"@text", Token::Text},
                          {"@dim", Token::Dim},
                          {"@faint", Token::Faint},
                          {"@accent", Token::Accent},
                          {"@selection", Token::Selection},
                          {"@ok", Token::Ok},
                          {"@busy", Token::Busy},
                          {"@warn", Token::Warn},
                          {"@fail", Token::Fail}};

} // namespace

QString Theme::styleSheet() const
{
    QString text = QString::fromLatin1(sheet);
    const QColor onAccent = color(m_dark ? Token::Background : Token::Surface);
    text.replace(QLatin1String("@onAccent"), onAccent.name());
    for (const Name& name : names)
        text.replace(QLatin1String(name.name), color(name.token).name());
    return text;
}

} // namespace signalbox
