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

QString numberFormat(int decimals)
{
    return u"%."_s + QString::number(decimals) + u'f';
}

bool startsWith(const char *text, const char *prefix)
{
    return QLatin1StringView(text).startsWith(QLatin1StringView(prefix));
}

QString letterOf(char status)
{
    return QString(QLatin1Char(status));
}

/// Turns made steps into JSON.
class StepWriter
{
public:
    StepWriter(const std::vector<MadeStep> &steps, const ReportRecord &record, const BodyContext &context)
        : m_steps(steps)
        , m_record(record)
        , m_context(context)
        , m_plan(testPlans()[record.plan])
    {
    }

    QJsonObject write() const
    {
        QJsonArray groups;
        for (std::size_t i = 1; i < m_steps.size();) {
            QJsonObject group = sequence(m_steps[i]);
            QJsonArray steps;
            for (++i; i < m_steps.size() && !m_steps[i].group; ++i)
                steps.append(step(m_steps[i]));
            group.insert(u"steps"_s, steps);
            groups.append(group);
        }
        QJsonObject root = sequence(m_steps.front());
        root.insert(u"steps"_s, groups);
        return root;
    }

private:
    const PlanStep &planOf(const MadeStep &made) const { return m_plan.steps[std::size_t(made.plan)]; }

    QJsonObject common(const MadeStep &made) const
    {
        const StepNames &names = stepNames(m_record.plan, made);
        return {{u"id"_s, made.id},
                {u"group"_s, names.group},
                {u"stepType"_s, names.type},
                {u"name"_s, names.name},
                {u"status"_s, letterOf(made.status)},
                {u"start"_s, isoLocal(qint64(made.startMs), m_context.utcOffsetMinutes)},
                {u"totTime"_s, made.seconds}};
    }

    QJsonObject sequence(const MadeStep &made) const
    {
        QJsonObject object = common(made);
        const QString file = QString::fromLatin1(m_plan.sequenceFile);
        const QString name = made.plan == MadeStep::root ? file : stepNames(m_record.plan, made).name;
        object.insert(u"seqCall"_s,
                      QJsonObject{{u"path"_s, u"C:/Sequences/"_s + file},
                                  {u"name"_s, name},
                                  {u"version"_s, QString::fromLatin1(m_plan.version)}});
        if (made.status != 'P')
            object.insert(u"causedSeqFailure"_s, true);
        return object;
    }

    QJsonObject step(const MadeStep &made) const
    {
        QJsonObject object = common(made);
        fill(&object, made);
        if (made.round == MadeStep::loopHead) {
            const bool bad = made.status != 'P';
            object.insert(u"loop"_s,
                          QJsonObject{{u"idx"_s, QJsonValue::Null},
                                      {u"num"_s, 3},
                                      {u"endingIndex"_s, 3},
                                      {u"passed"_s, bad ? 2 : 3},
                                      {u"failed"_s, bad ? 1 : 0}});
        } else if (made.round >= 0) {
            object.insert(u"loop"_s, QJsonObject{{u"idx"_s, made.round}, {u"num"_s, QJsonValue::Null}});
        }
        if (!made.guilty)
            return object;
        object.insert(u"causedUUTFailure"_s, true);
        if (m_record.outcome == Outcome::Error) {
            object.insert(u"errorCode"_s, -17006);
            object.insert(u"errorMessage"_s, u"The instrument did not answer within 10 s"_s);
        }
        return object;
    }

    void fill(QJsonObject *object, const MadeStep &made) const;
    void fillNumbers(QJsonObject *object, const MadeStep &made) const;
    void fillBooleans(QJsonObject *object, const MadeStep &made) const;
    void fillText(QJsonObject *object, const MadeStep &made) const;
    void fillIdentification(QJsonObject *object) const;
    void fillChart(QJsonObject *object, const MadeStep &made) const;
    void fillLog(QJsonObject *object) const;

    const std::vector<MadeStep> &m_steps;
    const ReportRecord &m_record;
    const BodyContext &m_context;
    const TestPlan &m_plan;
};

void StepWriter::fill(QJsonObject *object, const MadeStep &made) const
{
    const bool good = made.status == 'P';
    fillNumbers(object, made);
    switch (planOf(made).kind) {
    case StepKind::PassFail:
    case StepKind::MultiPassFail: fillBooleans(object, made); break;
    case StepKind::Text: fillText(object, made); break;
    case StepKind::MultiText: fillIdentification(object); break;
    case StepKind::Curve:
    case StepKind::Chart: fillChart(object, made); break;
    case StepKind::Popup:
        object->insert(u"messagePopup"_s, QJsonObject{{u"response"_s, u"OK"_s}, {u"button"_s, 1}});
        break;
    case StepKind::Executable:
        object->insert(u"callExe"_s, QJsonObject{{u"exitCode"_s, good ? 0 : 3}});
        object->insert(u"reportText"_s, good ? u"412 kB written and verified"_s : u"Verify failed at 0x0800A400"_s);
        break;
    case StepKind::Log: fillLog(object); break;
    default: break;
    }
}

void StepWriter::fillNumbers(QJsonObject *object, const MadeStep &made) const
{
    const PlanStep &plan = planOf(made);
    const QLatin1StringView op(plan.compOp);
    QJsonArray list;
    for (const MadeMeasurement &number : made.numbers) {
        QJsonObject measurement{{u"value"_s, number.value},
                                {u"unit"_s, QString::fromUtf8(plan.unit)},
                                {u"compOp"_s, QString(op)},
                                {u"status"_s, number.failed ? u"F"_s : u"P"_s},
                                {u"valueFormat"_s, numberFormat(plan.decimals)}};
        if (const QString name = measurementName(plan, int(list.size())); !name.isEmpty())
            measurement.insert(u"name"_s, name);
        if (op != "LOG"_L1)
            measurement.insert(u"lowLimit"_s, plan.low);
        if (op.size() == 4)
            measurement.insert(u"highLimit"_s, plan.high);
        list.append(measurement);
    }
    if (!list.isEmpty())
        object->insert(u"numericMeas"_s, list);
}

void StepWriter::fillBooleans(QJsonObject *object, const MadeStep &made) const
{
    if (planOf(made).kind == StepKind::PassFail) {
        const QString letter = made.status == 'F' ? u"F"_s : u"P"_s;
        object->insert(u"booleanMeas"_s, QJsonArray{QJsonObject{{u"status"_s, letter}}});
        return;
    }
    static const QStringList names{u"Port 1"_s, u"Port 2"_s, u"Port 3"_s, u"Port 4"_s};
    QJsonArray list;
    for (int i = 0; i < 4; ++i)
        list.append(QJsonObject{{u"name"_s, names[i]}, {u"status"_s, i == made.badChannel ? u"F"_s : u"P"_s}});
    object->insert(u"booleanMeas"_s, list);
}

void StepWriter::fillText(QJsonObject *object, const MadeStep &made) const
{
    const char *name = planOf(made).name;
    QString limit = u"3.8.0"_s;
    if (startsWith(name, "Scan"))
        limit = m_context.serialNumber;
    else if (startsWith(name, "Boot"))
        limit = u"BL 1.9"_s;
    else if (startsWith(name, "Alarms"))
        limit = u"none"_s;
    const QString wrong = startsWith(name, "Alarms") ? u"E-21 DC link low"_s : u"3.7.4"_s;
    const bool failed = made.status == 'F';
    object->insert(u"stringMeas"_s,
                   QJsonArray{QJsonObject{{u"value"_s, failed ? wrong : limit},
                                          {u"compOp"_s, QString::fromLatin1(planOf(made).compOp)},
                                          {u"limit"_s, limit},
                                          {u"status"_s, failed ? u"F"_s : u"P"_s}}});
}

void StepWriter::fillIdentification(QJsonObject *object) const
{
    const QString mac = u"00A0DE%1"_s.arg(m_record.unit & 0xFFFFFF, 6, 16, QChar(u'0')).toUpper();
    const QString hardware = u"HW %1"_s.arg(1 + m_record.revision);
    const auto logged = [](const QString &name, const QString &value) {
        return QJsonObject{{u"name"_s, name}, {u"value"_s, value}, {u"compOp"_s, u"LOG"_s}, {u"status"_s, u"P"_s}};
    };
    object->insert(u"stringMeas"_s, QJsonArray{logged(u"MAC address"_s, mac), logged(u"Hardware"_s, hardware)});
}

void StepWriter::fillChart(QJsonObject *object, const MadeStep &made) const
{
    Dice dice(m_context.seed, 43, quint64(m_context.index) << 8 | quint64(made.id));
    const char *name = planOf(made).name;
    const bool frequency = startsWith(name, "Frequency");
    const bool soak = startsWith(name, "Temperature");
    QStringList x;
    QStringList y;
    for (int i = 0; i < 60; ++i) {
        const double t = i / 59.0;
        double value = 1.6 * std::exp(-4 * t) + 0.4 + 0.03 * dice.bell();
        if (frequency)
            value = -10 * std::log10(1 + std::pow(std::pow(10, 1 + 4 * t) / 12000, 2)) + 0.05 * dice.bell();
        if (soak)
            value = 55 - 31 * std::exp(-9 * t) + 0.2 * dice.bell();
        x += QString::number(frequency ? std::pow(10, 1 + 4 * t) : t * (soak ? 3600 : 3), 'g', 6);
        y += QString::number(value, 'g', 5);
    }
    const QString label = QString::fromUtf8(name);
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

void StepWriter::fillLog(QJsonObject *object) const
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

QJsonObject stepTree(const std::vector<MadeStep> &steps, const ReportRecord &record, const BodyContext &context)
{
    return StepWriter(steps, record, context).write();
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
