// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"
#include "core/json/jsonvalue.h"

#include <initializer_list>
#include <vector>

namespace qwats {

/// A field of a row that the row has from its AnalyticsGroup.
template <typename Row, auto Member> [[nodiscard]] constexpr json::Field<Row> groupField(std::string_view key)
{
    using Kind = typename json::MemberOf<Member>::Kind;
    return json::Field<Row>(
        key, [](Row &row, const json::Value &value) { return json::read(value, row.*Member); }, json::wordFor<Kind>());
}

/// A field of a value that lies in another one: `row.statistics.min`.
template <auto Outer, auto Inner> [[nodiscard]] constexpr auto nestedField(std::string_view key)
{
    using Row = typename json::MemberOf<Outer>::Object;
    using Kind = typename json::MemberOf<Inner>::Kind;
    return json::Field<Row>(
        key, [](Row &row, const json::Value &value) { return json::read(value, (row.*Outer).*Inner); },
        json::wordFor<Kind>());
}

/// The fields of AnalyticsGroup followed by those of the row itself.
template <typename Row>
[[nodiscard]] std::vector<json::Field<Row>> withGroupFields(std::initializer_list<json::Field<Row>> own)
{
    using Group = AnalyticsGroup;
    std::vector<json::Field<Row>> fields{
        groupField<Row, &Group::partNumber>("partNumber"),
        groupField<Row, &Group::productName>("productName"),
        groupField<Row, &Group::productGroup>("productGroup"),
        groupField<Row, &Group::revision>("revision"),
        groupField<Row, &Group::stationName>("stationName"),
        groupField<Row, &Group::location>("location"),
        groupField<Row, &Group::purpose>("purpose"),
        groupField<Row, &Group::testOperation>("testOperation"),
        groupField<Row, &Group::period>("period"),
        groupField<Row, &Group::swFilename>("swFilename"),
        groupField<Row, &Group::swVersion>("swVersion"),
        groupField<Row, &Group::level>("level"),
        groupField<Row, &Group::batchNumber>("batchNumber"),
        groupField<Row, &Group::operatorName>("operator"),
        groupField<Row, &Group::fixtureId>("fixtureId"),
        groupField<Row, &Group::failedStep>("stepCausedUutFailure"),
        groupField<Row, &Group::failedStepPath>("stepPathCausedUutFailure"),
        groupField<Row, &Group::miscDescription>("miscInfoDescription"),
        groupField<Row, &Group::miscValue>("miscInfoString"),
        groupField<Row, &Group::assetSerialNumber>("assetSerialNumber"),
        groupField<Row, &Group::assetName>("assetName"),
        groupField<Row, &Group::unitType>("unitType"),
        groupField<Row, &Group::processCode>("processCode"),
        groupField<Row, &Group::socketIndex>("socketIndex"),
        groupField<Row, &Group::errorCode>("errorCode"),
    };
    fields.insert(fields.end(), own.begin(), own.end());
    return fields;
}

} // namespace qwats
