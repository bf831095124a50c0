// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/selection.h"
#include "app/demo/routes/routetable.h"
#include "app/demo/world/world.h"

namespace qwats::demo {

// Each adds the endpoints of one area. The handlers refer to @p world, which must outlive the table.
void addAppRoutes(RouteTable *table, World *world);
void addAssetRoutes(RouteTable *table, World *world);
void addProductRoutes(RouteTable *table, World *world);
void addReportRoutes(RouteTable *table, World *world);
void addAnalyticsRoutes(RouteTable *table, World *world);

/// Parses the OData options of a request; on failure sets @p refusal to a 400 that says where.
std::optional<odata::Selection> selectionFrom(const Request &request, const odata::Schema &schema, Response *refusal);

/// The JSON object in the body; on failure sets @p refusal to a 400.
std::optional<QJsonObject> objectFrom(const Request &request, Response *refusal);

} // namespace qwats::demo
