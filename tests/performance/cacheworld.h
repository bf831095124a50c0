// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"

#include <QCache>

#include <Poco/ExpireLRUCache.h>

#include <algorithm>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace qwats::bench {

/// What every cache keeps: as large as a small domain value.
struct Payload
{
    std::array<quint64, 8> words{};
};

/// The n-th key, 63 bytes. Each call allocates: a look-up must not find its own memory in the cache.
inline QByteArray keyText(size_t n)
{
    QByteArray text = "/api/Report/Wsjf/00000000-0000-4000-8000-000000000000?detail=7x";
    const QByteArray digits = QByteArray::number(qulonglong(n));
    std::copy(digits.begin(), digits.end(), text.begin() + 17 + 8 - digits.size());
    return text;
}

/// 0 … count-1 in random order, the same in every run.
inline std::vector<size_t> shuffled(size_t count)
{
    std::vector<size_t> order(count);
    for (size_t i = 0; i < count; ++i)
        order[i] = i;
    std::shuffle(order.begin(), order.end(), std::mt19937(42)); // NOLINT(cert-msc51-cpp): the same every time
    return order;
}

inline CachePolicies roomFor(qsizetype entries)
{
    CachePolicies policies = CachePolicies::defaults();
    policies.maxEntries = entries;
    policies.maxBytes = 8'000'000'000;
    return policies;
}

inline CacheEntry entryFor(size_t n)
{
    CacheEntry entry;
    entry.value = std::make_shared<const Payload>();
    entry.domain = Domain::Report;
    entry.tags = {"report:" + QByteArray::number(qulonglong(n))};
    entry.bytes = sizeof(Payload);
    return entry;
}

using PocoCache = Poco::ExpireLRUCache<std::string, Payload>;
constexpr Poco::Timestamp::TimeDiff PocoLifeMs = 3'600'000;

} // namespace qwats::bench
