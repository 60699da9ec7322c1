// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "models/shell_presenter.h"
#include "ui/shell/summary_strip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace signalbox {
namespace {

constexpr int topBarHeight = 48;

// The mark of the product, in the accent of the theme.
class Mark : public QWidget
{
public:
    explicit Mark(QWidget* parent)
        : QWidget(parent)
    {
        setFixedSize(18, 18);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        symbolIcon(QStringLiteral("logo"), Theme::of(this).color(Token::Accent)).paint(&painter, rect());
    }
};

// Looks like a field and opens the palette: the field itself is there.
class SearchButton : public QPushButton
{
public:
    explicit SearchButton(QWidget* parent)
        : QPushButton(parent)
    {
        setObjectName(QStringLiteral("openPalette"));
        setAccessibleName(TopBar::tr("Search or run"));
        setToolTip(TopBar::tr("Every action, page and service"));
        const int text = QFontMetrics(uiFont(13)).horizontalAdvance(TopBar::tr("Search or run…"));
        setMinimumWidth(text + 72);
        setMaximumWidth(250);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAutoDefault(false);
    }

    QSize sizeHint() const override { return {250, 26}; }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPushButton::paintEvent(event);
        const Theme& theme = Theme::of(this);
        QPainter painter(this);
        painter.setPen(theme.color(Token::Dim));
        const QRect area = rect().adjusted(10, 0, -10, 0);
        painter.setFont(dataFont(11));
        const QString keys = QStringLiteral("Ctrl K");
        const QRect tail = painter.fontMetrics().boundingRect(keys);
        painter.drawText(
            area, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter, keys);
        painter.setFont(uiFont(13));
        const QString text = painter.fontMetrics().elidedText(
            TopBar::tr("Search or run…"), Qt::ElideRight, area.width() - tail.width() - 8);
        painter.drawText(area, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter, text);
    }
};

} // namespace

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(topBarHeight);
    buildStack();
    buildActions();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(8);
    auto* product = new QLabel(QStringLiteral("Signalbox"), this);
    product->setFont(uiFont(13, QFont::DemiBold));
    layout->addWidget(new Mark(this));
    layout->addWidget(product);
    layout->addSpacing(8);
    layout->addWidget(m_stackBox);
    layout->addSpacing(8);
    layout->addWidget(m_summary);
    layout->addStretch(1);
    for (QWidget* widget : {m_start, m_stop, m_search, m_theme, m_more})
        layout->addWidget(widget);
    layout->setStretchFactor(m_search, 1);
}

void TopBar::buildStack()
{
    auto* box = panel(this);
    m_stackBox = box;
    box->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_stackName = new QLabel(box);
    m_stackName->setObjectName(QStringLiteral("stackName"));
    m_stackName->setTextFormat(Qt::PlainText);
    m_engine = dimLabel({}, box);
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins(10, 3, 10, 3);
    layout->setSpacing(6);
    layout->addWidget(m_stackName);
    layout->addWidget(m_engine);
    m_summary = new SummaryStrip(this);
}

void TopBar::buildActions()
{
    m_start = actionButton(tr("Start"), QStringLiteral("play"), this);
    m_start->setObjectName(QStringLiteral("start"));
    m_stop = actionButton(tr("Stop"), QStringLiteral("stop"), this);
    m_stop->setObjectName(QStringLiteral("stop"));
    m_search = new SearchButton(this);
    m_theme = iconButton(QStringLiteral("theme"), tr("Dark or light"), this);
    m_theme->setObjectName(QStringLiteral("theme"));
    m_more = iconButton(QStringLiteral("more"), tr("Menu"), this);
    m_more->setObjectName(QStringLiteral("menu"));
    m_menu = new QMenu(this);
    m_more->setMenu(m_menu);
    connect(m_start, &QPushButton::clicked, this, &TopBar::startClicked);
    connect(m_stop, &QPushButton::clicked, this, &TopBar::stopClicked);
    connect(m_search, &QPushButton::clicked, this, &TopBar::paletteClicked);
    connect(m_theme, &QPushButton::clicked, this, &TopBar::themeClicked);
}

void TopBar::render(const ShellState& state)
{
    m_stackBox->setVisible(!state.stackName.isEmpty());
    m_stackName->setText(state.stackName);
    m_engine->setText(state.engine);
    m_stackBox->setToolTip(state.stackTip.toHtmlEscaped());
    m_summary->show(state.summary);
    m_start->setText(state.starting ? tr("Starting…") : tr("Start"));
    m_start->setEnabled(state.canStart);
    m_start->setToolTip(state.starting ? state.progress.toHtmlEscaped() : tr("Start every service"));
    m_stop->setText(state.stopping ? tr("Stopping…") : tr("Stop"));
    m_stop->setEnabled(state.canStop);
    m_stop->setToolTip(state.stopping ? state.progress.toHtmlEscaped() : tr("Stop every service"));
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Surface));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(Token::Border));
}

} // namespace signalbox
