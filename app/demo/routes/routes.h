// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/selection.h"
#include "app/demo/routes/routetable.h"
#include "app/demo/world/world.h"

namespace qwats::demo {

/// Adds every endpoint: the server, the documentation and the fuzzer know the same ones.
void addAllRoutes(RouteTable *table, World *world);

// Each adds the endpoints of one area. The handlers refer to @p world, which must outlive the table.
void addAppRoutes(RouteTable *table, World *world);
void addAssetRoutes(RouteTable *table, World *world);
void addProductRoutes(RouteTable *table, World *world);
void addProductInternals(RouteTable *table, World *world);
void addProductionRoutes(RouteTable *table, World *world);
void addProductionInternals(RouteTable *table, World *world);
void addSerialRoutes(RouteTable *table, World *world);
void addSoftwareRoutes(RouteTable *table, World *world);
void addReportRoutes(RouteTable *table, World *world);
void addReportTransferRoutes(RouteTable *table, World *world);
void addAssetFileRoutes(RouteTable *table, World *world);
void addAnalyticsRoutes(RouteTable *table, World *world);
/// Other names for resources that are in the table already: call it last.
void addAliasRoutes(RouteTable *table, World *world);

/// Parses the OData options of a request; on failure sets @p refusal to a 400 that says where.
std::optional<odata::Selection> selectionFrom(const Request &request, const odata::Schema &schema, Response *refusal);

/// The JSON object in the body; on failure sets @p refusal to a 400.
std::optional<QJsonObject> objectFrom(const Request &request, Response *refusal);

} // namespace qwats::demo
