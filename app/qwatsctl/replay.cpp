// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/replay.h"

#include "app/qwatsctl/replayroutes.h"
#include "core/trace/tracefile.h"

#include <QFileInfo>

#include <algorithm>

namespace qwats::ctl {

using namespace std::chrono_literals;

namespace {

constexpr int FewestReplayConnections = 6;
constexpr auto SweepEvery = 1s; // as often as a running program does

} // namespace

// The trace's clock starts at 1970, so that times on it are the trace's own t_ms.
ReplayTask::ReplayTask(CommandLine arguments)
    : Task(std::move(arguments))
    , m_traceClock(Timestamp::fromMs(0))
    , m_answers(line().replay.answers)
{
}

Status ReplayTask::prepare()
{
    auto policies = policiesFor(line().replay);
    if (!policies)
        return failure(policies.error());
    m_policies = *policies;
    auto trace = readTrace(line().operands.constFirst());
    if (!trace)
        return failure(trace.error());
    m_trace = std::move(*trace);
    for (const TraceLine &one : m_trace) {
        const Status good = one.isRead() ? Status() : checkWrite(one);
        if (!good)
            return failure(Error::Kind::InvalidInput,
                           line().operands.constFirst() + QStringLiteral(", ") + good.error().message,
                           good.error().detail);
    }
    if (Status good = checkRecordFile(); !good)
        return good;
    return m_answers.isWanted() ? m_answers.open() : Status();
}

/// A replay may take long: that its recording has no place is said before.
Status ReplayTask::checkRecordFile() const
{
    const QString &file = line().replay.record;
    const QFileInfo folder(QFileInfo(file).absolutePath());
    if (file.isEmpty() || (folder.isDir() && folder.isWritable() && !QFileInfo(file).isDir()))
        return {};
    return failure(Error::Kind::InvalidInput, tr("The recording %1 cannot be written there.").arg(file),
                   QStringLiteral("replay record"));
}

Status ReplayTask::saveRecording() const
{
    RecordedTrace recording = recordedTrace(m_session->fetcher().accessTrace(), m_policies, clock());
    recording.loadsTakeTime = line().replay.clock == ReplayOptions::ClockSource::Real;
    return saveTrace(recording, line().replay.record);
}

SessionOptions ReplayTask::sessionOptions(const Settings &, const Profile &profile) const
{
    SessionOptions options; // not from the configuration: a replay gives the same result for everybody
    options.policies = m_policies;
    options.requestsPerMinute = profile.requestsPerMinute.value_or(0); // its server wants no more
    options.maxConnections = std::max(line().replay.concurrency, FewestReplayConnections);
    options.watchServer = false;
    return options;
}

const Clock &ReplayTask::clock() const
{
    return line().replay.clock == ReplayOptions::ClockSource::Trace ? static_cast<const Clock &>(m_traceClock)
                                                                    : Clock::system();
}

void ReplayTask::start(Session &session)
{
    m_session = &session;
    m_watch.start();
    pump();
}

bool ReplayTask::mayStart(const TraceLine &next) const
{
    if (m_writing)
        return false;
    return next.isRead() ? m_running < line().replay.concurrency : m_running == 0;
}

void ReplayTask::pump()
{
    if (m_pumping) // an answer out of the cache comes back while it is being asked for
        return;
    m_pumping = true;
    while (m_next < m_trace.size() && mayStart(m_trace[m_next]))
        startLine(m_trace[m_next++]);
    m_pumping = false;
    if (m_next == m_trace.size() && m_running == 0)
        conclude();
}

void ReplayTask::startLine(const TraceLine &next)
{
    moveClock(next);
    ++m_running;
    if (next.isRead())
        read(next);
    else
        write(next);
}

void ReplayTask::moveClock(const TraceLine &next)
{
    if (line().replay.clock != ReplayOptions::ClockSource::Trace)
        return;
    m_traceClock.setElapsed(next.at);
    if (next.at - m_swept < SweepEvery)
        return;
    m_swept = next.at;
    m_session->cache().sweep();
}

void ReplayTask::read(const TraceLine &next)
{
    Query<Untyped> question = questionAt(next.path);
    if (m_answers.isWanted())
        question = keepingBody(question);
    FetchOptions options;
    options.mode = next.refresh ? FetchOptions::Mode::Refresh : FetchOptions::Mode::Normal;
    options.initiator = QByteArrayLiteral("qwatsctl replay");
    ++m_lookups;
    const auto asked = stopwatchNow();
    auto refreshing = std::make_shared<bool>(false);
    const auto now = m_session->fetcher().fetch<Untyped>(question, options, this,
                                                         [=, this, &next](const Fetched<Untyped> &answer) {
                                                             m_names.learn(question, answer.value);
                                                             if (!*refreshing)
                                                                 land(next, answer, asked);
                                                             lineEnded();
                                                         });
    if (now.value || !now.pending)
        land(next, now, asked);
    *refreshing = now.value != nullptr; // the caller has seen an answer; the next one only makes the cache newer
    if (!now.pending)
        lineEnded();
}

void ReplayTask::land(const TraceLine &next, const Fetched<Untyped> &answer, std::chrono::nanoseconds asked)
{
    m_latencies.add(stopwatchNow() - asked);
    if (m_answers.isWanted())
        m_answers.add(next, answer);
}

void ReplayTask::write(const TraceLine &next)
{
    m_writing = true;
    ++m_writes;
    const auto command = commandFor(next, m_names);
    const auto ended = [this](bool good) {
        m_writeErrors += good ? 0 : 1;
        m_writing = false;
        lineEnded();
    };
    if (!command)
        return ended(false);
    m_session->fetcher().send<Done>(
        *command, this, [ended](const Result<std::shared_ptr<const Done>> &reply) { ended(reply.has_value()); });
}

void ReplayTask::lineEnded()
{
    --m_running;
    pump();
}

Status ReplayTask::checkCounts() const
{
    const quint64 counted = sumOf(m_session->metrics().total().outcomes);
    if (counted == m_lookups)
        return {};
    return failure(
        Error::Kind::BadReply,
        tr("The outcomes (%1) do not sum to the look-ups (%2): the program has a bug.").arg(counted).arg(m_lookups),
        QStringLiteral("replay counters"));
}

QJsonObject ReplayTask::report()
{
    const MetricsBucket total = m_session->metrics().total();
    const CacheStats cache = m_session->cache().stats();
    const auto number = [](auto value) { return QJsonValue(static_cast<qint64>(value)); };
    const quint64 served = servedFromCache(total.outcomes);
    return {{QStringLiteral("lookups"), number(m_lookups)},
            {QStringLiteral("outcomes"), outcomesToJson(total.outcomes)},
            {QStringLiteral("hit_rate"), m_lookups > 0 ? double(served) / double(m_lookups) : 0},
            {QStringLiteral("served_from_cache"), number(served)},
            {QStringLiteral("upstream_calls"), number(total.calls)},
            {QStringLiteral("stale_served"), number(countOf(total.outcomes, Outcome::Stale))},
            {QStringLiteral("writes"), number(m_writes)},
            {QStringLiteral("write_errors"), number(m_writeErrors)},
            {QStringLiteral("latency_us"), m_latencies.toJson()},
            {QStringLiteral("wall_s"), m_watch.wallSeconds()},
            {QStringLiteral("cpu_s"), m_watch.cpuSeconds()},
            {QStringLiteral("rss_bytes"), number(residentBytes())},
            {QStringLiteral("cache"),
             QJsonObject{{QStringLiteral("entries"), number(cache.entries)},
                         {QStringLiteral("bytes"), number(cache.bytes)},
                         {QStringLiteral("evictions"), number(cache.evictions)}}}};
}

QString ReplayTask::summary(const QJsonObject &report) const
{
    const auto count
        = [&](const char *key) { return QString::number(report.value(QLatin1StringView(key)).toInteger()); };
    QStringList outcomes;
    const QJsonObject ended = report.value(QLatin1StringView("outcomes")).toObject();
    for (int i = 0; i < OutcomeCount; ++i) {
        const QString name = outcomeName(static_cast<Outcome>(i));
        if (const qint64 times = ended.value(name).toInteger())
            outcomes << name + u' ' + QString::number(times);
    }
    const QJsonObject latency = report.value(QLatin1StringView("latency_us")).toObject();
    const auto us
        = [&](const char *key) { return tr("%1 µs").arg(latency.value(QLatin1StringView(key)).toDouble(), 0, 'f', 1); };
    const QJsonObject cache = report.value(QLatin1StringView("cache")).toObject();
    return factLines({{tr("look-ups"), count("lookups")},
                      {tr("outcomes"), outcomes.join(QStringLiteral(", "))},
                      {tr("from the cache"),
                       tr("%1 (%2 %)")
                           .arg(count("served_from_cache"),
                                QString::number(report.value(QLatin1StringView("hit_rate")).toDouble() * 100, 'f', 1))},
                      {tr("shown as old"), count("stale_served")},
                      {tr("calls to the server"), count("upstream_calls")},
                      {tr("writes"), tr("%1, %2 failed").arg(count("writes"), count("write_errors"))},
                      {tr("latency p50"), us("p50")},
                      {tr("latency p95"), us("p95")},
                      {tr("latency p99"), us("p99")},
                      {tr("wall time"), tr("%1 s").arg(m_watch.wallSeconds(), 0, 'f', 3)},
                      {tr("processor time"), tr("%1 s").arg(m_watch.cpuSeconds(), 0, 'f', 3)},
                      {tr("memory"), tr("%1 MB").arg(double(residentBytes()) / 1e6, 0, 'f', 1)},
                      {tr("cache"),
                       tr("%1 entries, %2 bytes, %3 evicted")
                           .arg(cache.value(QLatin1StringView("entries")).toInteger())
                           .arg(cache.value(QLatin1StringView("bytes")).toInteger())
                           .arg(cache.value(QLatin1StringView("evictions")).toInteger())}});
}

void ReplayTask::conclude()
{
    m_watch.stop();
    const QJsonObject result = report();
    Status status = m_answers.isWanted() ? m_answers.close() : Status();
    if (status && !line().replay.record.isEmpty())
        status = saveRecording();
    const Status output = line().json ? printOut(result) : printOut(summary(result));
    if (status)
        status = output;
    if (status)
        status = checkCounts();
    finish(status);
}

} // namespace qwats::ctl
