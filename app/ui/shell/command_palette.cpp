// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/theme/theme.h"

#include <QAbstractItemDelegate>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace signalbox {
namespace {

constexpr int paletteWidth = 560;
constexpr int shownRows = 12;
constexpr int itemHeight = 30;

class ItemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.palette);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        if (selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(Token::Selection));
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 5, 5);
        }
        const QRect area = option.rect.adjusted(14, 0, -14, 0);
        const auto left = QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter;
        const auto right = QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter;
        painter->setFont(uiFont(13));
        painter->setPen(theme.color(Token::Text));
        painter->drawText(
            area,
            int(left),
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width() - 150));
        painter->setPen(theme.color(Token::Dim));
        const QString keys = index.data(PaletteModel::ShortcutRole).toString();
        painter->setFont(keys.isEmpty() ? uiFont(12) : dataFont(11));
        painter->drawText(area, int(right), keys.isEmpty() ? index.data(PaletteModel::CategoryRole).toString() : keys);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, itemHeight}; }
};

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QFrame(parent)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Search or run"));
    setProperty("panel", true);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("Type an action, a page or a service"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ItemDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(40);
    shadow->setOffset(0, 12);
    shadow->setColor(Qt::black);
    setGraphicsEffect(shadow);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    hide();
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model.setQuery(text);
        m_list->setCurrentIndex(m_model.index(0));
        place();
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
}

void CommandPalette::open(const QList<PaletteItem>& items)
{
    m_before = QApplication::focusWidget();
    m_field->clear();
    m_model.setItems(items);
    m_model.setQuery({});
    m_list->setCurrentIndex(m_model.index(0));
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && takeKey(static_cast<QKeyEvent*>(event)->key()))
        return true;
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
        hide();
    return QFrame::eventFilter(watched, event);
}

bool CommandPalette::takeKey(int key)
{
    const int rows = m_model.rowCount();
    const int row = m_list->currentIndex().row();
    switch (key) {
    case Qt::Key_Escape: dismiss(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    case Qt::Key_Down: m_list->setCurrentIndex(m_model.index(qMin(row + 1, rows - 1))); return true;
    case Qt::Key_Up: m_list->setCurrentIndex(m_model.index(qMax(row - 1, 0))); return true;
    case Qt::Key_PageDown: m_list->setCurrentIndex(m_model.index(qMin(row + shownRows, rows - 1))); return true;
    case Qt::Key_PageUp: m_list->setCurrentIndex(m_model.index(qMax(row - shownRows, 0))); return true;
    default: return false;
    }
}

void CommandPalette::place()
{
    const int rows = qBound(1, m_model.rowCount(), shownRows);
    const int width = qMin(paletteWidth, parentWidget()->width() - 40);
    setGeometry(
        (parentWidget()->width() - width) / 2, 64, width, rows * itemHeight + m_field->sizeHint().height() + 28);
}

void CommandPalette::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const PaletteItem item = m_model.item(index.row());
    dismiss();
    emit chosen(item);
}

void CommandPalette::dismiss()
{
    QWidget* before = m_before;
    hide();
    if (before && before->isVisible())
        before->setFocus();
}

} // namespace signalbox
