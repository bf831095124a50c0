// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/get.h"

#include <algorithm>

namespace qwats::ctl {
namespace {

constexpr int FewestConnections = 6;

} // namespace

Status GetTask::prepare()
{
    const auto path = readPath(line().operands.constFirst(), Spelling::Percent);
    if (!path)
        return failure(path.error());
    m_query = rawQuery(*path);
    m_options.initiator = QByteArrayLiteral("qwatsctl get");
    m_options.mode = line().noCache ? FetchOptions::Mode::NoCache : FetchOptions::Mode::Normal;
    return {};
}

SessionOptions GetTask::sessionOptions(const Settings &settings, const Profile &profile) const
{
    SessionOptions options = Task::sessionOptions(settings, profile);
    // What is measured is the client, not the limit; but one that was set for this server holds.
    options.requestsPerMinute = profile.requestsPerMinute.value_or(0);
    options.maxConnections = std::max(line().concurrency, FewestConnections);
    return options;
}

void GetTask::start(Session &session)
{
    m_session = &session;
    m_watch.start();
    pump();
}

void GetTask::pump()
{
    if (m_pumping) // an answer out of the cache comes back while it is being asked for
        return;
    m_pumping = true;
    while (m_started < line().count && m_started - m_ended < line().concurrency)
        ask();
    m_pumping = false;
    if (m_ended == line().count)
        conclude();
}

void GetTask::ask()
{
    ++m_started;
    const auto asked = stopwatchNow();
    const auto now
        = m_session->fetcher().fetch<RawBody>(m_query, m_options, this, [this, asked](const Fetched<RawBody> &answer) {
              land(answer, asked);
              pump();
          });
    if (!now.pending)
        land(now, asked);
}

void GetTask::land(const Fetched<RawBody> &answer, std::chrono::nanoseconds asked)
{
    m_latencies.add(stopwatchNow() - asked);
    ++m_ended;
    if (answer.value)
        m_body = answer.value;
    if (!answer.error)
        return;
    ++m_errors;
    if (!m_firstError)
        m_firstError = answer.error;
}

QJsonObject GetTask::measured()
{
    const MetricsBucket total = m_session->metrics().total();
    const double wall = m_watch.wallSeconds();
    return {{QStringLiteral("requests"), m_ended},
            {QStringLiteral("errors"), m_errors},
            {QStringLiteral("wall_s"), wall},
            {QStringLiteral("requests_per_s"), wall > 0 ? m_ended / wall : 0},
            {QStringLiteral("cpu_s"), m_watch.cpuSeconds()},
            {QStringLiteral("latency_us"), m_latencies.toJson()},
            {QStringLiteral("outcomes"), outcomesToJson(total.outcomes)},
            {QStringLiteral("upstream_calls"), static_cast<qint64>(total.calls)}};
}

QString GetTask::summary()
{
    const MetricsBucket total = m_session->metrics().total();
    const double wall = m_watch.wallSeconds();
    const auto ms = [this](double p) { return tr("%1 ms").arg(m_latencies.percentileUs(p) / 1000, 0, 'f', 2); };
    QStringList outcomes;
    for (int i = 0; i < OutcomeCount; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        if (const quint64 count = countOf(total.outcomes, outcome))
            outcomes << outcomeName(outcome) + u' ' + QString::number(count);
    }
    return factLines({{tr("requests"), QString::number(m_ended)},
                      {tr("errors"), QString::number(m_errors)},
                      {tr("wall time"), tr("%1 s").arg(wall, 0, 'f', 3)},
                      {tr("requests a second"), QString::number(wall > 0 ? m_ended / wall : 0, 'f', 1)},
                      {tr("processor time"), tr("%1 s").arg(m_watch.cpuSeconds(), 0, 'f', 3)},
                      {tr("latency p50"), ms(50)},
                      {tr("latency p95"), ms(95)},
                      {tr("latency p99"), ms(99)},
                      {tr("outcomes"), outcomes.join(QStringLiteral(", "))},
                      {tr("calls to the server"), QString::number(total.calls)}});
}

void GetTask::conclude()
{
    m_watch.stop();
    Status output;
    if (!printsBody())
        output = line().json ? printOut(measured()) : printOut(summary());
    else if (m_body)
        output = printOut(m_body->bytes.endsWith('\n') ? m_body->bytes : m_body->bytes + '\n');
    finishWith(output, m_firstError);
}

} // namespace qwats::ctl
