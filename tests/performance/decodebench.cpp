// SPDX-License-Identifier: GPL-3.0-or-later
// P6: 10 000 report headers from bytes to typed rows, beside QJsonDocument with QDateTime and simdjson's DOM with
// QString.
#include "core/report/reportjson.h"
#include "tests/performance/samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <benchmark/benchmark.h>

#include <malloc.h>
#include <simdjson.h>

namespace qwats::bench {
namespace {

using benchmark::State;

const QByteArray &headerBody()
{
    static const QByteArray body = Samples::load(headersKind).front().body;
    return body;
}

/// The text members of a row that every reader here fills, and its numbers.
constexpr std::array textKeys{"uuid",
                              "serialNumber",
                              "partNumber",
                              "revision",
                              "batchNumber",
                              "stationName",
                              "location",
                              "operator",
                              "processName",
                              "fixtureId",
                              "swFilename",
                              "swVersion",
                              "causedUutFailure",
                              "causedUutFailurePath",
                              "errorMessage",
                              "comment",
                              "referencedUut",
                              "result",
                              "reportType"};
constexpr std::array numberKeys{"processCode", "run", "reportSize", "errorCode", "testSocketIndex", "executionTime"};

struct PlainRow
{
    std::array<QString, textKeys.size()> texts;
    std::array<double, numberKeys.size()> numbers{};
    QDateTime start;
};

std::vector<PlainRow> readWithQt(const QByteArray &body)
{
    std::vector<PlainRow> rows;
    const QJsonArray array = QJsonDocument::fromJson(body).array();
    rows.reserve(size_t(array.size()));
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        PlainRow row;
        for (size_t i = 0; i < textKeys.size(); ++i)
            row.texts[i] = object.value(QLatin1StringView(textKeys[i])).toString();
        for (size_t i = 0; i < numberKeys.size(); ++i)
            row.numbers[i] = object.value(QLatin1StringView(numberKeys[i])).toDouble();
        row.start = QDateTime::fromString(object.value(QLatin1StringView("startUtc")).toString(), Qt::ISODateWithMs);
        rows.push_back(std::move(row));
    }
    return rows;
}

QString textOf(const simdjson::dom::object &object, const char *key)
{
    std::string_view text;
    if (object[key].get(text) != simdjson::SUCCESS)
        return {};
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::vector<PlainRow> readWithSimdjson(const QByteArray &body)
{
    static simdjson::dom::parser parser;
    std::vector<PlainRow> rows;
    simdjson::dom::array array;
    if (parser.parse(body.constData(), size_t(body.size())).get(array) != simdjson::SUCCESS)
        return rows;
    rows.reserve(array.size());
    for (const simdjson::dom::object object : array) {
        PlainRow row;
        for (size_t i = 0; i < textKeys.size(); ++i)
            row.texts[i] = textOf(object, textKeys[i]);
        for (size_t i = 0; i < numberKeys.size(); ++i) {
            if (object[numberKeys[i]].get(row.numbers[i]) != simdjson::SUCCESS)
                row.numbers[i] = 0;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

size_t heapBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

template <typename Read> void decode(State &state, const Read &read)
{
    const QByteArray &body = headerBody();
    size_t rows = 0;
    size_t bytes = 0;
    for ([[maybe_unused]] const auto tick : state) {
        const size_t before = heapBytes();
        const auto list = read(body);
        state.PauseTiming();
        bytes = heapBytes() - before;
        rows = list.size();
        state.ResumeTiming();
    }
    state.counters["rows"] = double(rows);
    state.counters["bytes_per_row"] = rows > 0 ? double(bytes) / double(rows) : 0;
    state.counters["body_bytes"] = double(body.size());
}

void decodeOurs(State &state)
{
    (void)decodeReportHeaders(headerBody()); // the parser's own memory is there from the second time on
    decode(state, [](const QByteArray &body) { return decodeReportHeaders(body).value_or(ReportHeaderList()); });
}
void decodeQt(State &state)
{
    decode(state, readWithQt);
}
void decodeSimdjson(State &state)
{
    (void)readWithSimdjson(headerBody());
    decode(state, readWithSimdjson);
}

BENCHMARK(decodeOurs)->Name("P6/ours")->Unit(benchmark::kMillisecond);
BENCHMARK(decodeQt)->Name("P6/QJsonDocument + QDateTime")->Unit(benchmark::kMillisecond);
BENCHMARK(decodeSimdjson)->Name("P6/simdjson DOM, no dates")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace qwats::bench
