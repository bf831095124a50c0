// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/usagebardelegate.h"

#include "ui/widgets/words.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace qwats::ui {

namespace {

constexpr int usageBarHeight = 6;
constexpr int barGap = 8; ///< between bar and value

/// Bars in the shape colour of a state; a quiet state still says "good".
QColor fillColor(StatusKind kind, const Tokens &tokens)
{
    return statusLook(kind, tokens).shape;
}

void hatch(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &line)
{
    painter->fillRect(rect, fill);
    painter->save();
    painter->setClipRect(rect);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, 1));
    for (double x = rect.left() - rect.height(); x < rect.right() + rect.height(); x += 4)
        painter->drawLine(QPointF(x, rect.bottom() + 0.5), QPointF(x + rect.height() + 1, rect.top() - 0.5));
    painter->restore();
}

void tick(QPainter *painter, double x, const QRect &bar, int height, int width, const QColor &color)
{
    const int left = std::clamp(int(std::lround(x)) - width / 2, bar.left(), bar.right() + 1 - width);
    painter->fillRect(left, bar.center().y() + 1 - height / 2, width, height, color);
}

/// The bar's place: as much of the cell as the value leaves, within 58 to 96 px.
QRect barRoom(const QRect &room)
{
    const int width = std::clamp(room.width() * 46 / 100, UsageBarDelegate::minBar, UsageBarDelegate::maxBar);
    return {room.x(), room.y(), std::min(width, room.width()), room.height()};
}

} // namespace

double UsageBarDelegate::position(double share, double barWidth)
{
    return std::isfinite(share) ? std::clamp(share / scaleEnd, 0.0, 1.0) * barWidth : 0.0;
}

void UsageBarDelegate::paintBar(QPainter *painter, const QRect &room, const Usage &usage, const Tokens &tokens)
{
    if (!usage.share)
        return;
    const QRect bar(room.x(), room.y() + (room.height() - usageBarHeight) / 2, room.width(), usageBarHeight);
    painter->fillRect(bar, tokens.track);
    const double limit = position(usage.limitShare, bar.width());
    double end = position(*usage.share, bar.width());
    if (*usage.share > 0)
        end = std::max(end, 2.0); // something used is never drawn as nothing
    const QColor fill = fillColor(usage.status, tokens);
    const int solid = int(std::lround(std::min(end, limit)));
    painter->fillRect(bar.x(), bar.y(), solid, usageBarHeight, fill);
    const int over = int(std::lround(end)) - solid;
    if (over > 0)
        hatch(painter, QRectF(bar.x() + solid, bar.y(), over, usageBarHeight), fill, tokens.base);
    if (usage.warnShare > 0)
        tick(painter, bar.x() + position(usage.warnShare, bar.width()), bar, 10, 1, tokens.border);
    tick(painter, bar.x() + limit, bar, 14, 2, tokens.text);
}

void UsageBarDelegate::paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QVariant told = index.data(UsageRole);
    if (!told.isValid())
        return RowDelegate::paintContent(cells, room, option, index);
    const auto usage = told.value<Usage>();
    Cell cell;
    cell.text = usage.text.isEmpty() ? words::none() : usage.text;
    cell.alignment = Qt::AlignRight | Qt::AlignVCenter;
    const StatusLook look = statusLook(usage.status, cells.tokens());
    cell.ink = usage.share ? look.text : cells.tokens().muted;
    cell.weight = usage.share && statusSeverity(usage.status) >= statusSeverity(StatusKind::Alarm) ? 600 : 400;
    QRect rest = room;
    if (usage.share) {
        const QRect bar = barRoom(room);
        paintBar(cells.painter(), QStyle::visualRect(option.direction, room, bar), usage, cells.tokens());
        rest.setLeft(bar.right() + 1 + barGap);
    }
    cells.paint(QStyle::visualRect(option.direction, room, rest), cell);
}

int UsageBarDelegate::contentWidth(const QModelIndex &index) const
{
    const QVariant told = index.data(UsageRole);
    if (!told.isValid())
        return RowDelegate::contentWidth(index);
    const auto usage = told.value<Usage>();
    const int text = CellPainter::textWidth(usage.text, CellFonts::current().strong);
    return usage.share ? minBar + barGap + text : text;
}

QString UsageBarDelegate::fullText(const QModelIndex &index) const
{
    const QVariant told = index.data(UsageRole);
    return told.isValid() ? speech(told.value<Usage>()) : RowDelegate::fullText(index);
}

} // namespace qwats::ui
