// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/whatif.h"

#include "app/qwatsctl/measure.h"
#include "core/trace/tracefile.h"

#include <QJsonArray>

#include <cmath>

namespace qwats::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

double secondsOf(std::chrono::nanoseconds span)
{
    return std::chrono::duration<double>(span).count();
}

QJsonObject figuresToJson(const WhatIfFigures &figures)
{
    return {{u"hit_rate"_s, figures.hitRate()},
            {u"served_from_cache"_s, qint64(figures.served())},
            {u"outcomes"_s, outcomesToJson(figures.outcomes)},
            {u"oldest_served_s"_s, secondsOf(figures.oldestServed)}};
}

QJsonObject predictionToJson(const WhatIfFigures &figures)
{
    QJsonObject object = figuresToJson(figures);
    object.insert(u"upstream_calls"_s, qint64(figures.calls));
    object.insert(u"calls_per_min"_s, figures.callsPerMinute());
    object.insert(u"evictions"_s, qint64(figures.evictions));
    object.insert(u"most_bytes"_s, qint64(figures.mostBytes));
    object.insert(u"most_entries"_s, qint64(figures.mostEntries));
    object.insert(u"guessed_loads"_s, qint64(figures.guessed));
    return object;
}

QString percent(double share)
{
    return QString::number(share * 100, 'f', 1) + u" %"_s;
}

QString megabytes(qsizetype bytes)
{
    return QString::number(double(bytes) / 1e6, 'f', 2);
}

QStringList rowOf(const QString &name, const WhatIfFigures &figures)
{
    return {name,
            percent(figures.hitRate()),
            QString::number(figures.callsPerMinute(), 'f', 1),
            QString::number(figures.calls),
            QString::number(secondsOf(figures.oldestServed), 'f', 0),
            megabytes(figures.mostBytes),
            QString::number(figures.mostEntries),
            QString::number(figures.evictions)};
}

} // namespace

Status WhatIfTask::prepare()
{
    auto trace = loadTrace(line().operands.constFirst());
    if (!trace) // a file that cannot be read is wrong use here, as with every command
        return failure(Error::Kind::InvalidInput, trace.error().message, trace.error().detail);
    m_trace = std::move(*trace);
    auto settings = combinations(line().whatIf, m_trace.policies);
    if (!settings)
        return failure(settings.error());
    m_settings = std::move(*settings);
    return {};
}

Status WhatIfTask::predict()
{
    const auto then = predictFigures(m_trace, m_trace.policies);
    if (!then)
        return failure(then.error());
    m_then = *then;
    for (const TriedSettings &settings : m_settings) {
        const auto figures = predictFigures(m_trace, settings.policies);
        if (!figures)
            return failure(figures.error());
        m_tried.push_back({settings, *figures});
    }
    auto curve = hitRateCurve(m_trace, m_settings.size() == 1 ? m_settings.front().policies : m_trace.policies);
    if (!curve)
        return failure(curve.error());
    m_curve = std::move(*curve);
    return {};
}

void WhatIfTask::startAlone()
{
    const Status predicted = predict();
    if (!predicted)
        return fail(predicted.error());
    finish(line().json ? printOut(report()) : printOut(summary()));
}

QJsonObject WhatIfTask::report() const
{
    const WhatIfFigures measured = measuredFigures(m_trace);
    QJsonArray tried;
    for (const Tried &one : m_tried) {
        QJsonObject object = predictionToJson(one.figures);
        object.insert(u"settings"_s, one.settings.name);
        tried.append(object);
    }
    QJsonArray curve;
    for (const CurvePoint &point : m_curve)
        curve.append(QJsonObject{
            {u"entries"_s, qint64(point.entries)}, {u"bytes"_s, qint64(point.bytes)}, {u"hit_rate"_s, point.hitRate}});
    return {{u"lookups"_s, qint64(measured.lookups)},
            {u"writes"_s, qint64(measured.writes)},
            {u"span_s"_s, secondsOf(measured.span)},
            {u"events_gone"_s, qint64(m_trace.gone)},
            {u"recorded"_s, figuresToJson(measured)},
            {u"as_recorded"_s, predictionToJson(m_then)},
            {u"predictions"_s, tried},
            {u"curve"_s, curve}};
}

QString WhatIfTask::summary() const
{
    using Align = TextTable::Align;
    const WhatIfFigures measured = measuredFigures(m_trace);
    QString text = factLines({{tr("look-ups"), QString::number(measured.lookups)},
                              {tr("writes"), QString::number(measured.writes)},
                              {tr("time"), tr("%1 min").arg(secondsOf(measured.span) / 60, 0, 'f', 1)},
                              {tr("older events gone"), m_trace.gone > 0 ? QString::number(m_trace.gone) : QString()}});
    TextTable table({{tr("settings"), Align::Left, 60},
                     {tr("hit rate"), Align::Right},
                     {tr("calls/min"), Align::Right},
                     {tr("calls"), Align::Right},
                     {tr("oldest s"), Align::Right},
                     {tr("most MB"), Align::Right},
                     {tr("entries"), Align::Right},
                     {tr("evicted"), Align::Right}});
    table.add({tr("recorded"),
               percent(measured.hitRate()),
               {},
               {},
               QString::number(secondsOf(measured.oldestServed), 'f', 0)});
    table.add(rowOf(tr("as recorded"), m_then));
    for (const Tried &one : m_tried)
        table.add(rowOf(one.settings.name, one.figures));
    TextTable curve({{tr("entries"), Align::Right}, {tr("MB"), Align::Right}, {tr("hit rate"), Align::Right}, {{}}});
    for (const CurvePoint &point : m_curve)
        curve.add({QString::number(point.entries), megabytes(point.bytes), percent(point.hitRate),
                   QString(qsizetype(std::lround(point.hitRate * 40)), u'#')});
    return text + u'\n' + table.text() + u'\n' + curve.text();
}

} // namespace qwats::ctl
