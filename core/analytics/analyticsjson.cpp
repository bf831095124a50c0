// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analyticsjson.h"

#include "core/analytics/groupjson.h"

namespace qwats {
namespace {

using json::field;
using json::Value;

const json::ObjectReader<RepairRow> &repairRowReader()
{
    static const json::ObjectReader<RepairRow> reader(withGroupFields<RepairRow>({
        field<&RepairRow::repairOperation>("repairOperation"),
        field<&RepairRow::repairCode>("repairCode"),
        field<&RepairRow::repairCategory>("repairCategory"),
        field<&RepairRow::repairType>("repairType"),
        field<&RepairRow::failCode>("failCode"),
        field<&RepairRow::componentRef>("componentRef"),
        field<&RepairRow::componentNumber>("componentNumber"),
        field<&RepairRow::componentRevision>("componentRevision"),
        field<&RepairRow::componentVendor>("componentVendor"),
        field<&RepairRow::componentDescription>("componentDescription"),
        field<&RepairRow::functionBlock>("functionBlock"),
        field<&RepairRow::referencedStep>("referencedStep"),
        field<&RepairRow::referencedStepPath>("referencedStepPath"),
        field<&RepairRow::testPeriod>("testPeriod"),
        field<&RepairRow::testStationName>("testStationName"),
        field<&RepairRow::testOperator>("testOperator"),
        field<&RepairRow::repairCount>("repairCount"),
        field<&RepairRow::reportCount>("repairReportCount"),
        field<&RepairRow::totalCount>("totalCount"),
        field<&RepairRow::repairRate>("repairRate"),
    }));
    return reader;
}

const json::ObjectReader<UnitFlow> &unitFlowReader()
{
    using Node = UnitFlow::Node;
    using Link = UnitFlow::Link;
    using Seen = UnitFlow::LastSeen;
    static const json::ObjectReader<Node> nodes{
        field<&Node::id>("id"),
        field<&Node::name>("name"),
        field<&Node::processCode>("processCode"),
        field<&Node::unitCount>("unitCount"),
        field<&Node::reportCount>("reportCount"),
        field<&Node::passedCount>("passedCount"),
    };
    static const json::ObjectReader<Link> links{field<&Link::source>("source"), field<&Link::target>("target"),
                                                field<&Link::unitCount>("unitCount")};
    static const json::ObjectReader<Seen> units{
        field<&Seen::serialNumber>("serialNumber"),
        field<&Seen::partNumber>("partNumber"),
        field<&Seen::revision>("revision"),
        field<&Seen::processCode>("processCode"),
        field<&Seen::result>("result"),
        field<&Seen::when>("lastUtc"),
    };
    static const json::ObjectReader<UnitFlow> reader{
        {"nodes",
         [](UnitFlow &flow, const Value &value, json::Problem &problem) {
             return json::readArray(value, flow.nodes, nodes, problem);
         }},
        {"links",
         [](UnitFlow &flow, const Value &value, json::Problem &problem) {
             return json::readArray(value, flow.links, links, problem);
         }},
        {"units",
         [](UnitFlow &flow, const Value &value, json::Problem &problem) {
             return json::readArray(value, flow.units, units, problem);
         }},
    };
    return reader;
}

} // namespace

Result<YieldRowList> decodeYield(const QByteArray &body)
{
    static const json::ObjectReader<YieldRow> reader(withGroupFields<YieldRow>({
        field<&YieldRow::unitCount>("unitCount"),
        field<&YieldRow::firstPassCount>("fpCount"),
        field<&YieldRow::secondPassCount>("spCount"),
        field<&YieldRow::thirdPassCount>("tpCount"),
        field<&YieldRow::lastPassCount>("lpCount"),
        field<&YieldRow::fpy>("fpy"),
        field<&YieldRow::spy>("spy"),
        field<&YieldRow::tpy>("tpy"),
        field<&YieldRow::lpy>("lpy"),
        field<&YieldRow::testReportCount>("testReportCount"),
        field<&YieldRow::testPassCount>("testYieldCount"),
        field<&YieldRow::testYield>("testYield"),
        field<&YieldRow::retestCount>("retestCount"),
        field<&YieldRow::first>("firstUtc"),
        field<&YieldRow::last>("lastUtc"),
    }));
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<RepairRowList> decodeRepairs(const QByteArray &body)
{
    RepairRowList rows;
    if (body.isEmpty())
        return rows;
    const json::SharedTexts shared;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return rows;
    json::Problem problem;
    bool good = false;
    if (document->is_object()) {
        rows.emplace_back();
        good = repairRowReader().read(*document, rows.back(), problem);
    } else {
        good = json::readArray(*document, rows, repairRowReader(), problem);
    }
    if (!good)
        return failure(problem.error());
    return rows;
}

Result<RepairHistory> decodeRepairHistory(const QByteArray &body)
{
    using Row = RepairHistoryRow;
    static const json::ObjectReader<Row> reader{
        field<&Row::serialNumber>("serialNumber"),
        field<&Row::partNumber>("partNumber"),
        field<&Row::revision>("revision"),
        field<&Row::reportId>("reportId"),
        field<&Row::date>("repairDate"),
        field<&Row::failStepName>("failStepName"),
        field<&Row::failStepPath>("failStepPath"),
        field<&Row::failCode>("failCode"),
        field<&Row::repairCode>("repairCode"),
        field<&Row::symptom>("symptom"),
        field<&Row::cause>("cause"),
        field<&Row::action>("action"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<TopFailedList> decodeTopFailed(const QByteArray &body)
{
    using Row = TopFailedRow;
    static const json::ObjectReader<Row> reader{
        field<&Row::stepName>("stepName"),         field<&Row::stepPath>("stepPath"),
        field<&Row::stepType>("stepType"),         field<&Row::stepGroup>("stepGroup"),
        field<&Row::partNumber>("partNumber"),     field<&Row::revision>("revision"),
        field<&Row::productGroup>("productGroup"), field<&Row::testOperation>("testOperation"),
        field<&Row::processCode>("processCode"),   field<&Row::failCount>("failCount"),
        field<&Row::totalCount>("totalCount"),     field<&Row::failRate>("failRate"),
        field<&Row::firstFail>("firstFailDate"),   field<&Row::lastFail>("lastFailDate"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<Oee> decodeOee(const QByteArray &body)
{
    static const json::ObjectReader<Oee> reader{
        field<&Oee::oee>("oee"),
        field<&Oee::availability>("availability"),
        field<&Oee::performance>("performance"),
        field<&Oee::quality>("quality"),
        field<&Oee::totalTime>("totalTime"),
        field<&Oee::runTime>("runTime"),
        field<&Oee::downTime>("downTime"),
        field<&Oee::plannedTime>("plannedProductionTime"),
        field<&Oee::idealCycleTime>("idealCycleTime"),
        field<&Oee::actualCycleTime>("actualCycleTime"),
        field<&Oee::totalCount>("totalCount"),
        field<&Oee::goodCount>("goodCount"),
        field<&Oee::rejectCount>("rejectCount"),
        field<&Oee::period>("period"),
        field<&Oee::partNumber>("partNumber"),
        field<&Oee::stationName>("stationName"),
    };
    return json::decodeObject(body, reader);
}

Result<StepStatusList> decodeStepStatuses(const QByteArray &body)
{
    using Row = StepStatusRow;
    static const json::ObjectReader<Row> reader{
        field<&Row::reportId>("id"),       field<&Row::serialNumber>("serialNumber"), field<&Row::stepName>("stepName"),
        field<&Row::stepPath>("stepPath"), field<&Row::stepType>("stepType"),         field<&Row::status>("status"),
        field<&Row::start>("startUtc"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

Result<UnitFlow> decodeUnitFlow(const QByteArray &body)
{
    const json::SharedTexts shared;
    return json::decodeObject(body, unitFlowReader());
}

} // namespace qwats
