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
    , assets(given.seed, startTime(given))
    , reports(orderFrom(given, startTime(given)), products)
    , live(orderFrom(given, startTime(given)), &reports)
{
    products.generate(options.products);
    assets.generate(options.assets);
    live.setRate(options.livePerMinute, nowMs());
}

qint64 World::nowMs() const
{
    return startTime(options);
}

qsizetype World::advance()
{
    const std::vector<qsizetype> rows = live.advance(nowMs());
    if (!rows.empty())
        assets.setNow(nowMs());
    for (const qsizetype row : rows) {
        for (const QString &serial : reports.assetsUsed(row)) {
            if (const qsizetype asset = assets.indexOf(serial); asset >= 0)
                assets.addUsage(asset, 1, false);
        }
    }
    return qsizetype(rows.size());
}

} // namespace qwats::demo
