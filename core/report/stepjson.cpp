// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/stepjson.h"

#include <QHash>

#include <charconv>

namespace qwats {
namespace {

using json::field;
using json::Value;

constexpr int DeepestStep = 200;
thread_local int t_depth = 0;

StepKind kindOf(const QString &type)
{
    static const QHash<QString, StepKind> kinds {
        {QStringLiteral("SequenceCall"), StepKind::Sequence},
        {QStringLiteral("WATS_SeqCall"), StepKind::Sequence},
        {QStringLiteral("ET_NLT"), StepKind::NumericLimit},
        {QStringLiteral("NumericLimitTest"), StepKind::NumericLimit},
        {QStringLiteral("ET_MNLT"), StepKind::MultiNumericLimit},
        {QStringLiteral("MultiNumericLimitTest"), StepKind::MultiNumericLimit},
        {QStringLiteral("ET_PFT"), StepKind::PassFail},
        {QStringLiteral("PassFailTest"), StepKind::PassFail},
        {QStringLiteral("ET_MPFT"), StepKind::MultiPassFail},
        {QStringLiteral("MultiBooleanTest"), StepKind::MultiPassFail},
        {QStringLiteral("ET_SVT"), StepKind::StringValue},
        {QStringLiteral("StringValueTest"), StepKind::StringValue},
        {QStringLiteral("ET_MSVT"), StepKind::MultiStringValue},
        {QStringLiteral("MultiStringTest"), StepKind::MultiStringValue},
        {QStringLiteral("Action"), StepKind::Action},
        {QStringLiteral("ET_A"), StepKind::Action},
        {QStringLiteral("Chart"), StepKind::Chart},
        {QStringLiteral("WATS_XYGMNLT"), StepKind::Chart},
        {QStringLiteral("MessagePopup"), StepKind::MessagePopup},
        {QStringLiteral("CallExecutable"), StepKind::CallExecutable},
    };
    return kinds.value(type, type.isEmpty() ? StepKind::Sequence : StepKind::Generic);
}

template <typename T>
bool takeStatus(T &object, const Value &value)
{
    QString word;
    if (!json::read(value, word))
        return false;
    object.status = stepStatusFrom(word);
    return true;
}

bool takeComparison(Measurement &measurement, const Value &value)
{
    QString op;
    if (!json::read(value, op))
        return false;
    measurement.comparison = comparisonFrom(op);
    return true;
}

/// A number, or a text where a number should be: then the text is what is shown.
bool takeNumber(Measurement &measurement, const Value &value)
{
    return json::read(value, measurement.number) || json::read(value, measurement.text);
}

bool takeNumeric(Step &step, const Value &value)
{
    static const json::ObjectReader<Measurement> reader {
        field<&Measurement::name>("name"),
        {"status", takeStatus<Measurement>},
        {"value", takeNumber},
        field<&Measurement::unit>("unit"),
        {"compOp", takeComparison},
        field<&Measurement::lowLimit>("lowLimit"),
        field<&Measurement::highLimit>("highLimit"),
    };
    (void)json::readInner(value, step.measurements, reader);
    return true;
}

template <Measurement::Kind Kind>
bool takeOthers(Step &step, const Value &value)
{
    static const json::ObjectReader<Measurement> reader {
        field<&Measurement::name>("name"),
        {"status", takeStatus<Measurement>},
        {"value", [](Measurement &m, const Value &v) { return Kind != Measurement::Kind::Text || json::read(v, m.text); }},
        {"compOp", takeComparison},
        field<&Measurement::textLimit>("limit"),
    };
    const size_t before = step.measurements.size();
    std::vector<Measurement> read;
    (void)json::readInner(value, read, reader);
    step.measurements.insert(step.measurements.end(), read.begin(), read.end());
    for (size_t i = before; i < step.measurements.size(); ++i)
        step.measurements[i].kind = Kind;
    return true;
}

bool takeGroup(Step &step, const Value &value)
{
    QString letter;
    if (!json::read(value, letter))
        return false;
    step.group = letter.startsWith(u'S', Qt::CaseInsensitive) ? StepGroup::Setup
        : letter.startsWith(u'C', Qt::CaseInsensitive)        ? StepGroup::Cleanup
                                                              : StepGroup::Main;
    return true;
}

bool takeType(Step &step, const Value &value)
{
    if (!json::read(value, step.typeName))
        return false;
    step.kind = kindOf(step.typeName);
    return true;
}

bool takeSequence(Step &step, const Value &value)
{
    static const json::ObjectReader<Step> reader {field<&Step::sequenceName>("name"), field<&Step::sequenceVersion>("version")};
    json::Problem unused;
    (void)reader.read(value, step, unused);
    return true;
}

/// Both spellings: exports write idx, num, endingIndex; clients send i, n.
bool takeLoop(Step &step, const Value &value)
{
    struct Wire
    {
        std::optional<int> index, count, ending, passed, failed;
    };
    static const json::ObjectReader<Wire> reader {
        field<&Wire::index>("idx"), field<&Wire::index>("i"),        field<&Wire::count>("num"),     field<&Wire::count>("n"),
        field<&Wire::ending>("endingIndex"), field<&Wire::passed>("passed"), field<&Wire::failed>("failed"),
    };
    Wire wire;
    json::Problem unused;
    if (value.is_null() || !reader.read(value, wire, unused))
        return true;
    StepLoop loop;
    loop.isHeader = !wire.index.has_value();
    loop.index = wire.index.value_or(0);
    loop.count = wire.count.value_or(wire.ending.value_or(0));
    loop.passed = wire.passed.value_or(0);
    loop.failed = wire.failed.value_or(0);
    step.loop = loop;
    return true;
}

/// `"0;1;2.5"`: numbers joined by semicolons, decimal point whatever the locale.
bool readPoints(const Value &value, std::vector<double> &points)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return value.is_null();
    while (!text.empty()) {
        const size_t end = std::min(text.find(';'), text.size());
        double number = std::numeric_limits<double>::quiet_NaN();
        std::from_chars(text.data(), text.data() + end, number);
        points.push_back(number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

bool takeSeries(StepChart &chart, const Value &value)
{
    static const json::ObjectReader<ChartSeries> reader {
        field<&ChartSeries::name>("name"),
        {"xdata", [](ChartSeries &series, const Value &v) { return readPoints(v, series.x); }},
        {"ydata", [](ChartSeries &series, const Value &v) { return readPoints(v, series.y); }},
    };
    (void)json::readInner(value, chart.series, reader);
    return true;
}

bool takeChart(Step &step, const Value &value)
{
    static const json::ObjectReader<StepChart> reader {
        field<&StepChart::kind>("chartType"), field<&StepChart::label>("label"), field<&StepChart::xLabel>("xLabel"),
        field<&StepChart::xUnit>("xUnit"),    field<&StepChart::yLabel>("yLabel"), field<&StepChart::yUnit>("yUnit"),
        {"series", takeSeries},
    };
    StepChart chart;
    json::Problem unused;
    if (!value.is_null() && reader.read(value, chart, unused))
        step.chart = std::move(chart);
    return true;
}

bool takeAttachment(Step &step, const Value &value)
{
    Attachment attachment;
    if (!value.is_null() && readAttachment(value, attachment))
        step.attachments.push_back(std::move(attachment));
    return true;
}

bool takePopup(Step &step, const Value &value)
{
    struct Answer
    {
        QString response;
    };
    static const json::ObjectReader<Answer> reader {field<&Answer::response>("response")};
    Answer answer;
    json::Problem unused;
    if (!value.is_null() && reader.read(value, answer, unused))
        step.note = answer.response;
    return true;
}

bool takeProgram(Step &step, const Value &value)
{
    struct Exit
    {
        QString code;
    };
    static const json::ObjectReader<Exit> reader {field<&Exit::code>("exitCode")};
    Exit ended;
    json::Problem unused;
    if (!value.is_null() && reader.read(value, ended, unused) && !ended.code.isEmpty())
        step.note = QStringLiteral("exit code %1").arg(ended.code);
    return true;
}

bool takeSteps(Step &step, const Value &value)
{
    if (value.is_null())
        return true;
    simdjson::dom::array rows;
    if (value.get(rows) != simdjson::SUCCESS || t_depth >= DeepestStep)
        return false;
    ++t_depth;
    bool good = true;
    for (const Value &row : rows) {
        json::Problem unused;
        step.steps.emplace_back();
        if (!readStep(row, step.steps.back(), unused)) {
            good = false;
            break;
        }
    }
    --t_depth;
    return good;
}

} // namespace

bool readAttachment(const Value &value, Attachment &out)
{
    static const json::ObjectReader<Attachment> reader {
        field<&Attachment::name>("name"),
        field<&Attachment::contentType>("contentType"),
        {"data",
         [](Attachment &attachment, const Value &data) {
             QString text;
             if (!json::read(data, text))
                 return false;
             attachment.data = QByteArray::fromBase64(text.toLatin1());
             return true;
         }},
    };
    json::Problem unused;
    return reader.read(value, out, unused);
}

bool readStep(const Value &value, Step &out, json::Problem &problem)
{
    static const json::ObjectReader<Step> reader {
        field<&Step::id>("id"),
        field<&Step::name>("name"),
        {"stepType", takeType},
        {"group", takeGroup},
        {"status", takeStatus<Step>},
        field<&Step::totalTime>("totTime"),
        field<&Step::start>("start"),
        field<&Step::causedUnitFailure>("causedUUTFailure"),
        field<&Step::errorCode>("errorCode"),
        field<&Step::errorMessage>("errorMessage"),
        field<&Step::reportText>("reportText"),
        {"loop", takeLoop},
        {"numericMeas", takeNumeric},
        {"stringMeas", takeOthers<Measurement::Kind::Text>},
        {"booleanMeas", takeOthers<Measurement::Kind::Boolean>},
        {"chart", takeChart},
        {"attachment", takeAttachment},
        {"seqCall", takeSequence},
        {"messagePopup", takePopup},
        {"callExe", takeProgram},
        {"steps", takeSteps},
    };
    out.kind = StepKind::Sequence; // a step without a type is a sequence call
    return reader.read(value, out, problem);
}

} // namespace qwats
