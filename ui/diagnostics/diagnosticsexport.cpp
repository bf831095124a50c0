// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/widgets/words.h"

/// What the diagnostics page gives out: the spans of time behind its charts.
namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

QVariant millis(const LatencyHistogram &times, double percentile)
{
    return times.count() > 0 ? QVariant(double(times.percentile(percentile).count()) / 1e6) : QVariant();
}

} // namespace

std::optional<ExportSource> DiagnosticsPage::exportSource()
{
    const Timestamp now = m_session.clock().wallNow();
    ExportSource source;
    source.title = tr("Diagnostics");
    source.fileName = u"diagnostics"_s;
    source.age = tr("live, as of %1 (%2)").arg(words::fullTime(now.ms()), words::utc(now.ms()));
    if (const ServerState server = m_session.serverState(); server.isOutage() && server.since.isValid())
        source.age += tr(" · server unreachable since %1").arg(words::fullTime(server.since.ms()));
    source.facts << tr("Range: %1").arg(words::duration(double(m_range.count())))
                 << tr("Server: %1").arg(m_session.profile().name);
    source.columns = {{tr("From")},
                      {tr("Span in s"), true},
                      {tr("Look-ups"), true},
                      {tr("From cache"), true},
                      {tr("Calls"), true},
                      {tr("Failed calls"), true},
                      {tr("Network p50 in ms"), true},
                      {tr("Network p95 in ms"), true},
                      {tr("Network p99 in ms"), true},
                      {tr("Cache p50 in ms"), true},
                      {tr("Cache bytes"), true},
                      {tr("Resident bytes"), true},
                      {tr("Server away")}};
    QList<ExportRow> rows;
    const std::vector<MetricsBucket> history = m_session.metrics().history(m_range);
    for (const MetricsBucket &bucket : history) {
        quint64 served = 0;
        for (int i = 0; i < qwats::OutcomeCount; ++i)
            served += servedFromCache(static_cast<Outcome>(i)) ? bucket.outcomes[size_t(i)] : 0;
        rows << ExportRow{exportTime(bucket.start),
                          double(bucket.span.count()) / 1000,
                          bucket.lookups(),
                          served,
                          bucket.calls,
                          bucket.failedCalls,
                          millis(bucket.network, 50),
                          millis(bucket.network, 95),
                          millis(bucket.network, 99),
                          millis(bucket.cacheHits, 50),
                          bucket.cacheBytes,
                          bucket.residentBytes,
                          bucket.serverDown ? tr("yes") : QString()};
    }
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
    return source;
}

} // namespace qwats::ui
