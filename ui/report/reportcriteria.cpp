// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportcriteria.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <QHash>

#include <algorithm>
#include <tuple>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr ReportResult knownResults[]{ReportResult::Passed, ReportResult::Failed, ReportResult::Error,
                                      ReportResult::Terminated, ReportResult::Done};

QString fieldWord(const char *text)
{
    return QCoreApplication::translate("qwats::ui::ReportCriteria", text);
}

const QHash<QString, QString ReportFilter::*> &textMembers()
{
    static const QHash<QString, QString ReportFilter::*> members{
        {u"serial"_s, &ReportFilter::serialNumber},
        {u"part"_s, &ReportFilter::partNumber},
        {u"revision"_s, &ReportFilter::revision},
        {u"batch"_s, &ReportFilter::batchNumber},
        {u"station"_s, &ReportFilter::stationName},
        {u"operator"_s, &ReportFilter::operatorName},
        {u"fixture"_s, &ReportFilter::fixtureId},
        {u"location"_s, &ReportFilter::location},
        {u"purpose"_s, &ReportFilter::purpose},
        {u"comment"_s, &ReportFilter::comment},
        {u"sequence"_s, &ReportFilter::sequenceName},
        {u"version"_s, &ReportFilter::sequenceVersion},
        {u"failedStep"_s, &ReportFilter::failedStep},
        {u"errorText"_s, &ReportFilter::errorMessage},
        {u"subUnitSerial"_s, &ReportFilter::subUnitSerialNumber},
        {u"subUnitPart"_s, &ReportFilter::subUnitPartNumber},
        {u"asset"_s, &ReportFilter::assetSerialNumber},
    };
    return members;
}

const QHash<QString, std::optional<int> ReportFilter::*> &numberMembers()
{
    static const QHash<QString, std::optional<int> ReportFilter::*> members{
        {u"process"_s, &ReportFilter::processCode},
        {u"errorCode"_s, &ReportFilter::errorCode},
        {u"socket"_s, &ReportFilter::socketIndex},
        {u"run"_s, &ReportFilter::run},
    };
    return members;
}

void applyValue(ReportFilter &filter, const QString &id, const QString &text)
{
    if (const auto member = textMembers().value(id)) {
        filter.*member = text;
    } else if (const auto whole = numberMembers().value(id)) {
        bool good = false;
        const int number = text.toInt(&good);
        if (good)
            filter.*whole = number;
    } else if (id == u"misc") {
        std::tie(filter.miscInfoDescription, filter.miscInfoValue) = splitPair(text);
    } else if (id == u"time") {
        std::tie(filter.minExecutionTime, filter.maxExecutionTime) = splitRange(text);
    }
}

} // namespace

const QList<ReportCriteria::Field> &ReportCriteria::fields()
{
    static const QList<Field> all{
        {u"serial"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Serial")), Editor::Text, true},
        {u"part"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Part")), Editor::Text, true},
        {u"process"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Process")), Editor::Process, true},
        {u"station"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Station")), Editor::Text, true},
        {u"operator"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Operator")), Editor::Text, true},
        {u"revision"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Revision")), Editor::Text, false},
        {u"batch"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Batch")), Editor::Text, false},
        {u"fixture"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Fixture")), Editor::Text, false},
        {u"location"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Location")), Editor::Text, false},
        {u"purpose"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Purpose")), Editor::Text, false},
        {u"comment"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Comment")), Editor::Text, false},
        {u"errorCode"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Error code")), Editor::Number,
         false},
        {u"errorText"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Error text")), Editor::Text, false},
        {u"failedStep"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Failed step")), Editor::Text,
         false},
        {u"time"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Test time")), Editor::Seconds, false},
        {u"run"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Run")), Editor::Number, false},
        {u"socket"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Socket")), Editor::Number, false},
        {u"sequence"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Sequence")), Editor::Text, false},
        {u"version"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Version")), Editor::Text, false},
        {u"subUnitSerial"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Sub-unit serial")), Editor::Text,
         false},
        {u"subUnitPart"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Sub-unit part")), Editor::Text,
         false},
        {u"misc"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Misc info")), Editor::Pair, false},
        {u"asset"_s, fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Asset serial")), Editor::Text, false},
    };
    return all;
}

const ReportCriteria::Field *ReportCriteria::field(const QString &id)
{
    const auto found = std::find_if(fields().begin(), fields().end(), [&](const Field &one) { return one.id == id; });
    return found == fields().end() ? nullptr : &*found;
}

void ReportCriteria::setValue(const QString &id, const QString &text)
{
    QString clean = text.trimmed();
    if (const Field *known = field(id); known && known->editor == Editor::Text)
        clean.replace(u'*', u'%');
    if (clean.isEmpty())
        values.remove(id);
    else
        values.insert(id, clean);
    if (id == u"process" && clean.isEmpty())
        processName.clear();
}

bool ReportCriteria::isSet() const
{
    return !values.isEmpty() || !results.empty() || period.isSet();
}

QStringList ReportCriteria::setFields() const
{
    QStringList ids;
    if (period.isSet())
        ids << u"started"_s;
    for (const Field &one : fields()) {
        if (values.contains(one.id))
            ids << one.id;
    }
    if (!results.empty())
        ids << u"result"_s;
    return ids;
}

void ReportCriteria::clear(const QString &id)
{
    if (id == u"started")
        period = {};
    else if (id == u"result")
        results.clear();
    else
        setValue(id, {});
}

QString ReportCriteria::nameOf(const QString &id) const
{
    if (id == u"started")
        return fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Started"));
    if (id == u"result")
        return fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "Result"));
    const Field *known = field(id);
    return known ? known->name : id;
}

QString ReportCriteria::words(const QString &id) const
{
    if (id == u"started")
        return period.words();
    if (id == u"result") {
        QStringList names;
        for (const auto result : results)
            names << reportResultName(result);
        return names.join(u", "_s);
    }
    const QString text = value(id);
    const Field *known = field(id);
    if (!known || text.isEmpty())
        return {};
    if (known->editor == Editor::Process)
        return processName.isEmpty() ? text : processName;
    if (known->editor == Editor::Seconds) {
        const auto [least, most] = splitRange(text);
        if (least && most)
            return u"%1 – %2"_s.arg(words::duration(*least), words::duration(*most));
        if (least)
            return fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "at least %1"))
                .arg(words::duration(*least));
        return fieldWord(QT_TRANSLATE_NOOP("qwats::ui::ReportCriteria", "at most %1"))
            .arg(words::duration(most.value_or(0)));
    }
    return text;
}

ReportFilter ReportCriteria::filterAt(Timestamp now) const
{
    ReportFilter filter;
    filter.kind = kind;
    filter.results = results;
    const auto range = period.at(now);
    filter.from = range.from;
    filter.to = range.to;
    for (auto it = values.begin(); it != values.end(); ++it)
        applyValue(filter, it.key(), it.value());
    return filter;
}

QVariantMap ReportCriteria::toMap() const
{
    QVariantMap map;
    for (auto it = values.begin(); it != values.end(); ++it)
        map.insert(it.key(), it.value());
    map.insert(u"kind"_s, int(kind));
    if (!results.empty()) {
        QStringList numbers;
        for (const auto result : results)
            numbers << QString::number(int(result));
        map.insert(u"result"_s, numbers.join(u','));
    }
    if (period.isSet())
        map.insert(u"started"_s, period.toText());
    if (!processName.isEmpty())
        map.insert(u"processName"_s, processName);
    return map;
}

ReportCriteria ReportCriteria::fromMap(const QVariantMap &map)
{
    ReportCriteria criteria;
    criteria.kind = map.value(u"kind"_s).toInt() == int(ReportKind::Repair) ? ReportKind::Repair : ReportKind::Test;
    const QStringList numbers = map.value(u"result"_s).toString().split(u',', Qt::SkipEmptyParts);
    for (const auto result : knownResults) {
        if (numbers.contains(QString::number(int(result))))
            criteria.results.push_back(result);
    }
    criteria.period = ReportPeriod::fromText(map.value(u"started"_s).toString());
    if (const auto from = map.value(u"from"_s); from.isValid() && !criteria.period.isSet())
        criteria.period = {ReportPeriod::Kind::Custom, QDateTime::fromMSecsSinceEpoch(from.toLongLong()).date(), {}};
    for (const Field &one : fields())
        criteria.setValue(one.id, map.value(one.id).toString());
    if (criteria.values.contains(u"process"_s))
        criteria.processName = map.value(u"processName"_s).toString();
    return criteria;
}

std::pair<QString, QString> splitPair(const QString &value)
{
    const qsizetype at = value.indexOf(u'=');
    if (at < 0)
        return {value.trimmed(), {}};
    return {value.left(at).trimmed(), value.mid(at + 1).trimmed()};
}

std::pair<std::optional<double>, std::optional<double>> splitRange(const QString &value)
{
    const qsizetype at = value.indexOf(u".."_s);
    const auto number = [](const QString &text) -> std::optional<double> {
        bool good = false;
        const double read = text.trimmed().toDouble(&good);
        return good && read >= 0 ? std::optional(read) : std::nullopt;
    };
    if (at < 0)
        return {number(value), std::nullopt};
    return {number(value.left(at)), number(value.mid(at + 2))};
}

} // namespace qwats::ui
