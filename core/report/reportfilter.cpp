// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportfilter.h"

#include "core/http/target.h"

#include <QHash>
#include <QStringList>

namespace qwats {
namespace {

/// `%` at either end becomes the function that means it. OData has nothing for one in the middle: then both halves must
/// hold.
QString textCondition(const QByteArray &name, const QString &pattern)
{
    if (pattern.isEmpty())
        return {};
    const QLatin1StringView field(name);
    if (!pattern.contains(u'%'))
        return QStringLiteral("%1 eq %2").arg(field, odataText(pattern));
    QStringList all;
    const QStringList parts = pattern.split(u'%');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].isEmpty())
            continue;
        const char *call = i == 0 ? "startswith" : i == parts.size() - 1 ? "endswith" : "contains";
        all << QStringLiteral("%1(%2, %3)").arg(QLatin1StringView(call), field, odataText(parts[i]));
    }
    return all.join(QStringLiteral(" and "));
}

QString resultCondition(const std::vector<ReportResult> &results)
{
    static const QHash<ReportResult, QString> words{
        {ReportResult::Passed, QStringLiteral("Passed")}, {ReportResult::Failed, QStringLiteral("Failed")},
        {ReportResult::Error, QStringLiteral("Error")},   {ReportResult::Terminated, QStringLiteral("Terminated")},
        {ReportResult::Done, QStringLiteral("Done")},
    };
    QStringList any;
    for (const auto result : results) {
        if (words.contains(result))
            any << QStringLiteral("result eq %1").arg(odataText(words.value(result)));
    }
    return any.size() > 1 ? u'(' + any.join(QStringLiteral(" or ")) + u')' : any.join(QString());
}

/// Numbers in full, with a decimal point, so that the server reads the number that was meant.
QString numberText(double number)
{
    return QString::number(number, 'g', 17);
}

void addNumber(QStringList &all, const char *condition, const std::optional<int> &value)
{
    if (value)
        all << QStringLiteral("%1 %2").arg(QLatin1StringView(condition)).arg(*value);
}

void addSeconds(QStringList &all, const char *condition, const std::optional<double> &value)
{
    if (value)
        all << QStringLiteral("%1 %2").arg(QLatin1StringView(condition), numberText(*value));
}

void addTime(QStringList &all, const char *condition, Timestamp when)
{
    if (when.isValid())
        all << QStringLiteral("%1 %2").arg(QLatin1StringView(condition), when.toIso());
}

void addId(QStringList &all, const char *name, const QString &id)
{
    if (!id.isEmpty())
        all << QStringLiteral("%1 eq %2").arg(QLatin1StringView(name), odataText(id));
}

/// One element of a collection meets all the conditions.
QString anyCondition(const QString &collection, char letter, QStringList inner)
{
    inner.removeAll(QString());
    if (inner.isEmpty())
        return {};
    return QStringLiteral("%1/any(%2: %3)")
        .arg(collection, QString(QLatin1Char(letter)), inner.join(QStringLiteral(" and ")));
}

/// Repairs have names of their own for the collections of a row.
QString collectionName(const char *name, ReportKind kind)
{
    const QString ofTest = QLatin1StringView(name);
    return kind == ReportKind::Test ? ofTest : QStringLiteral("uur") + ofTest.at(0).toUpper() + ofTest.mid(1);
}

QStringList textConditions(const ReportFilter &filter)
{
    return {
        textCondition("serialNumber", filter.serialNumber),
        textCondition("partNumber", filter.partNumber),
        textCondition("revision", filter.revision),
        textCondition("batchNumber", filter.batchNumber),
        textCondition("stationName", filter.stationName),
        textCondition("operator", filter.operatorName),
        textCondition("fixtureId", filter.fixtureId),
        textCondition("location", filter.location),
        textCondition("purpose", filter.purpose),
        textCondition("comment", filter.comment),
        textCondition("processName", filter.processName),
        textCondition("swFilename", filter.sequenceName),
        textCondition("swVersion", filter.sequenceVersion),
        textCondition("causedUutFailure", filter.failedStep),
        textCondition("causedUutFailurePath", filter.failedStepPath),
        textCondition("errorMessage", filter.errorMessage),
        resultCondition(filter.results),
    };
}

QStringList collectionConditions(const ReportFilter &filter)
{
    return {
        anyCondition(collectionName("subUnits", filter.kind), 's',
                     {textCondition("s/serialNumber", filter.subUnitSerialNumber),
                      textCondition("s/partNumber", filter.subUnitPartNumber)}),
        anyCondition(collectionName("miscInfo", filter.kind), 'm',
                     {textCondition("m/description", filter.miscInfoDescription),
                      textCondition("m/value", filter.miscInfoValue)}),
        anyCondition(collectionName("assets", filter.kind), 'a',
                     {textCondition("a/serialNumber", filter.assetSerialNumber)}),
    };
}

} // namespace

QString odataOf(const ReportFilter &filter)
{
    QStringList all = textConditions(filter);
    addNumber(all, "processCode eq", filter.processCode);
    addTime(all, "start ge", filter.from);
    addTime(all, "start le", filter.to);
    addNumber(all, "errorCode eq", filter.errorCode);
    addNumber(all, "testSocketIndex eq", filter.socketIndex);
    addNumber(all, "run eq", filter.run);
    addNumber(all, "passedInRun eq", filter.passedInRun);
    addNumber(all, "receiveCount eq", filter.receiveCount);
    addSeconds(all, "executionTime ge", filter.minExecutionTime);
    addSeconds(all, "executionTime le", filter.maxExecutionTime);
    addNumber(all, "reportSize ge", filter.minSizeKb);
    addNumber(all, "reportSize le", filter.maxSizeKb);
    addId(all, "uuid", filter.reportId);
    addId(all, "referencedUut", filter.referencedReport);
    all << collectionConditions(filter);
    all.removeAll(QString());
    return all.join(QStringLiteral(" and "));
}

QString expandOf(const HeaderParts &parts, ReportKind kind)
{
    QStringList names;
    if (parts.subUnits)
        names << collectionName("subUnits", kind);
    if (parts.miscInfo)
        names << collectionName("miscInfo", kind);
    if (parts.assets)
        names << collectionName("assets", kind);
    return names.join(u',');
}

} // namespace qwats
