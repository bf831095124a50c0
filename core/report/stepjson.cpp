// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/stepjson.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace qwats {
namespace {

using json::field;
using json::Value;

constexpr int DeepestStep = 200;
constexpr size_t MostStepsReserved = 256; // before they are read: a hostile list may name millions
thread_local int t_depth = 0;

StepKind kindOf(QString *type)
{
    static const QHash<QString, StepKind> kinds{
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
    const auto known = kinds.constFind(*type);
    if (known == kinds.cend())
        return type->isEmpty() ? StepKind::Sequence : StepKind::Generic;
    *type = known.key(); // one text for all steps of all reports
    return *known;
}

/// A text that few steps have: an empty one takes no room.
template <auto Member> bool takeRare(Step &step, const Value &value)
{
    QString text;
    if (!json::read(value, text))
        return false;
    if (!text.isEmpty())
        step.editExtras().*Member = std::move(text);
    return true;
}

template <typename T> bool takeStatus(T &object, const Value &value)
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

bool takeNumeric(Step &step, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<Measurement> reader{
        field<&Measurement::name>("name"),           {"status", takeStatus<Measurement>, "text"},
        {"value", takeNumber, "a number"},           field<&Measurement::unit>("unit"),
        {"compOp", takeComparison, "text"},          field<&Measurement::lowLimit>("lowLimit"),
        field<&Measurement::highLimit>("highLimit"),
    };
    return json::readWhatFits(value, step.measurements, reader, problem);
}

template <Measurement::Kind Kind> bool takeOthers(Step &step, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<Measurement> reader{
        field<&Measurement::name>("name"),
        {"status", takeStatus<Measurement>, "text"},
        {"value",
         [](Measurement &m, const Value &v) { return Kind != Measurement::Kind::Text || json::read(v, m.text); },
         "text"},
        {"compOp", takeComparison, "text"},
        field<&Measurement::textLimit>("limit"),
    };
    const size_t before = step.measurements.size();
    const bool good = json::readWhatFits(value, step.measurements, reader, problem);
    for (size_t i = before; i < step.measurements.size(); ++i)
        step.measurements[i].kind = Kind;
    return good;
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
    step.kind = kindOf(&step.typeName);
    return true;
}

bool takeSequence(Step &step, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<Step> reader{
        {"name", takeRare<&StepExtras::sequenceName>, "text"},
        {"version", takeRare<&StepExtras::sequenceVersion>, "text"},
        {"path", takeRare<&StepExtras::sequencePath>, "text"},
    };
    return value.is_null() || reader.readWhatFits(value, step, problem);
}

/// Both spellings: exports write idx, num, endingIndex; clients send i, n. The header of a loop has a count and no
/// index.
bool takeLoop(Step &step, const Value &value, json::Problem &problem)
{
    struct Wire
    {
        std::optional<int> index, count, ending, passed, failed;
    };
    static const json::ObjectReader<Wire> reader{
        field<&Wire::index>("idx"),          field<&Wire::index>("i"),
        field<&Wire::count>("num"),          field<&Wire::count>("n"),
        field<&Wire::ending>("endingIndex"), field<&Wire::passed>("passed"),
        field<&Wire::failed>("failed"),
    };
    Wire wire;
    if (value.is_null())
        return true;
    if (!reader.read(value, wire, problem))
        return false;
    if (!wire.index && !wire.count && !wire.ending)
        return true; // an empty object: the step is not looped
    StepLoop loop;
    loop.isHeader = !wire.index.has_value();
    loop.index = wire.index.value_or(0);
    loop.count = wire.count.value_or(wire.ending.value_or(0));
    loop.passed = wire.passed.value_or(0);
    loop.failed = wire.failed.value_or(0);
    step.editExtras().loop = loop;
    return true;
}

/// `"0;1;2.5"`: numbers joined by semicolons, decimal point whatever the locale.
bool readPoints(const Value &value, std::vector<double> &points)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return value.is_null();
    if (!text.empty())
        points.reserve(1 + static_cast<size_t>(std::count(text.begin(), text.end(), ';')));
    while (!text.empty()) {
        const size_t end = std::min(text.find(';'), text.size());
        double number = std::numeric_limits<double>::quiet_NaN();
        std::from_chars(text.data(), text.data() + end, number);
        points.push_back(number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

bool takeSeries(StepChart &chart, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<ChartSeries> reader{
        field<&ChartSeries::name>("name"),
        {"xdata", [](ChartSeries &series, const Value &v) { return readPoints(v, series.x); },
         "numbers joined by semicolons"},
        {"ydata", [](ChartSeries &series, const Value &v) { return readPoints(v, series.y); },
         "numbers joined by semicolons"},
    };
    return json::readWhatFits(value, chart.series, reader, problem);
}

bool takeChart(Step &step, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<StepChart> reader{
        field<&StepChart::kind>("chartType"),
        field<&StepChart::label>("label"),
        field<&StepChart::xLabel>("xLabel"),
        field<&StepChart::xUnit>("xUnit"),
        field<&StepChart::yLabel>("yLabel"),
        field<&StepChart::yUnit>("yUnit"),
        {"series", takeSeries},
    };
    if (value.is_null())
        return true;
    StepChart chart;
    const bool good = reader.readWhatFits(value, chart, problem);
    if (value.is_object())
        step.editExtras().chart = std::make_shared<const StepChart>(std::move(chart));
    return good;
}

bool takeAttachment(Step &step, const Value &value, json::Problem &problem)
{
    if (value.is_null())
        return true;
    Attachment attachment;
    if (!attachmentReader().read(value, attachment, problem))
        return false;
    step.editExtras().attachments.push_back(std::move(attachment));
    return true;
}

/// Added to what is there; an empty list takes no room.
template <auto Member, typename T>
bool takeList(Step &step, const Value &value, const json::ObjectReader<T> &reader, json::Problem &problem)
{
    std::vector<T> read;
    const bool good = json::readWhatFits(value, read, reader, problem);
    if (!read.empty()) {
        std::vector<T> &all = step.editExtras().*Member;
        all.insert(all.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
    }
    return good;
}

bool takeAttachments(Step &step, const Value &value, json::Problem &problem)
{
    return takeList<&StepExtras::attachments>(step, value, attachmentReader(), problem);
}

bool takeResults(Step &step, const Value &value, json::Problem &problem)
{
    return takeList<&StepExtras::additionalResults>(step, value, propertyGroupReader(), problem);
}

bool takePopup(Step &step, const Value &value, json::Problem &problem)
{
    static const json::ObjectReader<Step> reader{{"response", takeRare<&StepExtras::note>, "text"}};
    return value.is_null() || reader.readWhatFits(value, step, problem);
}

bool takeProgram(Step &step, const Value &value, json::Problem &problem)
{
    struct Exit
    {
        QString code;
    };
    static const json::ObjectReader<Exit> reader{field<&Exit::code>("exitCode")};
    Exit ended;
    if (value.is_null())
        return true;
    if (!reader.read(value, ended, problem))
        return false;
    if (!ended.code.isEmpty())
        step.editExtras().note = QCoreApplication::translate("Report", "exit code %1").arg(ended.code);
    return true;
}

bool takeSteps(Step &step, const Value &value, json::Problem &problem)
{
    if (value.is_null())
        return true;
    simdjson::dom::array rows;
    if (value.get(rows) != simdjson::SUCCESS) {
        problem.expected("a list");
        return false;
    }
    if (t_depth >= DeepestStep) {
        problem.expected("at most 200 levels");
        return false;
    }
    ++t_depth;
    step.steps.reserve(std::min(rows.size(), MostStepsReserved));
    size_t index = 0;
    for (const Value &row : rows) {
        json::Problem here;
        step.steps.emplace_back();
        if (!readStep(row, step.steps.back(), here)) {
            step.steps.pop_back();
            if (problem.isNone()) {
                problem = here;
                problem.at(index);
            }
        }
        ++index;
    }
    --t_depth;
    step.steps.shrink_to_fit();
    return problem.isNone();
}

/// Keys that wats-api 6.3 to 6.6 knows: they are read, or say nothing to a reader.
bool isKnownKey(std::string_view key)
{
    static const QSet<QByteArray> known = [] {
        const auto keys
            = QByteArray("id name steptype group status tottime tottimeformat start loop errorcode "
                         "errorcodeformat errormessage reporttext numericmeas stringmeas booleanmeas chart "
                         "attachment attachments additionalresults seqcall messagepopup callexe steps tsguid "
                         "causedseqfailure causeduutfailure stepindex")
                  .split(' ');
        return QSet<QByteArray>(keys.begin(), keys.end());
    }();
    return known.contains(QByteArray(key.data(), qsizetype(key.size())).toLower());
}

/// A step of a type that nobody knows keeps every key it has: the others become properties, values as JSON.
void keepOtherKeys(Step &step, const Value &value)
{
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return;
    PropertyGroup others;
    for (const auto &[key, member] : object) {
        if (member.is_null() || isKnownKey(key))
            continue;
        Property property;
        property.name = QString::fromUtf8(key.data(), qsizetype(key.size()));
        if (!json::read(member, property.value))
            property.value = QString::fromStdString(simdjson::minify(member));
        others.props.push_back(std::move(property));
    }
    if (others.props.empty())
        return;
    others.name = QCoreApplication::translate("Report", "Other keys of the step");
    step.editExtras().additionalResults.push_back(std::move(others));
}

} // namespace

const json::ObjectReader<Attachment> &attachmentReader()
{
    static const json::ObjectReader<Attachment> reader{
        field<&Attachment::name>("name"),
        field<&Attachment::contentType>("contentType"),
        field<&Attachment::failureIndex>("failIdx"),
        {"data",
         [](Attachment &attachment, const Value &data) {
             std::string_view text;
             if (data.get(text) != simdjson::SUCCESS)
                 return data.is_null();
             attachment.data = QByteArray::fromBase64(QByteArray::fromRawData(text.data(), qsizetype(text.size())));
             return true;
         },
         "text in Base64"},
    };
    return reader;
}

bool readStep(const Value &value, Step &out, json::Problem &problem)
{
    static const json::ObjectReader<Step> reader{
        field<&Step::id>("id"),
        field<&Step::name>("name"),
        {"stepType", takeType, "text"},
        {"group", takeGroup, "text"},
        {"status", takeStatus<Step>, "text"},
        field<&Step::totalTime>("totTime"),
        field<&Step::start>("start"),
        field<&Step::causedUnitFailure>("causedUUTFailure"),
        {"errorCode", takeRare<&StepExtras::errorCode>, "text"},
        {"errorMessage", takeRare<&StepExtras::errorMessage>, "text"},
        {"reportText", takeRare<&StepExtras::reportText>, "text"},
        {"loop", takeLoop},
        {"numericMeas", takeNumeric},
        {"stringMeas", takeOthers<Measurement::Kind::Text>},
        {"booleanMeas", takeOthers<Measurement::Kind::Boolean>},
        {"chart", takeChart},
        {"attachment", takeAttachment},
        {"attachments", takeAttachments},
        {"additionalResults", takeResults},
        {"seqCall", takeSequence},
        {"messagePopup", takePopup},
        {"callExe", takeProgram},
        {"steps", takeSteps},
    };
    out.kind = StepKind::Sequence; // a step without a type is a sequence call
    json::Problem inner;
    const bool complete = reader.readWhatFits(value, out, inner);
    if (!value.is_object()) {
        problem = inner;
        return false;
    }
    if (out.kind == StepKind::Generic)
        keepOtherKeys(out, value);
    if (!complete)
        out.editExtras().problem = inner.words();
    return true;
}

} // namespace qwats
