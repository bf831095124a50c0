// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/world.h"

#include <QDateTime>

namespace qwats::demo {

namespace {

qint64 startTime(const DemoOptions &options)
{
    if (options.clock)
        return options.clock();
    return options.nowMsSinceEpoch > 0 ? options.nowMsSinceEpoch : QDateTime::currentMSecsSinceEpoch();
}

/// When the made-up history ends: a server that starts again with a store goes on with the same one.
qint64 historyEnd(const DemoOptions &options)
{
    return options.historyEndMs > 0 ? options.historyEndMs : startTime(options);
}

ProductionOrder orderFrom(const DemoOptions &options, qint64 now)
{
    // One offset for the whole history: times stay comparable across a change to summer time.
    const int offset = QDateTime::fromMSecsSinceEpoch(now).offsetFromUtc() / 60;
    return {options.seed, options.products, options.reports, options.days, now, offset};
}

} // namespace

World::World(const DemoOptions &given)
    : options(given)
    , products(given.seed)
    , assets(given.seed, historyEnd(given))
    , reports(orderFrom(given, historyEnd(given)), products)
    , units(reports, products)
    , serials(given.serialNumbers)
    , software(given.seed)
    , live(orderFrom(given, historyEnd(given)), &reports)
{
    products.generate(options.products);
    const qint64 sinceMs = reports.size() > 0 ? reports.startMs(reports.timeline().front()) - 60000
                                              : historyEnd(options) - qint64(options.days) * 86400000;
    assets.generate(options.assets, reports.madeUses(), sinceMs);
    software.generate(historyEnd(options));
    live.setRate(options.livePerMinute, nowMs());
}

qint64 World::nowMs() const
{
    return startTime(options);
}

qsizetype World::advance()
{
    const std::vector<qsizetype> rows = live.advance(nowMs());
    QHash<QString, qint64> uses;
    for (const qsizetype row : rows) {
        for (const QString &serial : reports.assetsUsed(row))
            ++uses[serial];
    }
    if (!rows.empty())
        assets.setNow(nowMs());
    for (auto use = uses.cbegin(); use != uses.cend(); ++use) {
        if (const qsizetype asset = assets.indexOf(use.key()); asset >= 0)
            assets.addUsage(asset, use.value(), false);
    }
    return qsizetype(rows.size());
}

} // namespace qwats::demo
