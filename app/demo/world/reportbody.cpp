// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/reportbody.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/testplan.h"

#include <QJsonArray>
#include <QStringList>

#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr double bodyDayMs = 86400000;

double rounded(double value, int decimals)
{
    const double scale = std::pow(10, decimals);
    return std::round(value * scale) / scale;
}

QString numberFormat(int decimals)
{
    return u"%."_s + QString::number(decimals) + u'f';
}

bool startsWith(const char *text, const char *prefix)
{
    return QLatin1StringView(text).startsWith(QLatin1StringView(prefix));
}

/// Writes the steps of one report in order and hands out ids in pre-order.
class StepWriter
{
public:
    StepWriter(const ReportRecord &record, const BodyContext &context)
        : m_record(record)
        , m_context(context)
        , m_plan(testPlans()[record.plan])
        , m_dice(context.seed, 41, context.index)
        , m_timeMs(record.startMs)
    {
        double executed = 0;
        for (int i = 0; i < int(m_plan.steps.size()); ++i)
            executed += runs(i) ? m_plan.steps[std::size_t(i)].seconds : 0;
        m_scale = double(record.execMs) / 1000 / executed;
    }

    StepTree write();

private:
    bool runs(int index) const
    {
        const bool stopped = m_record.outcome == Outcome::Error || m_record.outcome == Outcome::Terminated;
        return !stopped || index <= m_record.cause || startsWith(m_plan.steps[std::size_t(index)].group, "Cleanup");
    }
    bool isCause(int index) const { return m_record.outcome != Outcome::Passed && index == m_record.cause; }
    QString badLetter() const
    {
        switch (m_record.outcome) {
        case Outcome::Passed: return u"P"_s;
        case Outcome::Failed: return u"F"_s;
        case Outcome::Error: return u"E"_s;
        case Outcome::Terminated: return u"T"_s;
        }
        return u"P"_s;
    }

    QJsonObject writeGroup(std::size_t *index);
    QJsonArray writeStep(int index);
    QJsonObject common(const PlanStep &step, const QString &type, const QString &status, double seconds);
    void fill(QJsonObject *object, const PlanStep &step, const QString &status);
    void fillNumeric(QJsonObject *object, const PlanStep &step, const QString &status, bool summaryOnly = false);
    void fillMultiNumeric(QJsonObject *object, const PlanStep &step, const QString &status);
    void fillBooleans(QJsonObject *object, const PlanStep &step, const QString &status);
    void fillText(QJsonObject *object, const PlanStep &step, const QString &status);
    void fillIdentification(QJsonObject *object);
    void fillChart(QJsonObject *object, const PlanStep &step);
    void fillLog(QJsonObject *object);
    QJsonArray writeLoop(const PlanStep &step, const QString &status, double seconds);
    QJsonObject numeric(const PlanStep &step, const QString &status, bool named, int channel = 0);
    double measured(const PlanStep &step, bool outside);
    double failing(const PlanStep &step);
    QString typeName(StepKind kind) const;

    const ReportRecord &m_record;
    const BodyContext &m_context;
    const TestPlan &m_plan;
    Dice m_dice;
    double m_timeMs;
    double m_scale = 1;
    int m_lastId = 1; // the root
    int m_guilty = 0;
};

StepTree StepWriter::write()
{
    QJsonArray groups;
    for (std::size_t i = 0; i < m_plan.steps.size();) {
        const QJsonObject group = writeGroup(&i);
        if (!group.isEmpty())
            groups.append(group);
    }
    const QString file = QString::fromLatin1(m_plan.sequenceFile);
    QJsonObject root{{u"id"_s, 1},
                     {u"group"_s, u"M"_s},
                     {u"stepType"_s, u"SequenceCall"_s},
                     {u"name"_s, u"MainSequence"_s},
                     {u"status"_s, badLetter()},
                     {u"start"_s, isoLocal(m_record.startMs, m_context.utcOffsetMinutes)},
                     {u"totTime"_s, double(m_record.execMs) / 1000},
                     {u"seqCall"_s,
                      QJsonObject{{u"path"_s, u"C:/Sequences/"_s + file},
                                  {u"name"_s, file},
                                  {u"version"_s, QString::fromLatin1(m_plan.version)}}},
                     {u"steps"_s, groups}};
    if (m_guilty)
        root.insert(u"causedSeqFailure"_s, true);
    return {root, m_guilty};
}

QJsonObject StepWriter::writeGroup(std::size_t *index)
{
    const char *name = m_plan.steps[*index].group;
    const QString title = QString::fromUtf8(name);
    const int id = ++m_lastId;
    const double begin = m_timeMs;
    QJsonArray steps;
    QString status = u"P"_s;
    for (; *index < m_plan.steps.size() && qstrcmp(m_plan.steps[*index].group, name) == 0; ++*index) {
        if (!runs(int(*index)))
            continue;
        if (isCause(int(*index)))
            status = badLetter();
        for (const QJsonValue &step : writeStep(int(*index)))
            steps.append(step);
    }
    if (steps.isEmpty()) {
        --m_lastId;
        return {};
    }
    QJsonObject group{{u"id"_s, id},
                      {u"group"_s, title == u"Setup"_s ? u"S"_s : (title == u"Cleanup"_s ? u"C"_s : u"M"_s)},
                      {u"stepType"_s, u"SequenceCall"_s},
                      {u"name"_s, title},
                      {u"status"_s, status},
                      {u"start"_s, isoLocal(qint64(begin), m_context.utcOffsetMinutes)},
                      {u"totTime"_s, rounded((m_timeMs - begin) / 1000, 3)},
                      {u"seqCall"_s,
                       QJsonObject{{u"path"_s, u"C:/Sequences/"_s + QString::fromLatin1(m_plan.sequenceFile)},
                                   {u"name"_s, title},
                                   {u"version"_s, QString::fromLatin1(m_plan.version)}}},
                      {u"steps"_s, steps}};
    if (status != u"P"_s)
        group.insert(u"causedSeqFailure"_s, true);
    return group;
}

QString StepWriter::typeName(StepKind kind) const
{
    switch (kind) {
    case StepKind::Action: return u"Action"_s;
    case StepKind::Numeric:
    case StepKind::Drifting:
    case StepKind::Looped: return u"ET_NLT"_s;
    case StepKind::MultiNumeric: return u"ET_MNLT"_s;
    case StepKind::PassFail: return u"ET_PFT"_s;
    case StepKind::MultiPassFail: return u"ET_MPFT"_s;
    case StepKind::Text: return u"ET_SVT"_s;
    case StepKind::MultiText: return u"ET_MSVT"_s;
    case StepKind::Curve: return u"WATS_XYGMNLT"_s;
    case StepKind::Chart: return u"Chart"_s;
    case StepKind::Popup: return u"MessagePopup"_s;
    case StepKind::Executable: return u"CallExecutable"_s;
    case StepKind::Wait: return u"NI_Wait"_s;
    case StepKind::FlowIf: return u"NI_Flow_If"_s;
    case StepKind::Log: return u"Label"_s;
    }
    return u"Action"_s;
}

QJsonObject StepWriter::common(const PlanStep &step, const QString &type, const QString &status, double seconds)
{
    const QString group = QString::fromUtf8(step.group);
    QJsonObject object{{u"id"_s, ++m_lastId},
                       {u"group"_s, group == u"Setup"_s ? u"S"_s : (group == u"Cleanup"_s ? u"C"_s : u"M"_s)},
                       {u"stepType"_s, type},
                       {u"name"_s, QString::fromUtf8(step.name)},
                       {u"status"_s, status},
                       {u"start"_s, isoLocal(qint64(m_timeMs), m_context.utcOffsetMinutes)},
                       {u"totTime"_s, rounded(seconds, 3)}};
    return object;
}

QJsonArray StepWriter::writeStep(int index)
{
    const PlanStep &step = m_plan.steps[std::size_t(index)];
    const bool done = step.kind == StepKind::Action || step.kind == StepKind::Wait || step.kind == StepKind::FlowIf
        || step.kind == StepKind::Log;
    const QString status = isCause(index) ? badLetter() : (done ? u"D"_s : u"P"_s);
    const double seconds = step.seconds * m_scale;
    if (step.kind == StepKind::Looped)
        return writeLoop(step, status, seconds);
    QJsonObject object = common(step, typeName(step.kind), status, seconds);
    fill(&object, step, status);
    if (isCause(index)) {
        m_guilty = m_lastId;
        object.insert(u"causedUUTFailure"_s, true);
        if (m_record.outcome == Outcome::Error) {
            object.insert(u"errorCode"_s, -17006);
            object.insert(u"errorMessage"_s, u"The instrument did not answer within 10 s"_s);
        }
    }
    m_timeMs += seconds * 1000;
    return {object};
}

QJsonArray StepWriter::writeLoop(const PlanStep &step, const QString &status, double seconds)
{
    constexpr int rounds = 3;
    const bool bad = status != u"P"_s;
    QJsonArray list;
    QJsonObject head = common(step, typeName(step.kind), status, seconds);
    head.insert(u"loop"_s,
                QJsonObject{{u"idx"_s, QJsonValue::Null},
                            {u"num"_s, rounds},
                            {u"endingIndex"_s, rounds},
                            {u"passed"_s, bad ? rounds - 1 : rounds},
                            {u"failed"_s, bad ? 1 : 0}});
    head.insert(u"numericMeas"_s, QJsonArray{numeric(step, status, false)});
    if (bad) {
        m_guilty = m_lastId;
        head.insert(u"causedUUTFailure"_s, true);
    }
    list.append(head);
    for (int i = 0; i < rounds; ++i) {
        const QString letter = bad && i == rounds - 1 ? status : u"P"_s;
        QJsonObject round = common(step, typeName(step.kind), letter, seconds / rounds);
        round.insert(u"loop"_s, QJsonObject{{u"idx"_s, i}, {u"num"_s, QJsonValue::Null}});
        round.insert(u"numericMeas"_s, QJsonArray{numeric(step, letter, false)});
        list.append(round);
        m_timeMs += seconds * 1000 / rounds;
    }
    return list;
}

void StepWriter::fill(QJsonObject *object, const PlanStep &step, const QString &status)
{
    switch (step.kind) {
    case StepKind::Numeric:
    case StepKind::Drifting: fillNumeric(object, step, status); break;
    case StepKind::MultiNumeric: fillMultiNumeric(object, step, status); break;
    case StepKind::PassFail:
    case StepKind::MultiPassFail: fillBooleans(object, step, status); break;
    case StepKind::Text: fillText(object, step, status); break;
    case StepKind::MultiText: fillIdentification(object); break;
    case StepKind::Curve:
        fillNumeric(object, step, status, true);
        fillChart(object, step);
        break;
    case StepKind::Chart: fillChart(object, step); break;
    case StepKind::Popup:
        object->insert(u"messagePopup"_s, QJsonObject{{u"response"_s, u"OK"_s}, {u"button"_s, 1}});
        break;
    case StepKind::Executable:
        object->insert(u"callExe"_s, QJsonObject{{u"exitCode"_s, status == u"P"_s ? 0 : 3}});
        object->insert(u"reportText"_s,
                       status == u"P"_s ? u"412 kB written and verified"_s : u"Verify failed at 0x0800A400"_s);
        break;
    case StepKind::Log: fillLog(object); break;
    case StepKind::Action:
    case StepKind::Looped:
    case StepKind::Wait:
    case StepKind::FlowIf: break;
    }
}

/// A value that fails: a little beyond a limit, on the side where it hurts.
double StepWriter::failing(const PlanStep &step)
{
    const QLatin1StringView op(step.compOp);
    const double range = step.high > step.low ? step.high - step.low : std::max(std::abs(step.low), 1.0);
    const double beyond = range * m_dice.between(0.03, 0.22) + std::pow(10, -step.decimals);
    if (op == "LT"_L1 || op == "LE"_L1)
        return step.low + beyond;
    if (op == "GT"_L1 || op == "GE"_L1)
        return std::max(step.low - beyond, step.low * 0.04);
    if (op == "LTGT"_L1)
        return (step.low + step.high) / 2 + range * m_dice.between(-0.3, 0.3);
    if (op == "EQ"_L1)
        return step.low + 1 + m_dice.below(3);
    return step.kind == StepKind::Drifting || m_dice.chance(0.6) ? step.low - beyond * 0.4 : step.high + beyond * 0.4;
}

double StepWriter::measured(const PlanStep &step, bool outside)
{
    if (outside)
        return rounded(failing(step), step.decimals);
    const QLatin1StringView op(step.compOp);
    if (op == "EQ"_L1)
        return step.low;
    const bool twoSided = step.high > step.low && op != "LTGT"_L1;
    const double room = twoSided ? std::min(step.nominal - step.low, step.high - step.nominal)
                                 : (op == "LOG"_L1 ? step.nominal : std::abs(step.nominal - step.low)) * 0.5;
    double value = step.nominal + m_dice.bell() * room / 4.2;
    if (step.kind == StepKind::Drifting && m_context.badFixture) {
        const double ageDays = double(m_context.nowMs - m_record.startMs) / bodyDayMs;
        value -= 0.045 * std::max(0.0, 1 - ageDays / 10);
    }
    if (m_context.badLot && startsWith(step.name, "C41"))
        value -= 0.55 * room;
    if (startsWith(step.name, "Torque ripple"))
        value += 0.5 * room * m_context.toolWear;
    // Passed is passed: drift and noise end just inside the limits.
    const double edge = 2 * std::pow(10, -step.decimals);
    if (twoSided)
        value = std::clamp(value, step.low + edge, step.high - edge);
    return rounded(value, step.decimals);
}

QJsonObject StepWriter::numeric(const PlanStep &step, const QString &status, bool named, int channel)
{
    const QLatin1StringView op(step.compOp);
    QJsonObject measurement{{u"value"_s, measured(step, status == u"F"_s)},
                            {u"unit"_s, QString::fromUtf8(step.unit)},
                            {u"compOp"_s, QString(op)},
                            {u"status"_s, status == u"F"_s ? u"F"_s : u"P"_s},
                            {u"valueFormat"_s, numberFormat(step.decimals)}};
    if (named)
        measurement.insert(u"name"_s, u"Channel %1"_s.arg(channel + 1));
    if (op != "LOG"_L1)
        measurement.insert(u"lowLimit"_s, step.low);
    if (op.size() == 4)
        measurement.insert(u"highLimit"_s, step.high);
    return measurement;
}

void StepWriter::fillNumeric(QJsonObject *object, const PlanStep &step, const QString &status, bool summaryOnly)
{
    // An error or a stop comes before a value exists.
    if (status != u"P"_s && status != u"F"_s)
        return;
    QJsonObject measurement = numeric(step, status, false);
    if (summaryOnly)
        measurement.insert(u"name"_s, u"Peak"_s);
    object->insert(u"numericMeas"_s, QJsonArray{measurement});
}

void StepWriter::fillMultiNumeric(QJsonObject *object, const PlanStep &step, const QString &status)
{
    constexpr int channels = 4;
    const int bad = m_dice.below(channels);
    QJsonArray list;
    for (int i = 0; i < channels; ++i)
        list.append(numeric(step, status == u"F"_s && i == bad ? u"F"_s : u"P"_s, true, i));
    object->insert(u"numericMeas"_s, list);
}

void StepWriter::fillBooleans(QJsonObject *object, const PlanStep &step, const QString &status)
{
    const bool failed = status == u"F"_s;
    if (step.kind == StepKind::PassFail) {
        object->insert(u"booleanMeas"_s, QJsonArray{QJsonObject{{u"status"_s, failed ? u"F"_s : u"P"_s}}});
        return;
    }
    static const QStringList names{u"Port 1"_s, u"Port 2"_s, u"Port 3"_s, u"Port 4"_s};
    const int bad = m_dice.below(4);
    QJsonArray list;
    for (int i = 0; i < 4; ++i)
        list.append(QJsonObject{{u"name"_s, names[i]}, {u"status"_s, failed && i == bad ? u"F"_s : u"P"_s}});
    object->insert(u"booleanMeas"_s, list);
}

void StepWriter::fillText(QJsonObject *object, const PlanStep &step, const QString &status)
{
    QString limit = u"3.8.0"_s;
    if (startsWith(step.name, "Scan"))
        limit = m_context.serialNumber;
    else if (startsWith(step.name, "Boot"))
        limit = u"BL 1.9"_s;
    else if (startsWith(step.name, "Alarms"))
        limit = u"none"_s;
    const QString wrong = startsWith(step.name, "Alarms") ? u"E-21 DC link low"_s : u"3.7.4"_s;
    object->insert(u"stringMeas"_s,
                   QJsonArray{QJsonObject{{u"value"_s, status == u"F"_s ? wrong : limit},
                                          {u"compOp"_s, QString::fromLatin1(step.compOp)},
                                          {u"limit"_s, limit},
                                          {u"status"_s, status == u"F"_s ? u"F"_s : u"P"_s}}});
}

void StepWriter::fillIdentification(QJsonObject *object)
{
    const QString mac = u"00A0DE%1"_s.arg(m_record.unit & 0xFFFFFF, 6, 16, QChar(u'0')).toUpper();
    const QString hardware = u"HW %1"_s.arg(1 + m_record.revision);
    object->insert(
        u"stringMeas"_s,
        QJsonArray{
            QJsonObject{
                {u"name"_s, u"MAC address"_s}, {u"value"_s, mac}, {u"compOp"_s, u"LOG"_s}, {u"status"_s, u"P"_s}},
            QJsonObject{
                {u"name"_s, u"Hardware"_s}, {u"value"_s, hardware}, {u"compOp"_s, u"LOG"_s}, {u"status"_s, u"P"_s}}});
}

void StepWriter::fillChart(QJsonObject *object, const PlanStep &step)
{
    const bool frequency = startsWith(step.name, "Frequency");
    const bool soak = startsWith(step.name, "Temperature");
    QStringList x;
    QStringList y;
    for (int i = 0; i < 60; ++i) {
        const double t = i / 59.0;
        double value = 1.6 * std::exp(-4 * t) + 0.4 + 0.03 * m_dice.bell();
        if (frequency)
            value = -10 * std::log10(1 + std::pow(std::pow(10, 1 + 4 * t) / 12000, 2)) + 0.05 * m_dice.bell();
        if (soak)
            value = 55 - 31 * std::exp(-9 * t) + 0.2 * m_dice.bell();
        x += QString::number(frequency ? std::pow(10, 1 + 4 * t) : t * (soak ? 3600 : 3), 'g', 6);
        y += QString::number(value, 'g', 5);
    }
    const QString label = QString::fromUtf8(step.name);
    const QJsonObject series{
        {u"dataType"_s, u"XYG"_s}, {u"name"_s, label}, {u"xdata"_s, x.join(u';')}, {u"ydata"_s, y.join(u';')}};
    object->insert(u"chart"_s,
                   QJsonObject{{u"chartType"_s, frequency ? u"LineLogX"_s : u"Line"_s},
                               {u"label"_s, label},
                               {u"xLabel"_s, frequency ? u"Frequency"_s : u"Time"_s},
                               {u"xUnit"_s, frequency ? u"Hz"_s : u"s"_s},
                               {u"yLabel"_s, frequency ? u"Gain"_s : (soak ? u"Temperature"_s : u"Current"_s)},
                               {u"yUnit"_s, frequency ? u"dB"_s : (soak ? u"°C"_s : u"A"_s)},
                               {u"series"_s, QJsonArray{series}}});
}

void StepWriter::fillLog(QJsonObject *object)
{
    const QByteArray log = stepLog(m_record, m_context);
    if (log.isEmpty())
        return;
    object->insert(u"attachment"_s,
                   QJsonObject{{u"attachmentId"_s, makeId(m_context.seed, IdKind::Attachment, m_context.index)},
                               {u"name"_s, u"test-log.txt"_s},
                               {u"contentType"_s, u"text/plain"_s},
                               {u"data"_s, QString::fromLatin1(log.toBase64())}});
}

} // namespace

StepTree makeSteps(const ReportRecord &record, const BodyContext &context)
{
    return StepWriter(record, context).write();
}

QByteArray stepLog(const ReportRecord &record, const BodyContext &context)
{
    Dice dice(context.seed, 42, context.index);
    const TestPlan &plan = testPlans()[record.plan];
    const bool hasLogStep = plan.steps.back().kind == StepKind::Log;
    if (!hasLogStep || record.repair || (record.outcome == Outcome::Passed && !dice.chance(0.15)))
        return {};
    QString log = u"%1 %2\nunit %3, run %4\n"_s
                      .arg(isoUtc(record.startMs), QString::fromLatin1(plan.sequenceFile), context.serialNumber)
                      .arg(record.run);
    qint64 at = record.startMs;
    for (const PlanStep &step : plan.steps) {
        at += qint64(step.seconds * 1000);
        log += u"%1  %2 / %3\n"_s.arg(isoUtc(at), QString::fromUtf8(step.group), QString::fromUtf8(step.name));
    }
    if (record.outcome != Outcome::Passed)
        log += u"stopped by: %1\n"_s.arg(QString::fromUtf8(plan.steps[record.cause].name));
    return log.toUtf8();
}

} // namespace qwats::demo
