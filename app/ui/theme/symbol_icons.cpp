// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QHash>
#include <QIcon>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace signalbox {
namespace {

// Shapes on a 16 × 16 field in one weight (1.5); `S` stands for the stroke's attributes, `F` for the fill's.
const QHash<QString, const char*>& shapes()
{
    static const QHash<QString, const char*> table{
        {QStringLiteral("ok"),
         "<path F d='M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z"
         "M4.3 8.3l1.1-1.1l1.8 1.8l3.4-3.5l1.1 1.1l-4.5 4.6z'/>"},
        {QStringLiteral("fail"),
         "<path F d='M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM7.1 4.2h1.8l-.3 4.8h-1.2zM7.1 "
         "10.2h1.8v1.7h-1.8z'/>"},
        {QStringLiteral("warn"),
         "<path F d='M8 1.6q.5 0 .8.5l6 10.9q.5 1-.6 1.1h-12.4q-1.1-.1-.6-1.1l6-10.9q.3-.5.8-.5z"
         "M7.2 5.6h1.6l-.25 4.2h-1.1zM7.2 10.9h1.6v1.6h-1.6z'/>"},
        {QStringLiteral("busy"), "<path S stroke-width='2' d='M12.2 4.6A5.4 5.4 0 1 1 5.3 3.3'/>"},
        {QStringLiteral("idle"), "<circle S cx='8' cy='8' r='5.6' stroke-width='1.3'/>"},
        {QStringLiteral("play"), "<path F d='M3.5 2.2l10 5.8l-10 5.8z'/>"},
        {QStringLiteral("stop"), "<rect F x='3' y='3' width='10' height='10' rx='1'/>"},
        {QStringLiteral("pause"), "<path F d='M4 3h2.6v10h-2.6zM9.4 3h2.6v10h-2.6z'/>"},
        {QStringLiteral("restart"), "<path S d='M13 8a5 5 0 1 1-1.5-3.5M13 2.2v2.9h-2.9'/>"},
        {QStringLiteral("search"), "<path S d='M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.4 10.4l3.4 3.4'/>"},
        {QStringLiteral("theme"), "<circle S cx='8' cy='8' r='5.5'/><path F d='M8 2.5a5.5 5.5 0 0 0 0 11z'/>"},
        {QStringLiteral("clock"), "<path S d='M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.4'/>"},
        {QStringLiteral("close"), "<path S d='M4 4l8 8M12 4l-8 8'/>"},
        {QStringLiteral("copy"), "<path S d='M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3'/>"},
        {QStringLiteral("send"), "<path S d='M2.5 8h10M8.5 3.8l4.2 4.2l-4.2 4.2'/>"},
        {QStringLiteral("chevron"), "<path S d='M4 6l4 4l4-4'/>"},
        {QStringLiteral("chevron-right"), "<path S d='M6 4l4 4l-4 4'/>"},
        {QStringLiteral("back"), "<path S d='M10 3.5l-4.5 4.5l4.5 4.5'/>"},
        {QStringLiteral("forward"), "<path S d='M6 3.5l4.5 4.5l-4.5 4.5'/>"},
        {QStringLiteral("panel"), "<path S d='M2.5 3h11v10h-11zM10 3v10'/>"},
        {QStringLiteral("more"),
         "<g F><circle cx='3.5' cy='8' r='1.3'/><circle cx='8' cy='8' r='1.3'/><circle cx='12.5' cy='8' r='1.3'/></g>"},
        {QStringLiteral("minus"), "<path S d='M3 8h10'/>"},
        {QStringLiteral("plus"), "<path S d='M8 3v10M3 8h10'/>"},
        {QStringLiteral("link"), "<path S d='M9 3h4v4M13 3l-6 6M7 4h-4v9h9v-4'/>"},
        {QStringLiteral("live"), "<circle F cx='8' cy='8' r='4'/>"},
        {QStringLiteral("filter"), "<path S d='M2.5 3.5h11l-4.2 5v4l-2.6 1.2v-5.2z'/>"},
        {QStringLiteral("down"), "<path S d='M8 2.5v10.5M3.8 8.8l4.2 4.2l4.2-4.2'/>"},
        {QStringLiteral("fit"), "<path S d='M2 5.5v-3h3M8.5 2.5h3v3M11.5 9.5v3h-3M5 12.5h-3v-3'/>"},
        {QStringLiteral("logo"),
         "<rect S x='1.75' y='1.75' width='12.5' height='12.5' rx='3' stroke-width='2'/><path S stroke-width='2' d='M5 "
         "8h6'/>"},
    };
    return table;
}

QByteArray drawing(const QString& name, const QColor& color)
{
    const char* shape = shapes().value(name);
    Q_ASSERT_X(shape, "symbolIcon", qPrintable(name));
    QByteArray body(shape ? shape : "");
    const QByteArray paint = color.name().toLatin1();
    body.replace(" S ", " fill='none' stroke-linecap='round' stroke-linejoin='round' stroke='" + paint + "' ");
    body.replace(" F ", " fill-rule='evenodd' fill='" + paint + "' ").replace(" F>", " fill='" + paint + "'>");
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' stroke-width='1.5'>" + body + "</svg>";
}

// Draws the shape at whatever size is asked for, so that no scale factor blurs it.
class SymbolEngine : public QIconEngine
{
public:
    explicit SymbolEngine(QByteArray svg)
        : m_svg(std::move(svg))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(m_svg);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.45);
        const int side = qMin(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        renderer.render(painter, QRectF(square));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SymbolEngine(m_svg); }

private:
    QByteArray m_svg;
};

QString toneSymbol(StatusTone tone)
{
    switch (tone) {
    case StatusTone::None: return {};
    case StatusTone::Ok: return QStringLiteral("ok");
    case StatusTone::Busy: return QStringLiteral("busy");
    case StatusTone::Warn: return QStringLiteral("warn");
    case StatusTone::Fail: return QStringLiteral("fail");
    case StatusTone::Idle: return QStringLiteral("idle");
    }
    return {};
}

} // namespace

QIcon symbolIcon(const QString& name, const QColor& color)
{
    return QIcon(new SymbolEngine(drawing(name, color)));
}

QIcon toneIcon(StatusTone tone, const Theme& theme)
{
    const QString name = toneSymbol(tone);
    return name.isEmpty() ? QIcon() : symbolIcon(name, theme.tone(tone));
}

} // namespace signalbox
