// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analyticsservice.h"

#include "core/analytics/analyticsjson.h"
#include "core/http/target.h"
#include "core/report/reportjson.h"

namespace qwats {
namespace {

/// Every statistic is made from reports, and most name products.
void tagStatistics(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:reports"
         << "list:products";
}

/// The alarm log is about assets and serial numbers too.
void tagAlarms(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:reports"
         << "list:assets"
         << "list:serialnumbers";
}

/// A question that goes as POST: the filter is the body, and the paths and dimensions stand in the address as well.
template <typename T> Query<T> posted(const EndpointOf<T> &endpoint, const WatsFilter &filter)
{
    WatsFilter onlyDimensions;
    onlyDimensions.dimensions = filter.dimensions;
    Target target(endpoint.route);
    target.param("dimensions", filter.dimensions).param("measurementPaths", filter.measurementPaths);
    const QByteArray body = filter == onlyDimensions ? QByteArrayLiteral("{}") : filter.toJson();
    return {endpoint, target.encoded(), {}, body};
}

/// What a GET can say; only what its endpoint knows is set.
Target plainTarget(const char *route, const WatsFilter &filter)
{
    Target target(route);
    target.param("productGroup", filter.productGroup).param("level", filter.level);
    target.param("partNumber", filter.partNumber).param("revision", filter.revision);
    target.param("serialNumber", filter.serialNumber).param("status", filter.status);
    if (filter.topCount)
        target.param("topCount", qint64(*filter.topCount));
    return target;
}

/// The part of a filter that a GET can say.
WatsFilter plainPart(const WatsFilter &filter, bool hasMore)
{
    WatsFilter plain;
    plain.productGroup = filter.productGroup;
    plain.level = filter.level;
    if (!hasMore)
        return plain;
    plain.partNumber = filter.partNumber;
    plain.revision = filter.revision;
    plain.topCount = filter.topCount;
    return plain;
}

/// Endpoints with a GET form are asked by it when the filter fits into it (wats-api 7.2).
template <typename T>
Query<T> plainOrPosted(const EndpointOf<T> &endpoint, const WatsFilter &filter, const WatsFilter &plain)
{
    if (filter != plain)
        return posted(endpoint, filter);
    return {endpoint, plainTarget(endpoint.route, plain).encoded()};
}

} // namespace

Query<YieldRowList> AnalyticsService::yield(const WatsFilter &filter)
{
    static constexpr EndpointOf<YieldRowList> endpoint{
        {"/api/App/DynamicYield", Domain::Statistics, decodeWith<decodeYield>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<YieldRowList> AnalyticsService::volumeYield(const WatsFilter &filter)
{
    static constexpr EndpointOf<YieldRowList> endpoint{
        {"/api/App/VolumeYield", Domain::Statistics, decodeWith<decodeYield>, tagStatistics}};
    return plainOrPosted(endpoint, filter, plainPart(filter, false));
}

Query<YieldRowList> AnalyticsService::highVolume(const WatsFilter &filter)
{
    static constexpr EndpointOf<YieldRowList> endpoint{
        {"/api/App/HighVolume", Domain::Statistics, decodeWith<decodeYield>, tagStatistics}};
    return plainOrPosted(endpoint, filter, plainPart(filter, false));
}

Query<YieldRowList> AnalyticsService::worstYield(const WatsFilter &filter)
{
    static constexpr EndpointOf<YieldRowList> endpoint{
        {"/api/App/WorstYield", Domain::Statistics, decodeWith<decodeYield>, tagStatistics}};
    return plainOrPosted(endpoint, filter, plainPart(filter, false));
}

Query<YieldRowList> AnalyticsService::highVolumeByProductGroup(const WatsFilter &filter)
{
    static constexpr EndpointOf<YieldRowList> endpoint{
        {"/api/App/HighVolumeByProductGroup", Domain::Statistics, decodeWith<decodeYield>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<YieldRowList> AnalyticsService::worstYieldByProductGroup(const WatsFilter &filter)
{
    static constexpr EndpointOf<YieldRowList> endpoint{
        {"/api/App/WorstYieldByProductGroup", Domain::Statistics, decodeWith<decodeYield>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<RepairRowList> AnalyticsService::repairs(const WatsFilter &filter)
{
    static constexpr EndpointOf<RepairRowList> endpoint{
        {"/api/App/DynamicRepair", Domain::Statistics, decodeWith<decodeRepairs>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<RepairHistory> AnalyticsService::repairHistory(const QString &partNumber, const QString &revision)
{
    static constexpr EndpointOf<RepairHistory> endpoint{
        {"/api/App/RelatedRepairHistory", Domain::Statistics, decodeWith<decodeRepairHistory>, tagStatistics}};
    return {endpoint, Target(endpoint.route).param("partNumber", partNumber).param("revision", revision).encoded()};
}

Query<TopFailedList> AnalyticsService::topFailed(const WatsFilter &filter)
{
    static constexpr EndpointOf<TopFailedList> endpoint{
        {"/api/App/TopFailed", Domain::Statistics, decodeWith<decodeTopFailed>, tagStatistics}};
    return plainOrPosted(endpoint, filter, plainPart(filter, true));
}

Query<StepAnalysis> AnalyticsService::stepAnalysis(const WatsFilter &filter)
{
    static constexpr EndpointOf<StepAnalysis> endpoint{
        {"/api/App/TestStepAnalysis", Domain::Statistics, decodeWith<decodeStepAnalysis>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<MeasuredValueList> AnalyticsService::measurements(const WatsFilter &filter)
{
    static constexpr EndpointOf<MeasuredValueList> endpoint{
        {"/api/App/Measurements", Domain::Statistics, decodeWith<decodeMeasurements>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<AggregatedMeasurementList> AnalyticsService::aggregatedMeasurements(const WatsFilter &filter)
{
    static constexpr EndpointOf<AggregatedMeasurementList> endpoint{
        {"/api/App/AggregatedMeasurements", Domain::Statistics, decodeWith<decodeAggregatedMeasurements>,
         tagStatistics}};
    return posted(endpoint, filter);
}

Query<Oee> AnalyticsService::oee(const WatsFilter &filter)
{
    static constexpr EndpointOf<Oee> endpoint{
        {"/api/App/OeeAnalysis", Domain::Statistics, decodeWith<decodeOee>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<ReportHeaderList> AnalyticsService::serialNumberHistory(const WatsFilter &filter)
{
    static constexpr EndpointOf<ReportHeaderList> endpoint{
        {"/api/App/SerialNumberHistory", Domain::ReportList, decodeWith<decodeReportHeaders>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<ReportHeaderList> AnalyticsService::testReports(const WatsFilter &filter)
{
    static constexpr EndpointOf<ReportHeaderList> endpoint{
        {"/api/App/UutReport", Domain::ReportList, decodeWith<decodeReportHeaders>, tagStatistics}};
    WatsFilter plain = plainPart(filter, true);
    plain.serialNumber = filter.serialNumber;
    plain.status = filter.status;
    return plainOrPosted(endpoint, filter, plain);
}

Query<ReportHeaderList> AnalyticsService::repairReports(const WatsFilter &filter)
{
    static constexpr EndpointOf<ReportHeaderList> endpoint{
        {"/api/App/UurReport", Domain::ReportList, decodeWith<decodeReportHeaders>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<MeasuredValueList> AnalyticsService::measurementList(const WatsFilter &filter)
{
    static constexpr EndpointOf<MeasuredValueList> endpoint{
        {"/api/internal/App/MeasurementList", Domain::Statistics, decodeWith<decodeMeasurements>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<StepStatusList> AnalyticsService::stepStatuses(const WatsFilter &filter)
{
    static constexpr EndpointOf<StepStatusList> endpoint{
        {"/api/internal/App/StepStatusList", Domain::Statistics, decodeWith<decodeStepStatuses>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<UnitFlow> AnalyticsService::unitFlow(const WatsFilter &filter)
{
    static constexpr EndpointOf<UnitFlow> endpoint{
        {"/api/internal/UnitFlow", Domain::Statistics, decodeWith<decodeUnitFlow>, tagStatistics}};
    return posted(endpoint, filter);
}

Query<AlarmLog> AnalyticsService::alarms(const WatsFilter &filter)
{
    static constexpr EndpointOf<AlarmLog> endpoint{{"/api/internal/Trigger/GetAlarmAndNotificationLogs",
                                                    Domain::Statistics, decodeWith<decodeAlarmLog>, tagAlarms}};
    WatsFilter known;
    known.topCount = filter.topCount;
    known.from = filter.from;
    known.to = filter.to;
    known.productGroup = filter.productGroup;
    known.level = filter.level;
    return posted(endpoint, known);
}

} // namespace qwats
