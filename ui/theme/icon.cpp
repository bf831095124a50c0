// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <map>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString &name)
{
    return u":/qwats/icons/%1.svg"_s.arg(name);
}

QByteArray drawing(const QString &name)
{
    static std::map<QString, QByteArray> known;
    QByteArray &data = known[name];
    if (data.isEmpty()) {
        QFile source(pathOf(name));
        if (source.open(QIODevice::ReadOnly))
            data = source.readAll();
    }
    return data;
}

void render(QPainter *painter, const QRectF &rect, const QString &name, const QColor &color, double stroke)
{
    QByteArray data = drawing(name);
    data.replace("currentColor", color.name().toLatin1());
    if (!qFuzzyCompare(stroke, 1.5))
        data.replace("stroke-width=\"1.5\"", "stroke-width=\"" + QByteArray::number(stroke) + '"');
    QSvgRenderer(data).render(painter, rect);
}

/// Draws an icon in the palette's colours of the moment, so that nothing is reloaded when the theme changes.
class ThemeIconEngine : public QIconEngine
{
public:
    explicit ThemeIconEngine(const QString &name)
        : m_name(name)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal side = std::min(rect.width(), rect.height());
        const QRectF square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
        render(painter, square, m_name, colorOf(mode, state), side >= 20 ? 1.35 : 1.5);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        // Qt asks in device pixels and sets the ratio on the result by itself.
        const int px = std::min(size.width(), size.height());
        const double stroke = px / scale >= 20 ? 1.35 : 1.5;
        QPixmap drawn = iconPixmap(m_name, px, colorOf(mode, state), 1.0, stroke);
        if (size.width() == size.height())
            return drawn;
        QPixmap framed(size);
        framed.fill(Qt::transparent);
        QPainter painter(&framed);
        painter.drawPixmap((size.width() - px) / 2, (size.height() - px) / 2, drawn);
        return framed;
    }

    QString key() const override { return u"qwats-theme-icon"_s; }
    QIconEngine *clone() const override { return new ThemeIconEngine(*this); }
    bool isNull() override { return m_name.isEmpty(); }
    QString iconName() override { return m_name; }

private:
    static QColor colorOf(QIcon::Mode mode, QIcon::State state)
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return palette.color(state == QIcon::On ? QPalette::Highlight : QPalette::ButtonText);
    }

    QString m_name;
};

} // namespace

QIcon icon(const QString &name)
{
    return QFile::exists(pathOf(name)) ? QIcon(new ThemeIconEngine(name)) : QIcon();
}

QPixmap iconPixmap(const QString &name, int px, const QColor &color, qreal dpr, double stroke)
{
    const QString key = u"qwats-icon-%1-%2-%3-%4-%5"_s.arg(name, color.name()).arg(px).arg(dpr).arg(stroke);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    picture = QPixmap(QSize(px, px) * dpr);
    picture.setDevicePixelRatio(dpr);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    render(&painter, QRectF(0, 0, px, px), name, color, stroke);
    painter.end();
    QPixmapCache::insert(key, picture);
    return picture;
}

void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, const QColor &color, double stroke)
{
    const qreal dpr = painter->device()->devicePixelRatioF();
    const int px = int(std::min(rect.width(), rect.height()));
    const QPointF corner(rect.center().x() - px / 2.0, rect.center().y() - px / 2.0);
    painter->drawPixmap(QPointF(std::round(corner.x()), std::round(corner.y())),
                        iconPixmap(name, px, color, dpr, stroke));
}

QIcon appIcon()
{
    // Rendered here: the file alone would need the icon engine plugin for SVG, which not every system has.
    QSvgRenderer renderer(pathOf(u"app/qwats"_s));
    QIcon made;
    for (const int px : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap picture(px, px);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        renderer.render(&painter, QRectF(0, 0, px, px));
        painter.end();
        made.addPixmap(picture);
    }
    return made;
}

} // namespace qwats::ui
