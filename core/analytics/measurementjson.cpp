// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analyticsjson.h"
#include "core/analytics/groupjson.h"

#include <optional>

namespace qwats {
namespace {

using json::field;
using json::Value;

const json::ObjectReader<MeasuredValue> &measuredValueReader()
{
    using Row = MeasuredValue;
    static const json::ObjectReader<Row> reader{
        field<&Row::path>("measurementPath"),
        field<&Row::reportId>("id"),
        field<&Row::serialNumber>("serialNumber"),
        field<&Row::partNumber>("partNumber"),
        field<&Row::revision>("revision"),
        field<&Row::stepName>("stepName"),
        field<&Row::stepPath>("stepPath"),
        field<&Row::measureName>("measureName"),
        field<&Row::comparator>("compOperator"),
        field<&Row::unit>("unit"),
        field<&Row::status>("status"),
        field<&Row::stationName>("stationName"),
        field<&Row::fixtureId>("fixtureId"),
        field<&Row::testOperation>("testOperation"),
        field<&Row::start>("startUtc"),
        field<&Row::value>("value"),
        field<&Row::lowLimit>("limit1"),
        field<&Row::highLimit>("limit2"),
        field<&Row::run>("run"),
    };
    return reader;
}

const json::ObjectReader<AggregatedMeasurement> &aggregatedReader()
{
    using Row = AggregatedMeasurement;
    using Figures = MeasureStatistics;
    static const json::ObjectReader<Row> reader{
        field<&Row::path>("measurementPath"),
        field<&Row::stepName>("stepName"),
        field<&Row::stepPath>("stepPath"),
        field<&Row::measureName>("measureName"),
        field<&Row::partNumber>("partNumber"),
        field<&Row::revision>("revision"),
        field<&Row::comparator>("compOperator"),
        field<&Row::unit>("unit"),
        field<&Row::lowLimit>("limit1"),
        field<&Row::highLimit>("limit2"),
        nestedField<&Row::statistics, &Figures::count>("count"),
        nestedField<&Row::statistics, &Figures::min>("min"),
        nestedField<&Row::statistics, &Figures::max>("max"),
        nestedField<&Row::statistics, &Figures::average>("avg"),
        nestedField<&Row::statistics, &Figures::deviation>("stdev"),
        nestedField<&Row::statistics, &Figures::variance>("var"),
        nestedField<&Row::statistics, &Figures::cpk>("cpk"),
        nestedField<&Row::statistics, &Figures::cp>("cp"),
        nestedField<&Row::statistics, &Figures::cpLower>("cpLower"),
        nestedField<&Row::statistics, &Figures::cpUpper>("cpUpper"),
        nestedField<&Row::statistics, &Figures::sigmaHigh3>("sigmaHigh3"),
        nestedField<&Row::statistics, &Figures::sigmaLow3>("sigmaLow3"),
    };
    return reader;
}

/// A group holds its rows; a row of a flat answer holds itself.
struct RowGroup
{
    QString path;
    std::optional<Value> rows;
};

const json::ObjectReader<RowGroup> &rowGroupReader()
{
    static const json::ObjectReader<RowGroup> reader{
        field<&RowGroup::path>("measurementPath"),
        {"measurements",
         [](RowGroup &group, const Value &value) {
             group.rows = value;
             return true;
         },
         "a list"},
    };
    return reader;
}

template <typename Row>
bool readGroupOrRow(const Value &element, const json::ObjectReader<Row> &reader, std::vector<Row> &out,
                    json::Problem &problem)
{
    RowGroup group;
    if (!rowGroupReader().read(element, group, problem))
        return false;
    const size_t first = out.size();
    if (group.rows) {
        std::vector<Row> rows;
        if (!json::readArray(*group.rows, rows, reader, problem)) {
            problem.at("measurements");
            return false;
        }
        out.insert(out.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    } else {
        out.emplace_back();
        if (!reader.read(element, out.back(), problem))
            return false;
    }
    for (size_t i = first; i < out.size(); ++i) {
        if (out[i].path.isEmpty())
            out[i].path = group.path.isEmpty() ? out[i].stepPath : group.path;
    }
    return true;
}

template <typename Row>
Result<std::vector<Row>> decodeGroupsOrRows(const QByteArray &body, const json::ObjectReader<Row> &reader)
{
    std::vector<Row> rows;
    if (body.isEmpty())
        return rows;
    const json::SharedTexts shared;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return rows;
    json::Problem problem;
    simdjson::dom::array elements;
    if (document->get(elements) != simdjson::SUCCESS) {
        problem.expected("a list");
        return failure(problem.error());
    }
    size_t index = 0;
    for (const Value &element : elements) {
        if (!readGroupOrRow(element, reader, rows, problem)) {
            problem.at(index);
            return failure(problem.error());
        }
        ++index;
    }
    return rows;
}

} // namespace

Result<MeasuredValueList> decodeMeasurements(const QByteArray &body)
{
    return decodeGroupsOrRows(body, measuredValueReader());
}

Result<AggregatedMeasurementList> decodeAggregatedMeasurements(const QByteArray &body)
{
    return decodeGroupsOrRows(body, aggregatedReader());
}

Result<StepAnalysis> decodeStepAnalysis(const QByteArray &body)
{
    using Row = StepAnalysisRow;
    using Figures = MeasureStatistics;
    static const json::ObjectReader<Row> reader{
        field<&Row::stepName>("stepName"),
        field<&Row::stepPath>("stepPath"),
        field<&Row::stepType>("stepType"),
        field<&Row::stepGroup>("stepGroup"),
        field<&Row::testOperation>("testOperation"),
        field<&Row::measureName>("measureName"),
        field<&Row::comparator>("compOperator"),
        field<&Row::processCode>("processCode"),
        field<&Row::count>("stepCount"),
        field<&Row::passed>("stepPassedCount"),
        field<&Row::done>("stepDoneCount"),
        field<&Row::skipped>("stepSkippedCount"),
        field<&Row::failed>("stepFailedCount"),
        field<&Row::errors>("stepErrorCount"),
        field<&Row::terminated>("stepTerminatedCount"),
        field<&Row::other>("stepOtherCount"),
        field<&Row::causedFailed>("stepCausedUutFailed"),
        field<&Row::causedError>("stepCausedUutError"),
        field<&Row::causedTerminated>("stepCausedUutTerminated"),
        field<&Row::timeAverage>("stepTimeAvg"),
        field<&Row::timeMax>("stepTimeMax"),
        field<&Row::timeMin>("stepTimeMin"),
        field<&Row::lowLimit>("limit1"),
        field<&Row::highLimit>("limit2"),
        nestedField<&Row::all, &Figures::count>("measureCount"),
        nestedField<&Row::all, &Figures::min>("min"),
        nestedField<&Row::all, &Figures::max>("max"),
        nestedField<&Row::all, &Figures::average>("avg"),
        nestedField<&Row::all, &Figures::deviation>("stdev"),
        nestedField<&Row::all, &Figures::variance>("var"),
        nestedField<&Row::all, &Figures::cpk>("cpk"),
        nestedField<&Row::all, &Figures::cp>("cp"),
        nestedField<&Row::all, &Figures::cpLower>("cpLower"),
        nestedField<&Row::all, &Figures::cpUpper>("cpUpper"),
        nestedField<&Row::all, &Figures::sigmaHigh3>("sigmaHigh3"),
        nestedField<&Row::all, &Figures::sigmaLow3>("sigmaLow3"),
        nestedField<&Row::passedOnly, &Figures::count>("measureCountWof"),
        nestedField<&Row::passedOnly, &Figures::min>("minWof"),
        nestedField<&Row::passedOnly, &Figures::max>("maxWof"),
        nestedField<&Row::passedOnly, &Figures::average>("avgWof"),
        nestedField<&Row::passedOnly, &Figures::deviation>("stdevWof"),
        nestedField<&Row::passedOnly, &Figures::variance>("varWof"),
        nestedField<&Row::passedOnly, &Figures::cpk>("cpkWof"),
        nestedField<&Row::passedOnly, &Figures::cp>("cpWof"),
        nestedField<&Row::passedOnly, &Figures::cpLower>("cpLowerWof"),
        nestedField<&Row::passedOnly, &Figures::cpUpper>("cpUpperWof"),
        nestedField<&Row::passedOnly, &Figures::sigmaHigh3>("sigmaHigh3Wof"),
        nestedField<&Row::passedOnly, &Figures::sigmaLow3>("sigmaLow3Wof"),
    };
    const json::SharedTexts shared;
    return json::decodeList(body, reader);
}

} // namespace qwats
