// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/tracefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <array>

namespace qwats {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostLines = 2'000'000;
constexpr qint64 LongestLine = 8'000'000; // a list with all its rows
constexpr qint64 LongestTime = qint64(1) << 52; // µs; 140 years, and exact in JSON
constexpr std::array kindWords{"look", "write", "drop", "put"};
constexpr std::array askWords{"normal", "refresh", "cache_only", "no_cache"};

class TraceFileText
{
    Q_DECLARE_TR_FUNCTIONS(tracefile)
};

QString hexOf(quint64 hash)
{
    return QString::number(hash, 16);
}

qint64 microseconds(std::chrono::nanoseconds span)
{
    return std::chrono::floor<std::chrono::microseconds>(span).count();
}

QJsonObject jsonOf(const CachePolicies &policies)
{
    QJsonObject domains;
    for (int i = 0; i < DomainCount; ++i) {
        const CachePolicy &policy = policies.of(domainAt(i));
        domains.insert(domainName(domainAt(i)),
                       QJsonObject{{u"enabled"_s, policy.enabled},
                                   {u"safety"_s, safetyName(policy.safety)},
                                   {u"fresh_s"_s, qint64(policy.freshFor.count())},
                                   {u"keep_s"_s, qint64(policy.keepFor.count())},
                                   {u"offline_s"_s, qint64(policy.offlineFor.count())},
                                   {u"refresh_ahead"_s, policy.refreshAhead}});
    }
    return {{u"enabled"_s, policies.enabled},
            {u"max_entries"_s, qint64(policies.maxEntries)},
            {u"max_bytes"_s, qint64(policies.maxBytes)},
            {u"max_entry_bytes"_s, qint64(policies.maxEntryBytes)},
            {u"negative_s"_s, qint64(policies.negativeFor.count())},
            {u"jitter"_s, policies.jitter},
            {u"fresh_s"_s, qint64(policies.freshFor.count())},
            {u"keep_s"_s, qint64(policies.keepFor.count())},
            {u"offline_s"_s, qint64(policies.offlineFor.count())},
            {u"domains"_s, domains}};
}

QJsonObject jsonOf(quint64 key, const AnswerShape &shape)
{
    QJsonObject object{{u"answer"_s, hexOf(key)},
                       {u"domain"_s, domainName(shape.domain)},
                       {u"bytes"_s, qint64(shape.bytes)},
                       {u"load_us"_s, microseconds(shape.loadTime)}};
    if (shape.trueUntil.isValid())
        object.insert(u"true_until_ms"_s, shape.trueUntil.ms());
    QJsonArray tags;
    for (const quint64 tag : shape.tags)
        tags.append(hexOf(tag));
    if (!tags.isEmpty())
        object.insert(u"tags"_s, tags);
    QJsonArray seeds;
    for (const AnswerShape::Seed &seed : shape.seeds)
        seeds.append(QJsonArray{hexOf(seed.key), qint64(seed.bytes)});
    if (!seeds.isEmpty())
        object.insert(u"brings"_s, seeds);
    return object;
}

/// Ages go in µs too, so that there is one unit in the file.
QJsonObject jsonOf(const AccessEvent &event)
{
    QJsonObject object{{u"t_us"_s, microseconds(event.at - BootTime())},
                       {u"event"_s, QLatin1StringView(kindWords[static_cast<size_t>(event.kind)])}};
    if (event.kind == AccessEvent::Kind::Write)
        return object;
    object.insert(u"key"_s, hexOf(event.key));
    if (event.kind == AccessEvent::Kind::Drop)
        return object;
    object.insert(u"domain"_s, domainName(event.domain));
    if (event.bytes > 0)
        object.insert(u"bytes"_s, qint64(event.bytes));
    if (event.kind == AccessEvent::Kind::Put)
        return object;
    if (event.ask != AccessEvent::Ask::Normal)
        object.insert(u"ask"_s, QLatin1StringView(askWords[static_cast<size_t>(event.ask)]));
    object.insert(u"outcome"_s, outcomeName(event.outcome));
    if (event.span.count() > 0)
        object.insert(servedFromCache(event.outcome) ? u"age_us"_s : u"took_us"_s, microseconds(event.span));
    return object;
}

QJsonObject headOf(const RecordedTrace &trace)
{
    QJsonObject head{{u"qwats_trace"_s, TraceFileVersion},
                     {u"loads_take_time"_s, trace.loadsTakeTime},
                     {u"gone"_s, qint64(trace.gone)},
                     {u"settings"_s, jsonOf(trace.policies)}};
    if (trace.start.isValid())
        head.insert(u"start_ms"_s, trace.start.ms());
    return head;
}

/// Reads the members of one object; remembers the first that is wrong.
class Members
{
public:
    explicit Members(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    [[nodiscard]] bool has(QLatin1StringView key) const { return m_object.contains(key); }
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] bool isGood() const { return m_problem.isEmpty(); }
    [[nodiscard]] QJsonValue at(QLatin1StringView key) const { return m_object.value(key); }

    void wrong(QLatin1StringView key, const QString &expected)
    {
        if (isGood())
            m_problem = TraceFileText::tr("%1 is not %2").arg(key, expected);
    }
    qint64 number(QLatin1StringView key, qint64 fallback, qint64 least = 0, qint64 most = LongestTime)
    {
        const QJsonValue value = at(key);
        if (value.isUndefined())
            return fallback;
        const double read = value.isDouble() ? value.toDouble() : -1e300;
        if (read >= double(least) && read <= double(most) && read == double(value.toInteger()))
            return value.toInteger();
        wrong(key, TraceFileText::tr("a whole number from %1 to %2").arg(least).arg(most));
        return fallback;
    }
    bool flag(QLatin1StringView key, bool fallback)
    {
        const QJsonValue value = at(key);
        if (!value.isUndefined() && !value.isBool())
            wrong(key, TraceFileText::tr("true or false"));
        return value.toBool(fallback);
    }
    quint64 hash(QLatin1StringView key) { return hash(key, at(key)); }
    quint64 hash(QLatin1StringView key, const QJsonValue &value)
    {
        bool good = false;
        const quint64 number = value.toString().toULongLong(&good, 16);
        if (!good)
            wrong(key, TraceFileText::tr("a hexadecimal number of 64 bits"));
        return number;
    }
    /// The position of a word in a list of words.
    template <typename Words> size_t word(QLatin1StringView key, const Words &words, size_t fallback)
    {
        if (!has(key))
            return fallback;
        const QString text = at(key).toString();
        for (size_t i = 0; i < words.size(); ++i) {
            if (text == QLatin1StringView(words[i]))
                return i;
        }
        wrong(key, TraceFileText::tr("one of the words known here"));
        return fallback;
    }
    Domain domain()
    {
        const auto domain = domainFromName(at("domain"_L1).toString());
        if (!domain)
            wrong("domain"_L1, TraceFileText::tr("one of the words known here"));
        return domain.value_or(Domain::Other);
    }
    std::chrono::seconds seconds(QLatin1StringView key)
    {
        constexpr qint64 century = qint64(100) * 366 * 24 * 3600;
        if (!has(key))
            wrong(key, TraceFileText::tr("there"));
        return std::chrono::seconds(number(key, 0, 0, century));
    }

private:
    QJsonObject m_object;
    QString m_problem;
};

CachePolicy domainPolicyFrom(Members &members)
{
    CachePolicy policy;
    policy.enabled = members.flag("enabled"_L1, true);
    const auto safety = safetyFromName(members.at("safety"_L1).toString());
    if (!safety)
        members.wrong("safety"_L1, TraceFileText::tr("one of the words known here"));
    policy.safety = safety.value_or(Safety::LiveOnly);
    policy.freshFor = members.seconds("fresh_s"_L1);
    policy.keepFor = members.seconds("keep_s"_L1);
    policy.offlineFor = members.seconds("offline_s"_L1);
    policy.refreshAhead = int(members.number("refresh_ahead"_L1, 0, 0, 100));
    return policy;
}

QString readPolicies(const QJsonValue &value, CachePolicies &policies)
{
    Members members(value.toObject());
    policies = CachePolicies::defaults();
    policies.enabled = members.flag("enabled"_L1, true);
    policies.maxEntries = members.number("max_entries"_L1, policies.maxEntries, 1);
    policies.maxBytes = members.number("max_bytes"_L1, policies.maxBytes, 1);
    policies.maxEntryBytes = members.number("max_entry_bytes"_L1, policies.maxEntryBytes, 1);
    policies.jitter = int(members.number("jitter"_L1, 0, 0, 100));
    policies.negativeFor = members.seconds("negative_s"_L1);
    policies.freshFor = members.seconds("fresh_s"_L1);
    policies.keepFor = members.seconds("keep_s"_L1);
    policies.offlineFor = members.seconds("offline_s"_L1);
    const QJsonObject domains = members.at("domains"_L1).toObject();
    for (int i = 0; i < DomainCount && members.isGood(); ++i) {
        const QString name = domainName(domainAt(i));
        if (!domains.contains(name))
            continue; // a domain that was not there yet: its built-in values
        Members own(domains.value(name).toObject());
        policies.of(domainAt(i)) = domainPolicyFrom(own);
        if (!own.isGood())
            return u"settings, "_s + name + u": "_s + own.problem();
    }
    return members.isGood() ? QString() : u"settings: "_s + members.problem();
}

QString readHead(const QJsonObject &object, RecordedTrace &trace)
{
    Members members(object);
    if (!members.has("qwats_trace"_L1))
        return TraceFileText::tr("this is not a recording of qWATS");
    const qint64 version = members.number("qwats_trace"_L1, 0);
    if (version != TraceFileVersion)
        return TraceFileText::tr("version %1 is not known here, only %2").arg(version).arg(TraceFileVersion);
    trace.loadsTakeTime = members.flag("loads_take_time"_L1, true);
    trace.gone = quint64(members.number("gone"_L1, 0));
    if (members.has("start_ms"_L1))
        trace.start = Timestamp::fromMs(members.number("start_ms"_L1, 0, -LongestTime));
    return members.isGood() ? readPolicies(members.at("settings"_L1), trace.policies) : members.problem();
}

QString readAnswer(const QJsonObject &object, RecordedTrace &trace)
{
    Members members(object);
    AnswerShape shape;
    const quint64 key = members.hash("answer"_L1);
    shape.domain = members.domain();
    shape.bytes = members.number("bytes"_L1, 0);
    shape.loadTime = std::chrono::microseconds(members.number("load_us"_L1, 0));
    if (members.has("true_until_ms"_L1))
        shape.trueUntil = Timestamp::fromMs(members.number("true_until_ms"_L1, 0, -LongestTime));
    const auto tags = members.at("tags"_L1).toArray();
    for (const auto &tag : tags)
        shape.tags.push_back(members.hash("tags"_L1, tag));
    const auto seeds = members.at("brings"_L1).toArray();
    for (const auto &seed : seeds) {
        const QJsonArray pair = seed.toArray();
        if (pair.size() != 2 || !pair.at(1).isDouble() || pair.at(1).toDouble() < 0 || pair.at(1).toDouble() > 4e9)
            members.wrong("brings"_L1, TraceFileText::tr("a list of pairs"));
        shape.seeds.push_back({members.hash("brings"_L1, pair.at(0)), quint32(pair.at(1).toInteger())});
    }
    trace.shapes.insert_or_assign(key, std::move(shape));
    return members.problem();
}

size_t outcomeAt(Members &members)
{
    const QString name = members.at("outcome"_L1).toString();
    for (int i = 0; i < OutcomeCount; ++i) {
        if (name == outcomeName(static_cast<Outcome>(i)))
            return size_t(i);
    }
    members.wrong("outcome"_L1, TraceFileText::tr("one of the words known here"));
    return 0;
}

QString readEvent(const QJsonObject &object, RecordedTrace &trace)
{
    Members members(object);
    AccessEvent event;
    event.at = BootTime(std::chrono::microseconds(members.number("t_us"_L1, -1)));
    if (event.at < BootTime())
        members.wrong("t_us"_L1, TraceFileText::tr("a whole number from 0"));
    if (!trace.events.empty() && event.at < trace.events.back().at)
        members.wrong("t_us"_L1, TraceFileText::tr("at least that of the line before"));
    event.kind = static_cast<AccessEvent::Kind>(members.word("event"_L1, kindWords, 0));
    using Kind = AccessEvent::Kind;
    const bool isLook = event.kind == Kind::Lookup;
    if (event.kind != Kind::Write)
        event.key = members.hash("key"_L1);
    if (isLook || event.kind == Kind::Put) {
        event.domain = members.domain();
        event.bytes = members.number("bytes"_L1, 0, 0, 0xFFFFFFFF);
    }
    if (isLook) {
        event.ask = static_cast<AccessEvent::Ask>(members.word("ask"_L1, askWords, 0));
        event.outcome = static_cast<Outcome>(outcomeAt(members));
        event.span
            = std::chrono::microseconds(members.number(servedFromCache(event.outcome) ? "age_us"_L1 : "took_us"_L1, 0));
    } else {
        event.ask = event.kind == Kind::Write ? AccessEvent::Ask::NoCache : AccessEvent::Ask::Normal;
        event.outcome = event.kind == Kind::Write ? Outcome::Bypassed
            : event.kind == Kind::Drop            ? Outcome::Invalidated
                                                  : Outcome::Seeded;
    }
    trace.events.push_back(event);
    return members.problem();
}

/// The first thing wrong with a line; empty when it is good.
QString readTraceLine(const QByteArray &bytes, bool first, RecordedTrace &trace)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError)
        return TraceFileText::tr("not JSON: %1").arg(problem.errorString());
    if (!document.isObject())
        return TraceFileText::tr("not a JSON object");
    const QJsonObject object = document.object();
    if (first)
        return readHead(object, trace);
    return object.contains("answer"_L1) ? readAnswer(object, trace) : readEvent(object, trace);
}

tl::unexpected<Error> badTraceFile(Error::Kind kind, const QString &message)
{
    return failure(kind, message, u"trace file"_s);
}

} // namespace

Status saveTrace(const RecordedTrace &trace, const QString &name)
{
    QSaveFile file(name);
    const auto cannot = [&] {
        return badTraceFile(Error::Kind::Storage,
                            TraceFileText::tr("The recording %1 cannot be written: %2.").arg(name, file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return cannot();
    const auto write = [&](const QJsonObject &object) {
        const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        return file.write(line) == line.size();
    };
    bool good = write(headOf(trace));
    for (auto shape = trace.shapes.begin(); good && shape != trace.shapes.end(); ++shape)
        good = write(jsonOf(shape->first, shape->second));
    for (auto event = trace.events.begin(); good && event != trace.events.end(); ++event)
        good = write(jsonOf(*event));
    if (!good || !file.commit())
        return cannot();
    return {};
}

Result<RecordedTrace> loadTrace(const QString &name)
{
    QFile file(name);
    const auto cannot = [&] {
        return badTraceFile(Error::Kind::Storage,
                            TraceFileText::tr("The recording %1 cannot be read: %2.").arg(name, file.errorString()));
    };
    if (!file.open(QIODevice::ReadOnly))
        return cannot();
    RecordedTrace trace;
    for (int number = 1; number == 1 || !file.atEnd(); ++number) {
        const QByteArray line = file.readLine(LongestLine);
        if (file.error() != QFileDevice::NoError)
            return cannot();
        QString problem;
        if (line.size() >= LongestLine - 1)
            problem = TraceFileText::tr("longer than %1 bytes").arg(LongestLine);
        else if (number > MostLines)
            problem = TraceFileText::tr("more than %1 lines").arg(MostLines);
        else
            problem = readTraceLine(line, number == 1, trace);
        if (!problem.isEmpty())
            return badTraceFile(Error::Kind::InvalidInput,
                                TraceFileText::tr("%1, line %2: %3").arg(name).arg(number).arg(problem));
    }
    return trace;
}

} // namespace qwats
