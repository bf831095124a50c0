// SPDX-License-Identifier: GPL-3.0-or-later
// Yield, failures, measurements, repairs and the like: /api/App/… with a WATS filter, and their internal kin.
#include "app/demo/analytics/oee.h"
#include "app/demo/analytics/repairs.h"
#include "app/demo/analytics/stepanalysis.h"
#include "app/demo/analytics/unitflow.h"
#include "app/demo/analytics/unityield.h"
#include "app/demo/routes/routes.h"

#include <functional>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultHeaderCount = 1000;

using Analysis = std::function<Response(const ReportFacts &, const WatsFilter &)>;

/// Reads the filter and hands over to @p analysis; a filter that makes no sense is a 400.
RouteTable::Handler filtered(const World *world, Analysis analysis)
{
    return [world, analysis = std::move(analysis)](const Request &request) {
        QString error;
        const auto filter = watsFilterFrom(request, world->nowMs(), &error);
        if (!filter)
            return Response::error(400, error);
        return analysis(ReportFacts(*world), *filter);
    };
}

Response rowsResponse(const std::vector<QJsonObject> &rows)
{
    QJsonArray array;
    for (const QJsonObject &row : rows)
        array.append(row);
    return Response::json(array);
}

/// Yield rows by the dimensions of the filter, or by @p otherwise when it names none.
Analysis yieldBy(const QString &otherwise)
{
    return [otherwise](const ReportFacts &facts, const WatsFilter &filter) {
        QString error;
        const QString text = filter.dimensions.isEmpty() ? otherwise : filter.dimensions;
        const auto dimensions = parseDimensions(text, yieldKpis(), false, &error);
        return dimensions ? rowsResponse(yieldRows(facts, filter, *dimensions)) : Response::error(400, error);
    };
}

Response repairsBy(const ReportFacts &facts, const WatsFilter &filter)
{
    QString error;
    const auto dimensions = parseDimensions(filter.dimensions, repairKpis(), true, &error);
    return dimensions ? rowsResponse(repairRows(facts, filter, *dimensions)) : Response::error(400, error);
}

/// A history knows no range unless it is asked for one.
RouteTable::Handler repairHistory(const World *world)
{
    return filtered(world, [](const ReportFacts &facts, WatsFilter filter) {
        filter.fromMs = std::numeric_limits<qint64>::min();
        return Response::json(repairHistoryRows(facts, filter));
    });
}

Analysis headersOf(bool repairs)
{
    return [repairs](const ReportFacts &facts, const WatsFilter &filter) {
        const int limit = filter.topCount.value_or(defaultHeaderCount);
        QJsonArray rows;
        facts.visitNewestFirst(repairs, filter, [&](qsizetype row) {
            rows.append(facts.reports().header(row));
            return rows.size() < limit;
        });
        return Response::json(rows);
    };
}

template <QJsonArray (*rows)(const ReportFacts &, const WatsFilter &)>
Response arrayOf(const ReportFacts &facts, const WatsFilter &filter)
{
    return Response::json(rows(facts, filter));
}

void addInternalRoutes(RouteTable *table, const World *world)
{
    for (const char *method : {"GET", "POST"}) {
        table->add(method, "/api/internal/App/TopFailed", filtered(world, arrayOf<topFailedRows>));
        table->add(method, "/api/internal/App/MeasurementList", filtered(world, arrayOf<measurementRows>));
        table->add(method, "/api/internal/App/StepStatusList", filtered(world, arrayOf<stepStatusRows>));
    }
    const auto wholeFlow = [](const ReportFacts &facts, const WatsFilter &filter) {
        const UnitFlow flow = unitFlow(facts, filter);
        return Response::json(
            QJsonObject{{u"Nodes"_s, flow.nodes}, {u"Links"_s, flow.links}, {u"Units"_s, flow.units}});
    };
    for (const char *part : {"", "/SN", "/SplitBy", "/UnitOrder"})
        table->add("POST", QByteArray("/api/internal/UnitFlow") + part, filtered(world, wholeFlow));
    const auto partOf = [](QJsonArray UnitFlow::*part) {
        return [part](const ReportFacts &facts, const WatsFilter &filter) {
            return Response::json(unitFlow(facts, filter).*part);
        };
    };
    table->add("GET", "/api/internal/UnitFlow/Nodes", filtered(world, partOf(&UnitFlow::nodes)));
    table->add("GET", "/api/internal/UnitFlow/Links", filtered(world, partOf(&UnitFlow::links)));
    table->add("GET", "/api/internal/UnitFlow/Units", filtered(world, partOf(&UnitFlow::units)));
    table->add("POST", "/api/internal/Trigger/GetAlarmAndNotificationLogs", filtered(world, arrayOf<alarmLog>));
}

} // namespace

void addAnalyticsRoutes(RouteTable *table, World *world)
{
    const QString byProduct = u"partNumber;productName;productGroup;revision"_s;
    table->add("POST", "/api/App/DynamicYield", filtered(world, yieldBy({})));
    table->add("POST", "/api/App/DynamicRepair", filtered(world, repairsBy));
    table->add("POST", "/api/App/HighVolumeByProductGroup", filtered(world, yieldBy(u"productGroup;unitCount desc"_s)));
    table->add("POST", "/api/App/WorstYieldByProductGroup",
               filtered(world, yieldBy(u"productGroup;fpy asc;unitCount desc"_s)));
    table->add("GET", "/api/App/RelatedRepairHistory", repairHistory(world));
    for (const char *method : {"GET", "POST"}) {
        table->add(method, "/api/App/VolumeYield", filtered(world, yieldBy(u"period asc"_s)));
        table->add(method, "/api/App/HighVolume", filtered(world, yieldBy(byProduct + u";unitCount desc"_s)));
        table->add(method, "/api/App/WorstYield", filtered(world, yieldBy(byProduct + u";fpy asc;unitCount desc"_s)));
        table->add(method, "/api/App/TopFailed", filtered(world, arrayOf<topFailedRows>));
        table->add(method, "/api/App/UutReport", filtered(world, headersOf(false)));
    }
    table->add("POST", "/api/App/UurReport", filtered(world, headersOf(true)));
    table->add("POST", "/api/App/TestStepAnalysis", filtered(world, arrayOf<stepAnalysisRows>));
    table->add("POST", "/api/App/Measurements", filtered(world, arrayOf<measurementGroups>));
    table->add("POST", "/api/App/AggregatedMeasurements", filtered(world, arrayOf<aggregatedGroups>));
    table->add("POST", "/api/App/OeeAnalysis", filtered(world, [](const ReportFacts &facts, const WatsFilter &filter) {
                   return Response::json(oeeAnalysis(facts, filter));
               }));
    addInternalRoutes(table, world);
}

} // namespace qwats::demo
