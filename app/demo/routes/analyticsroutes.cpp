// SPDX-License-Identifier: GPL-3.0-or-later
// Yield, failures, measurements, repairs and the like: /api/App/… with a WATS filter, and their internal kin.
#include "app/demo/analytics/oee.h"
#include "app/demo/analytics/repairs.h"
#include "app/demo/analytics/stepanalysis.h"
#include "app/demo/analytics/unitflow.h"
#include "app/demo/analytics/unityield.h"
#include "app/demo/routes/answercache.h"
#include "app/demo/routes/routes.h"

#include <functional>
#include <memory>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultHeaderCount = 1000;

using Analysis = std::function<Response(const ReportFacts &, const WatsFilter &)>;

/// The world, and the answers that are known already.
struct Desk
{
    const World *world = nullptr;
    std::shared_ptr<AnswerCache> answers = std::make_shared<AnswerCache>();
    std::shared_ptr<int> topics = std::make_shared<int>(0);
};

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

/// The same for an analysis that follows from the reports in the range alone, and from nothing else that time changes.
RouteTable::Handler filtered(const Desk &desk, Analysis analysis)
{
    return [desk, topic = ++*desk.topics, analysis = std::move(analysis)](const Request &request) {
        QString error;
        const auto filter = watsFilterFrom(request, desk.world->nowMs(), &error);
        if (!filter)
            return Response::error(400, error);
        const QByteArray key = AnswerCache::key(topic, request, *filter, desk.world->reports);
        if (const auto known = desk.answers->find(*desk.world, key))
            return *known;
        Response response = analysis(ReportFacts(*desk.world), *filter);
        desk.answers->keep(key, response);
        return response;
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

void addInternalRoutes(RouteTable *table, const Desk &desk)
{
    for (const char *method : {"GET", "POST"}) {
        table->add(method, "/api/internal/App/TopFailed", filtered(desk, arrayOf<topFailedRows>));
        table->add(method, "/api/internal/App/MeasurementList", filtered(desk, arrayOf<measurementRows>));
        table->add(method, "/api/internal/App/StepStatusList", filtered(desk, arrayOf<stepStatusRows>));
    }
    const auto wholeFlow = [](const ReportFacts &facts, const WatsFilter &filter) {
        const UnitFlow flow = unitFlow(facts, filter);
        return Response::json(
            QJsonObject{{u"Nodes"_s, flow.nodes}, {u"Links"_s, flow.links}, {u"Units"_s, flow.units}});
    };
    for (const char *part : {"", "/SN", "/SplitBy", "/UnitOrder"})
        table->add("POST", QByteArray("/api/internal/UnitFlow") + part, filtered(desk, wholeFlow));
    const auto partOf = [](QJsonArray UnitFlow::*part) {
        return [part](const ReportFacts &facts, const WatsFilter &filter) {
            return Response::json(unitFlow(facts, filter).*part);
        };
    };
    table->add("GET", "/api/internal/UnitFlow/Nodes", filtered(desk, partOf(&UnitFlow::nodes)));
    table->add("GET", "/api/internal/UnitFlow/Links", filtered(desk, partOf(&UnitFlow::links)));
    table->add("GET", "/api/internal/UnitFlow/Units", filtered(desk, partOf(&UnitFlow::units)));
    table->add("POST", "/api/internal/Trigger/GetAlarmAndNotificationLogs", filtered(desk.world, arrayOf<alarmLog>));
}

} // namespace

void addAnalyticsRoutes(RouteTable *table, World *world)
{
    const Desk desk{world};
    const QString byProduct = u"partNumber;productName;productGroup;revision"_s;
    table->add("POST", "/api/App/DynamicYield", filtered(desk, yieldBy({})));
    table->add("POST", "/api/App/DynamicRepair", filtered(desk, repairsBy));
    table->add("POST", "/api/App/HighVolumeByProductGroup", filtered(desk, yieldBy(u"productGroup;unitCount desc"_s)));
    table->add("POST", "/api/App/WorstYieldByProductGroup",
               filtered(desk, yieldBy(u"productGroup;fpy asc;unitCount desc"_s)));
    table->add("GET", "/api/App/RelatedRepairHistory", repairHistory(world));
    for (const char *method : {"GET", "POST"}) {
        table->add(method, "/api/App/VolumeYield", filtered(desk, yieldBy(u"period asc"_s)));
        table->add(method, "/api/App/HighVolume", filtered(desk, yieldBy(byProduct + u";unitCount desc"_s)));
        table->add(method, "/api/App/WorstYield", filtered(desk, yieldBy(byProduct + u";fpy asc;unitCount desc"_s)));
        table->add(method, "/api/App/TopFailed", filtered(desk, arrayOf<topFailedRows>));
        table->add(method, "/api/App/UutReport", filtered(desk, headersOf(false)));
    }
    table->add("POST", "/api/App/UurReport", filtered(desk, headersOf(true)));
    table->add("POST", "/api/App/TestStepAnalysis", filtered(desk, arrayOf<stepAnalysisRows>));
    table->add("POST", "/api/App/Measurements", filtered(desk, arrayOf<measurementGroups>));
    table->add("POST", "/api/App/AggregatedMeasurements", filtered(desk, arrayOf<aggregatedGroups>));
    table->add("POST", "/api/App/OeeAnalysis", filtered(world, [](const ReportFacts &facts, const WatsFilter &filter) {
                   return Response::json(oeeAnalysis(facts, filter));
               }));
    addInternalRoutes(table, desk);
}

} // namespace qwats::demo
