// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/limitbardelegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace qwats::ui {

namespace {

constexpr int barHeight = 6;
constexpr int tickHeight = 12;
constexpr double diamond = 5.5; ///< px from middle to corner

void paintTick(QPainter *painter, int x, int middle, const QColor &color)
{
    painter->fillRect(x - 1, middle - tickHeight / 2, 2, tickHeight, color);
}

void paintValue(QPainter *painter, const QRect &bar, double x, bool failed, const Tokens &tokens)
{
    if (bar.width() < 2 * diamond) // no room for a mark: the text beside it says the value
        return;
    const double middle = bar.y() + bar.height() / 2.0;
    if (!failed) {
        const int left = std::clamp(int(std::lround(x)) - 1, bar.left(), bar.right() - 2);
        // A thin edge in the ground keeps the stroke apart from the band of nearly its colour.
        painter->fillRect(left - 1, bar.center().y() - 5, 5, 12, tokens.base);
        painter->fillRect(left, bar.center().y() - 5, 3, 12, tokens.good);
        return;
    }
    x = std::clamp(x, bar.left() + diamond, bar.right() + 1 - diamond);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens.base, 1.5));
    painter->setBrush(tokens.bad);
    const double d = diamond + 0.75;
    painter->drawPolygon(QPolygonF{{x, middle - d}, {x + d, middle}, {x, middle + d}, {x - d, middle}});
    painter->restore();
}

} // namespace

double LimitBarDelegate::place(const MeasureLimits &limits, double value)
{
    if (!std::isfinite(value))
        return value > 0 ? 1.0 : 0.0;
    if (limits.low && limits.high && *limits.high > *limits.low) {
        const double share = (value - *limits.low) / (*limits.high - *limits.low);
        return std::clamp(bandStart + share * (bandEnd - bandStart), 0.0, 1.0);
    }
    if (limits.low && limits.high) // both the same: only equal is inside
        return value == *limits.low ? 0.5 : value < *limits.low ? bandStart / 2 : 1 - bandStart / 2;
    if (!limits.low && !limits.high)
        return 0.5;
    // One limit gives no span; its own size is the only scale there is: from zero to twice the limit.
    const double limit = limits.low ? *limits.low : *limits.high;
    const double span = limit != 0 ? std::abs(limit) : 1.0;
    const double at = limits.low ? bandStart : bandEnd;
    const double room = value < limit ? at : 1 - at;
    return std::clamp(at + (value - limit) / span * room, 0.0, 1.0);
}

void LimitBarDelegate::paintBar(QPainter *painter, const QRect &room, const MeasureLimits &limits, const Tokens &tokens)
{
    const QRect bar(room.x(), room.y() + (room.height() - barHeight) / 2, room.width(), barHeight);
    const auto xOf = [&](double share) { return bar.x() + share * bar.width(); };
    painter->fillRect(bar, tokens.track);
    const bool point = limits.low && limits.high && *limits.high <= *limits.low;
    const int left = limits.low ? int(std::lround(xOf(point ? 0.5 : bandStart))) : bar.left();
    const int right = limits.high ? int(std::lround(xOf(point ? 0.5 : bandEnd))) : bar.right() + 1;
    painter->fillRect(left, bar.y(), right - left, barHeight, mixed(tokens.good, tokens.base, 0.38));
    if (limits.low)
        paintTick(painter, left, bar.center().y() + 1, tokens.text);
    if (limits.high)
        paintTick(painter, right, bar.center().y() + 1, tokens.text);
    if (limits.value)
        paintValue(painter, bar, xOf(place(limits, *limits.value)), limits.failed, tokens);
}

void LimitBarDelegate::paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QVariant told = index.data(LimitsRole);
    if (!told.isValid())
        return RowDelegate::paintContent(cells, room, option, index);
    const auto limits = told.value<MeasureLimits>();
    if (!limits.low && !limits.high) {
        cells.text(room, limits.text, cells.fonts().small, cells.tokens().muted);
        return;
    }
    const QRect bar(room.x(), room.y(), std::min(room.width(), maxBar), room.height());
    paintBar(cells.painter(), QStyle::visualRect(option.direction, room, bar), limits, cells.tokens());
}

int LimitBarDelegate::contentWidth(const QModelIndex &index) const
{
    const QVariant told = index.data(LimitsRole);
    if (!told.isValid())
        return RowDelegate::contentWidth(index);
    const auto limits = told.value<MeasureLimits>();
    const bool bar = limits.low || limits.high;
    return bar ? 0 : CellPainter::textWidth(limits.text, CellFonts::current().small);
}

QString LimitBarDelegate::fullText(const QModelIndex &index) const
{
    const QVariant told = index.data(LimitsRole);
    return told.isValid() ? speech(told.value<MeasureLimits>()) : RowDelegate::fullText(index);
}

} // namespace qwats::ui
