// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportfilter.h"

#include "core/http/target.h"

#include <QStringList>

namespace qwats {
namespace {

constexpr QLatin1StringView filterAnd(" and ");

/// Conditions that all hold, joined as they come. Built at every look-up of a list, so what narrows nothing costs
/// nothing.
class Conditions
{
public:
    /// `%` at either end becomes the function that means it. OData has nothing for one in the middle: then both halves
    /// must hold.
    void text(const char *name, const QString &pattern)
    {
        if (pattern.isEmpty())
            return;
        if (!pattern.contains(u'%'))
            return same(name, pattern);
        const QStringList parts = pattern.split(u'%');
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (!parts[i].isEmpty())
                call(i == 0 ? "startswith" : i == parts.size() - 1 ? "endswith" : "contains", name, parts[i]);
        }
    }

    void same(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            next().append(QLatin1StringView(name)).append(QLatin1StringView(" eq ")).append(odataText(value));
    }

    void number(const char *condition, const std::optional<int> &value)
    {
        if (value)
            compared(condition, QString::number(*value));
    }

    /// In full, with a decimal point, so that the server reads the number that was meant.
    void seconds(const char *condition, const std::optional<double> &value)
    {
        if (value)
            compared(condition, QString::number(*value, 'g', 17));
    }

    void time(const char *condition, Timestamp when)
    {
        if (when.isValid())
            compared(condition, when.toIso());
    }

    void results(const std::vector<ReportResult> &results);

    /// One element of a collection meets all the conditions of `inner`.
    void any(const QString &collection, char letter, const Conditions &inner)
    {
        next().append(collection).append(QLatin1StringView("/any(")).append(QLatin1Char(letter));
        m_all.append(QLatin1StringView(": ")).append(inner.m_all).append(u')');
    }

    [[nodiscard]] const QString &all() const { return m_all; }

private:
    QString &next() { return m_all.isEmpty() ? m_all : m_all.append(filterAnd); }
    void compared(const char *condition, const QString &value)
    {
        next().append(QLatin1StringView(condition)).append(u' ').append(value);
    }
    void call(const char *function, const char *name, const QString &value)
    {
        next().append(QLatin1StringView(function)).append(u'(').append(QLatin1StringView(name));
        m_all.append(QLatin1StringView(", ")).append(odataText(value)).append(u')');
    }

    QString m_all;
};

/// Empty: the server has no word for it.
QLatin1StringView filterWord(ReportResult result)
{
    switch (result) {
    case ReportResult::Passed: return QLatin1StringView("Passed");
    case ReportResult::Failed: return QLatin1StringView("Failed");
    case ReportResult::Error: return QLatin1StringView("Error");
    case ReportResult::Terminated: return QLatin1StringView("Terminated");
    case ReportResult::Done: return QLatin1StringView("Done");
    default: return {};
    }
}

void Conditions::results(const std::vector<ReportResult> &results)
{
    QString any;
    int count = 0;
    for (const auto result : results) {
        const QLatin1StringView word = filterWord(result);
        if (word.isEmpty())
            continue;
        if (++count > 1)
            any.append(QLatin1StringView(" or "));
        any.append(QLatin1StringView("result eq '")).append(word).append(u'\'');
    }
    if (count == 1)
        next().append(any);
    else if (count > 1)
        next().append(u'(').append(any).append(u')');
}

/// Repairs have names of their own for the collections of a row.
QString collectionName(const char *name, ReportKind kind)
{
    const QString ofTest = QLatin1StringView(name);
    return kind == ReportKind::Test ? ofTest : QStringLiteral("uur") + ofTest.at(0).toUpper() + ofTest.mid(1);
}

void addTexts(Conditions &all, const ReportFilter &filter)
{
    all.text("serialNumber", filter.serialNumber);
    all.text("partNumber", filter.partNumber);
    all.text("revision", filter.revision);
    all.text("batchNumber", filter.batchNumber);
    all.text("stationName", filter.stationName);
    all.text("operator", filter.operatorName);
    all.text("fixtureId", filter.fixtureId);
    all.text("location", filter.location);
    all.text("purpose", filter.purpose);
    all.text("comment", filter.comment);
    all.text("processName", filter.processName);
    all.text("swFilename", filter.sequenceName);
    all.text("swVersion", filter.sequenceVersion);
    all.text("causedUutFailure", filter.failedStep);
    all.text("causedUutFailurePath", filter.failedStepPath);
    all.text("errorMessage", filter.errorMessage);
    all.results(filter.results);
}

void addNumbers(Conditions &all, const ReportFilter &filter)
{
    all.number("processCode eq", filter.processCode);
    all.time("start ge", filter.from);
    all.time("start le", filter.to);
    all.number("errorCode eq", filter.errorCode);
    all.number("testSocketIndex eq", filter.socketIndex);
    all.number("run eq", filter.run);
    all.number("passedInRun eq", filter.passedInRun);
    all.number("receiveCount eq", filter.receiveCount);
    all.seconds("executionTime ge", filter.minExecutionTime);
    all.seconds("executionTime le", filter.maxExecutionTime);
    all.number("reportSize ge", filter.minSizeKb);
    all.number("reportSize le", filter.maxSizeKb);
}

struct CollectionText
{
    const char *name;
    const QString &pattern;
};

void addCollection(Conditions &all, ReportKind kind, const char *collection, char letter,
                   std::initializer_list<CollectionText> texts)
{
    Conditions inner;
    for (const CollectionText &text : texts)
        inner.text(text.name, text.pattern);
    if (!inner.all().isEmpty())
        all.any(collectionName(collection, kind), letter, inner);
}

void addCollections(Conditions &all, const ReportFilter &filter)
{
    addCollection(all, filter.kind, "subUnits", 's',
                  {{"s/serialNumber", filter.subUnitSerialNumber}, {"s/partNumber", filter.subUnitPartNumber}});
    addCollection(all, filter.kind, "miscInfo", 'm',
                  {{"m/description", filter.miscInfoDescription}, {"m/value", filter.miscInfoValue}});
    addCollection(all, filter.kind, "assets", 'a', {{"a/serialNumber", filter.assetSerialNumber}});
}

} // namespace

QString odataOf(const ReportFilter &filter)
{
    Conditions all;
    addTexts(all, filter);
    addNumbers(all, filter);
    all.same("uuid", filter.reportId);
    all.same("referencedUut", filter.referencedReport);
    addCollections(all, filter);
    return all.all();
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
