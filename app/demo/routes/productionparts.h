// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/routes/routetable.h"
#include "app/demo/world/world.h"

#include <QJsonArray>

#include <functional>
#include <optional>

namespace qwats::demo {

// What the public and the internal endpoints of production have in common.

Response unknownUnit(const UnitName &name);
/// The parameters `<prefix>serialNumber` and `<prefix>partNumber`. @p prefix in lower case.
UnitName unitNameFrom(const Request &request, const QString &prefix = {});
/// Runs @p work on the unit that the parameters name; 400 without a serial number, 404 when it is unknown.
RouteTable::Handler onUnit(World *world, std::function<Response(const Request &, const UnitFacts &)> work);

using UnitPairWork = std::function<Response(const Request &, const UnitFacts &parent, const UnitFacts &child)>;
/// The same for two units; those of the parent have @p parentPrefix, those of the child begin with `child`.
RouteTable::Handler onUnitPair(World *world, const QString &parentPrefix, UnitPairWork work);

Response addChildUnit(World *world, const UnitFacts &parent, const UnitFacts &child);
Response removeChildUnit(World *world, const UnitFacts &parent, const UnitFacts &child);

/// The rows that `$top` and `$skip` ask for; on a bad number nothing, and @p refusal is a 400.
std::optional<QJsonArray> pageOf(const QJsonArray &rows, const Request &request, Response *refusal);

} // namespace qwats::demo
