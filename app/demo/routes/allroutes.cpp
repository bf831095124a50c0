// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"

namespace qwats::demo {

void addAllRoutes(RouteTable *routes, World *world)
{
    addAppRoutes(routes, world);
    addAssetRoutes(routes, world);
    addProductRoutes(routes, world);
    addProductInternals(routes, world);
    addProductionRoutes(routes, world);
    addProductionInternals(routes, world);
    addSerialRoutes(routes, world);
    addSoftwareRoutes(routes, world);
    addReportRoutes(routes, world);
    addAnalyticsRoutes(routes, world);
    addAliasRoutes(routes, world);
}

} // namespace qwats::demo
