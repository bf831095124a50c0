// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/http/faults.h"
#include "app/demo/routes/routetable.h"
#include "app/demo/world/world.h"

#include <atomic>

namespace qwats::demo {

/// What can be turned while the server runs. Thread: any.
struct Dials
{
    static constexpr int maxDelayMs = 600000;
    static constexpr qint64 maxBandwidth = 1'000'000'000;
    std::atomic<int> latencyMs = 0;
    std::atomic<int> jitterMs = 0;
    std::atomic<qint64> bandwidth = 0;
};

/// The page `/__demo`: shows what the server has and does, and turns its dials. Needs no token, but answers only
/// programs on this machine that ask for it by a name of this machine, so that no web page can be made to ask.
///
/// Thread: the server's. Everything is borrowed.
class ControlPage
{
public:
    ControlPage(World *world, const RouteTable *routes, Faults *faults, Dials *dials);

    static bool isFor(const Request &request); ///< the path is `/__demo`
    /// @p seen and @p inFlight without this request.
    Response answer(const Request &request, quint64 seen, int inFlight);
    /// Notes a write to an area (product, asset, report, production, software) or, as "live", reports that production
    /// added: the generations of what it may have touched go up by one.
    void changed(const QString &area);

private:
    Response change(const Request &request);
    QJsonObject state() const;
    QJsonObject generations() const;

    World *m_world;
    const RouteTable *m_routes;
    Faults *m_faults;
    Dials *m_dials;
    int m_liveRate; ///< what "on" means
    quint64 m_products = 0;
    quint64 m_assets = 0;
    quint64 m_reports = 0;
    quint64 m_units = 0;
    quint64 m_software = 0;
    quint64 m_others = 0;
};

} // namespace qwats::demo
