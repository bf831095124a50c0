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
    , m_startMs(startTime(given))
{
    products.generate(options.products);
    assets.generate(options.assets);
}

qint64 World::nowMs() const
{
    return startTime(options);
}

} // namespace qwats::demo
