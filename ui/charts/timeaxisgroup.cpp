// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timeaxisgroup.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr std::array<qint64, 19> tickSteps{1,   2,    5,    10,   15,    30,    60,    120,   300,   600,
                                           900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 604800}; // seconds

qint64 tickStepMs(qint64 rangeMs, double width, double spacing)
{
    const double least = double(rangeMs) * spacing / std::max(width, 1.0);
    for (const qint64 step : tickSteps) {
        if (double(step * 1000) >= least)
            return step * 1000;
    }
    return tickSteps.back() * 1000;
}

QString tickText(qint64 atMs, qint64 stepMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(atMs);
    if (stepMs >= 86'400'000)
        return QLocale().toString(local.date(), u"d MMM"_s);
    return local.time().toString(stepMs < 60'000 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

} // namespace

double TimeScale::x(qint64 atMs) const
{
    const qint64 length = range.toMs - range.fromMs;
    return length > 0 ? left + width * double(atMs - range.fromMs) / double(length) : left;
}

qint64 TimeScale::time(double x) const
{
    if (width <= 0)
        return range.fromMs;
    const double share = std::clamp((x - left) / width, 0.0, 1.0);
    return range.fromMs + qint64(share * double(range.toMs - range.fromMs));
}

TimeAxisGroup::TimeAxisGroup(QObject *parent)
    : QObject(parent)
{
}

void TimeAxisGroup::setRange(qint64 fromMs, qint64 toMs)
{
    const TimeSpan range{fromMs, std::max(fromMs, toMs)};
    if (range == m_range)
        return;
    m_range = range;
    emit rangeChanged();
    if (m_hairLine && (*m_hairLine < range.fromMs || *m_hairLine > range.toMs))
        setHairLine(std::nullopt);
    if (m_brush && (m_brush->toMs <= range.fromMs || m_brush->fromMs >= range.toMs))
        clearBrush();
}

void TimeAxisGroup::setMarkers(const QList<TimeMarker> &markers)
{
    m_markers = markers;
    emit markersChanged();
}

void TimeAxisGroup::setHairLine(std::optional<qint64> atMs)
{
    if (atMs == m_hairLine)
        return;
    m_hairLine = atMs;
    emit hairLineChanged();
}

void TimeAxisGroup::setBrush(qint64 oneMs, qint64 otherMs)
{
    const auto [from, to] = std::minmax(oneMs, otherMs);
    const TimeSpan brush{std::clamp(from, m_range.fromMs, m_range.toMs), std::clamp(to, m_range.fromMs, m_range.toMs)};
    if (m_brush == brush)
        return;
    m_brush = brush;
    emit brushChanged();
}

void TimeAxisGroup::clearBrush()
{
    if (!m_brush)
        return;
    m_brush.reset();
    emit brushChanged();
    emit brushCleared();
}

void TimeAxisGroup::finishBrush(qint64 leastMs)
{
    if (!m_brush)
        return;
    if (m_brush->toMs - m_brush->fromMs < leastMs)
        clearBrush();
    else
        emit brushChosen(m_brush->fromMs, m_brush->toMs);
}

TimeScale TimeAxisGroup::scale(const QRectF &plot) const
{
    return {m_range, plot.left(), plot.width()};
}

std::vector<TimeTick> TimeAxisGroup::ticks(double width, double spacing) const
{
    std::vector<TimeTick> ticks;
    if (m_range.toMs <= m_range.fromMs || width < spacing)
        return ticks;
    const qint64 step = tickStepMs(m_range.toMs - m_range.fromMs, width, spacing);
    // Steps of hours are round only in local time.
    const qint64 offset = qint64(QDateTime::fromMSecsSinceEpoch(m_range.fromMs).offsetFromUtc()) * 1000;
    qint64 at = (m_range.fromMs + offset + step - 1) / step * step - offset;
    for (; at <= m_range.toMs; at += step)
        ticks.push_back({at, tickText(at, step)});
    return ticks;
}

} // namespace qwats::ui
