// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/fetcher.h"
#include "core/http/transportsettings.h"
#include "core/metrics/metricsrecorder.h"
#include "core/metrics/requestlog.h"
#include "core/product/productservice.h"
#include "tests/performance/load.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <ctime>

namespace qwats::bench {
namespace {

qint64 threadCpuNs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// Longest time between two ticks of a 1 ms timer: how long a click would have waited. Lives in the loop's thread.
class LoopProbe
{
public:
    LoopProbe()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_since.nsecsElapsed());
            m_longestCpu = std::max(m_longestCpu, threadCpuNs() - m_cpu);
            m_since.restart();
            m_cpu = threadCpuNs();
        });
        m_since.start();
        m_timer.start();
    }
    [[nodiscard]] double longestMs() const { return double(m_longest) / 1e6; }
    [[nodiscard]] double longestCpuMs() const { return double(m_longestCpu) / 1e6; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    qint64 m_longestCpu = 0;
    qint64 m_cpu = threadCpuNs();
};

class IdleThread final : public QThread
{
public:
    double longestMs = 0;

protected:
    void run() override
    {
        const LoopProbe probe;
        exec();
        longestMs = probe.longestMs();
    }
};

class OurClient : public QObject
{
public:
    explicit OurClient(const Load &load)
        : m_load(load)
        , m_cache(Clock::system(), CachePolicies::defaults())
        , m_metrics(Clock::system())
        , m_fetcher(Clock::system(), m_cache, m_log, m_metrics, settings(load))
    {
        m_options.mode = load.sameKey ? FetchOptions::Mode::Normal : FetchOptions::Mode::NoCache;
        m_options.deadline = std::chrono::minutes(3);
    }

    LoadResult run()
    {
        pump();
        if (m_ended < m_load.requests)
            m_loop.exec();
        return m_result;
    }

private:
    static TransportSettings settings(const Load &load)
    {
        TransportSettings to;
        to.baseUrl = QUrl(QString::fromLatin1(load.url));
        to.token = load.token;
        to.caFile = load.caFile;
        to.maxConnections = load.connections > 0 ? load.connections : load.concurrency;
        to.requestsPerMinute = load.perMinute;
        return to;
    }

    void pump()
    {
        while (m_started < m_load.requests && m_started - m_ended < m_load.concurrency)
            ask(m_started++);
    }

    void ask(int n)
    {
        const auto query = ProductService::one(QString::fromLatin1(m_load.partAt(n)));
        const auto now = m_fetcher.fetch<Product>(query, m_options, this,
                                                  [this](const Fetched<Product> &answer) { land(answer); });
        if (!now.pending)
            land(now);
    }

    void land(const Fetched<Product> &answer)
    {
        ++m_ended;
        ++(answer.value ? m_result.answered : m_result.errors);
        pump();
        if (m_ended == m_load.requests)
            m_loop.quit();
    }

    Load m_load;
    TtlCache m_cache;
    RequestLog m_log;
    MetricsRecorder m_metrics;
    Fetcher m_fetcher;
    FetchOptions m_options;
    QEventLoop m_loop;
    LoadResult m_result;
    int m_started = 0;
    int m_ended = 0;
};

} // namespace

LoadResult runOurs(const Load &load)
{
    OurClient client(load);
    if (load.perMinute == 0)
        return client.run();
    IdleThread idle;
    idle.start();
    const LoopProbe probe;
    LoadResult result = client.run();
    result.longestGapMs = probe.longestMs();
    result.longestTurnCpuMs = probe.longestCpuMs();
    idle.quit();
    idle.wait();
    result.idleGapMs = idle.longestMs;
    return result;
}

} // namespace qwats::bench
