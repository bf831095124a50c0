// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/http/query.h"
#include "core/trace/accesstrace.h"

#include <utility>
#include <vector>

namespace qwats {

inline constexpr qsizetype EntryOverhead = 256; ///< key, node and indexes of one cache entry, in bytes

inline Timestamp trueUntil(const Endpoint &endpoint, const void *value, Timestamp now)
{
    return endpoint.trueUntil ? endpoint.trueUntil(value, now) : Timestamp();
}

/// Puts rows of a list into the cache as answers of their own. Thread: engine or worker, one at a time.
class CacheSeeds final : public SeedSink
{
public:
    CacheSeeds(TtlCache &cache, quint64 epoch, Timestamp now)
        : m_cache(cache)
        , m_epoch(epoch)
        , m_now(now)
    {
    }
    [[nodiscard]] const std::vector<SeededAnswer> &brought() const { return m_brought; }
    void take(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes)
    {
        putAny(query, std::move(value), bytes);
    }

protected:
    void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) override
    {
        const auto tags = query.tags(value.get());
        const auto until = trueUntil(*query.endpoint, value.get(), m_now);
        m_brought.push_back({query.key, query.endpoint->domain, bytes + EntryOverhead, tags, until});
        m_cache.put(query.key,
                    {std::move(value), query.endpoint->domain, tags, bytes + EntryOverhead, true,
                     std::chrono::nanoseconds(0), m_epoch, until});
    }

private:
    TtlCache &m_cache;
    quint64 m_epoch;
    Timestamp m_now;
    std::vector<SeededAnswer> m_brought;
};

/// Holds what a write's reply seeds until the drops are done. What another write dropped since this one was sent is
/// left out.
class WrittenSeeds final : public SeedSink
{
public:
    WrittenSeeds(const TtlCache &cache, quint64 sentAt)
        : m_cache(cache)
        , m_sentAt(sentAt)
    {
    }
    void handOn(CacheSeeds &seeds)
    {
        for (Held &one : m_held)
            seeds.take(one.query, std::move(one.value), one.bytes);
    }

protected:
    void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) override
    {
        if (!m_cache.isOutdated(query.tags(value.get()), m_sentAt))
            m_held.push_back({query, std::move(value), bytes});
    }

private:
    struct Held
    {
        AnyQuery query;
        std::shared_ptr<const void> value;
        qsizetype bytes;
    };
    const TtlCache &m_cache;
    quint64 m_sentAt;
    std::vector<Held> m_held;
};

} // namespace qwats
