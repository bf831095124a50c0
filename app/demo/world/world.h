// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demoserver.h"
#include "app/demo/world/assetstore.h"
#include "app/demo/world/liveproduction.h"
#include "app/demo/world/productstore.h"
#include "app/demo/world/reportstore.h"
#include "app/demo/world/serialstore.h"
#include "app/demo/world/softwarestore.h"
#include "app/demo/world/unitstore.h"

namespace qwats::demo {

/// The whole made-up factory, all of it from one seed. Thread: the server's.
class World
{
public:
    explicit World(const DemoOptions &options);
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    /// Now, ms since the epoch; stands still when DemoOptions::nowMsSinceEpoch was given.
    qint64 nowMs() const;
    /// Lets production go on until now: call before anything is read. Returns how many reports it added.
    qsizetype advance();

    DemoOptions options;
    ProductStore products;
    AssetStore assets;
    ReportStore reports;
    UnitStore units;
    SerialStore serials;
    SoftwareStore software;
    LiveProduction live; ///< switched on by DemoOptions::livePerMinute
    quint64 writes = 0; ///< counts changes, for the control page
};

} // namespace qwats::demo
