// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/status.h"

#include "ui/theme/tokens.h"

#include <QCoreApplication>
#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <cmath>
#include <map>
#include <memory>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    const char *file; ///< drawing under icons/status
    const char *word;
    QColor Tokens::*shape;
    QColor Tokens::*text;
    int weight;
    int severity;
};

constexpr int normal = 400;
constexpr int medium = 500;
constexpr int strong = 600;

// In the order of StatusKind. The drawing of seeded, joined and miss takes the chart colour instead of the shape's.
const std::array<Entry, statusKindCount> entries{{
    {"ok", QT_TRANSLATE_NOOP("Status", "OK"), &Tokens::good, &Tokens::text, normal, 0},
    {"ok", QT_TRANSLATE_NOOP("Status", "Passed"), &Tokens::good, &Tokens::text, normal, 0},
    {"warning", QT_TRANSLATE_NOOP("Status", "Warning"), &Tokens::warnG, &Tokens::warn, normal, 40},
    {"alarm", QT_TRANSLATE_NOOP("Status", "Alarm"), &Tokens::alarm, &Tokens::alarm, normal, 60},
    {"overdue", QT_TRANSLATE_NOOP("Status", "Overdue"), &Tokens::bad, &Tokens::bad, strong, 80},
    {"failed", QT_TRANSLATE_NOOP("Status", "Failed"), &Tokens::bad, &Tokens::bad, strong, 70},
    {"error", QT_TRANSLATE_NOOP("Status", "Error"), &Tokens::alarm, &Tokens::alarm, strong, 75},
    {"terminated", QT_TRANSLATE_NOOP("Status", "Terminated"), &Tokens::idle, &Tokens::muted, normal, 30},
    {"done", QT_TRANSLATE_NOOP("Status", "Done"), &Tokens::idle, &Tokens::muted, normal, 1},
    {"skipped", QT_TRANSLATE_NOOP("Status", "Skipped"), &Tokens::idle, &Tokens::muted, normal, 2},
    {"unknown", QT_TRANSLATE_NOOP("Status", "Unknown"), &Tokens::idle, &Tokens::muted, normal, 5},
    {"repair", QT_TRANSLATE_NOOP("Status", "Repair"), &Tokens::info, &Tokens::text, normal, 10},
    {"fresh", QT_TRANSLATE_NOOP("Status", "Fresh"), &Tokens::good, &Tokens::muted, normal, 0},
    {"fresh", QT_TRANSLATE_NOOP("Status", "Online"), &Tokens::good, &Tokens::text, strong, 0},
    {"stale", QT_TRANSLATE_NOOP("Status", "Stale"), &Tokens::aged, &Tokens::aged, medium, 20},
    {"offline", QT_TRANSLATE_NOOP("Status", "Offline"), &Tokens::idle, &Tokens::text, medium, 25},
    {"fetching", QT_TRANSLATE_NOOP("Status", "Fetching"), &Tokens::info, &Tokens::info, normal, 3},
    {"seeded", QT_TRANSLATE_NOOP("Status", "Seeded"), &Tokens::info, &Tokens::text, normal, 0},
    {"joined", QT_TRANSLATE_NOOP("Status", "Joined"), &Tokens::info, &Tokens::text, normal, 0},
    {"miss", QT_TRANSLATE_NOOP("Status", "Network"), &Tokens::warnG, &Tokens::text, normal, 0},
    {"done", QT_TRANSLATE_NOOP("Status", "Waiting"), &Tokens::idle, &Tokens::muted, normal, 4},
    {"fetching", QT_TRANSLATE_NOOP("Status", "Uploading"), &Tokens::info, &Tokens::info, normal, 3},
    {"error", QT_TRANSLATE_NOOP("Status", "Quarantined"), &Tokens::alarm, &Tokens::alarm, strong, 65},
}};

const Entry &entryOf(StatusKind kind)
{
    return entries[size_t(kind)];
}

QColor shapeColor(StatusKind kind, const Tokens &tokens)
{
    switch (kind) {
    case StatusKind::Seeded: return tokens.chart.seeded;
    case StatusKind::Joined: return tokens.chart.joined;
    case StatusKind::Miss: return tokens.chart.miss;
    default: return tokens.*entryOf(kind).shape;
    }
}

QByteArray drawing(const char *file)
{
    static std::map<QByteArray, QByteArray> known;
    QByteArray &data = known[file];
    if (data.isEmpty()) {
        QFile source(u":/qwats/icons/status/"_s + QLatin1StringView(file) + u".svg"_s);
        if (source.open(QIODevice::ReadOnly))
            data = source.readAll();
    }
    return data;
}

/// One parsed drawing for each shape and pair of colours: parsing costs more than painting.
QSvgRenderer &renderer(const char *file, const QColor &shape, const QColor &ground)
{
    static std::map<QByteArray, std::unique_ptr<QSvgRenderer>> known;
    const QByteArray shapeName = shape.name().toLatin1();
    const QByteArray groundName = ground.name().toLatin1();
    auto &found = known[QByteArray(file) + shapeName + groundName];
    if (!found) {
        QByteArray data = drawing(file);
        data.replace("currentColor", shapeName).replace("#ffffff", groundName);
        found = std::make_unique<QSvgRenderer>(data);
    }
    return *found;
}

QRectF squareIn(const QRectF &rect)
{
    const qreal side = std::min(rect.width(), rect.height());
    return {rect.center().x() - side / 2, rect.center().y() - side / 2, side, side};
}

/// The ring of fetching and uploading: faint, with one bright quarter that turns. The quarter keeps its place at turn
/// 0.
void paintRing(QPainter *painter, const QRectF &square, const QColor &color, double turn)
{
    const qreal unit = square.width() / 16;
    const QRectF ring = square.adjusted(2.4 * unit, 2.4 * unit, -2.4 * unit, -2.4 * unit);
    QColor faint = color;
    faint.setAlphaF(0.28f);
    QPen pen(faint, 2 * unit, Qt::SolidLine, Qt::FlatCap);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(pen);
    painter->drawEllipse(ring);
    pen.setColor(color);
    pen.setCapStyle(Qt::RoundCap);
    painter->setPen(pen);
    painter->drawArc(ring, int(std::lround(-turn * 360 * 16)), 90 * 16);
}

} // namespace

StatusLook statusLook(StatusKind kind, const Tokens &tokens)
{
    const Entry &entry = entryOf(kind);
    return {shapeColor(kind, tokens), tokens.*entry.text, entry.weight,
            QCoreApplication::translate("Status", entry.word)};
}

QColor Tokens::*statusInk(StatusKind kind)
{
    return entryOf(kind).text;
}

QColor statusGround(StatusKind kind, const Tokens &tokens)
{
    const QColor Tokens::*shape = entryOf(kind).shape;
    if (shape == &Tokens::good)
        return tokens.goodBg;
    if (shape == &Tokens::warnG)
        return tokens.warnBg;
    if (shape == &Tokens::alarm)
        return tokens.alarmBg;
    if (shape == &Tokens::bad)
        return tokens.badBg;
    if (shape == &Tokens::aged)
        return tokens.agedBg;
    return shape == &Tokens::info ? tokens.infoBg : tokens.idleBg;
}

int statusSeverity(StatusKind kind)
{
    return entryOf(kind).severity;
}

void StatusGlyph::paint(QPainter *painter, const QRectF &rect, StatusKind kind, const Tokens &tokens,
                        const QColor &ground, double turn)
{
    const QRectF square = squareIn(rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (kind == StatusKind::Fetching || kind == StatusKind::Uploading) {
        paintRing(painter, square, tokens.info, turn);
    } else if (kind == StatusKind::Waiting) {
        const qreal unit = square.width() / 16;
        painter->setPen(QPen(tokens.idle, 1.6 * unit));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(square.adjusted(2.1 * unit, 2.1 * unit, -2.1 * unit, -2.1 * unit));
    } else {
        const QColor mark = ground.isValid() ? ground : tokens.base;
        renderer(entryOf(kind).file, shapeColor(kind, tokens), mark).render(painter, square);
    }
    painter->restore();
}

QPixmap StatusGlyph::pixmap(StatusKind kind, int px, const Tokens &tokens, qreal dpr)
{
    const QString key = u"qwats-status-%1-%2-%3-%4"_s.arg(int(kind)).arg(px).arg(int(tokens.kind)).arg(dpr);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    picture = QPixmap(QSize(px, px) * dpr);
    picture.setDevicePixelRatio(dpr);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paint(&painter, QRectF(0, 0, px, px), kind, tokens);
    painter.end();
    QPixmapCache::insert(key, picture);
    return picture;
}

} // namespace qwats::ui
