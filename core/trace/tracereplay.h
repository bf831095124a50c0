// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/whatif.h"

#include <optional>
#include <queue>

namespace qwats {

/// One pass of a trace through a cache, as the Fetcher and the Engine would do it. Used once. Thread: one.
class TraceReplay
{
public:
    /// `curve`: is told what comes into the cache and what is found there; may be null.
    TraceReplay(const RecordedTrace &trace, const CachePolicies &policies, ReuseCurve *curve = nullptr);

    [[nodiscard]] Result<WhatIfFigures> run(const WhatIfProgress &progress);

private:
    /// A question on its way to the server.
    struct Load
    {
        BootTime lands;
        quint64 order = 0;
        quint64 key = 0;
        Domain domain = Domain::Other;
        qsizetype bytes = 0; ///< as recorded; 0: not known
        quint64 epoch = 0;
        std::optional<Outcome> outcome; ///< of the look-up that waits; none: it was answered with an older value
        bool negative = false;
        bool failed = false;
        bool storable = true;
        bool joinable = true;

        bool operator<(const Load &other) const ///< for a queue with the earliest on top
        {
            return lands != other.lands ? lands > other.lands : order > other.order;
        }
    };

    void warm();
    void advance(BootTime to);
    void setClock(BootTime to);
    void play(const AccessEvent &event);
    void lookUp(const AccessEvent &event);
    void serve(const AccessEvent &event, const CacheAnswer &held);
    void load(const AccessEvent &event, std::optional<Outcome> outcome);
    [[nodiscard]] bool join(const AccessEvent &event, bool waits);
    void land(const Load &load);
    [[nodiscard]] TtlCache::Put store(const Load &load);
    TtlCache::Put put(quint64 hash, const CacheEntry &entry);
    [[nodiscard]] CacheEntry entryOf(quint64 hash, Domain domain, qsizetype bytes) const;
    [[nodiscard]] CacheEntry seedOf(quint64 hash, Domain domain, qsizetype bytes) const;
    [[nodiscard]] const AnswerShape *shapeOf(quint64 hash) const;
    [[nodiscard]] qsizetype averageBytes() const;
    void noteUsed(quint64 hash);
    void noteKept(quint64 hash, const CacheEntry &entry);
    void noteGone(quint64 hash, Domain domain);
    void noteDropped(quint64 tag);
    void count(Outcome outcome) { ++m_figures.outcomes[static_cast<size_t>(outcome)]; }

    const RecordedTrace &m_trace;
    FakeClock m_clock;
    TtlCache m_cache;
    ReuseCurve *m_curve;
    std::vector<AccessEvent> m_before; ///< what was there when the trace began, as Put
    BootTime m_began; ///< on the trace's clock: when the first answer was loaded, before the trace or at its start
    BootTime m_swept;
    BootTime m_now; ///< on the trace's clock
    std::priority_queue<Load> m_loads;
    std::unordered_map<quint64, Load> m_joinable;
    quint64 m_order = 0;

    /// For the curve: when entries end by themselves, and which ones a tag is on.
    struct End
    {
        BootTime at;
        quint64 key;
        Domain domain;
        bool operator<(const End &other) const { return at > other.at; }
    };
    CachePolicies m_policies;
    std::priority_queue<End> m_ends;
    std::unordered_map<quint64, std::vector<quint64>> m_tagged;
    qsizetype m_average;
    WhatIfFigures m_figures;
};

} // namespace qwats
