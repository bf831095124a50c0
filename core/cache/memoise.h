// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"

#include <QDataStream>
#include <QHash>
#include <QIODevice>

#include <functional>
#include <future>
#include <memory>
#include <mutex>

namespace qwats {

/// Remembers what a function answered, by its arguments, for as long as the cache's policy of `domain` says.
///
///     Memoised<Layout, QString> layout(cache, "layout", Domain::Other, [](const QString &name) { return load(name);
///     }); const auto shared = layout(name);   // the second time from the cache
///
/// Equal calls at the same time run the function once and share its answer. What it throws reaches every caller and is
/// not remembered. Only a fresh answer is given; an older one is made anew. An argument must be writable to a
/// QDataStream; two functions in one cache need different names. Thread: any; the function runs on the caller's thread,
/// without a lock held. The cache must outlive this. For a function that answers later, return a future
/// (std::shared_future, QFuture): it is what is remembered, so equal calls share it too.
template <typename R, typename... Args> class Memoised
{
public:
    using Function = std::function<R(const Args &...)>;
    using SizeOf = std::function<qsizetype(const R &)>;

    Memoised(TtlCache &cache, QByteArray name, Domain domain, Function function, QByteArrayList tags = {},
             SizeOf sizeOf = {})
        : m_cache(cache)
        , m_name(std::move(name))
        , m_domain(domain)
        , m_function(std::move(function))
        , m_tags(std::move(tags))
        , m_sizeOf(std::move(sizeOf))
    {
    }

    std::shared_ptr<const R> operator()(const Args &...args)
    {
        const CacheKey key = keyOf(args...);
        const CacheAnswer held = m_cache.get(key, m_domain);
        if (held.state == CacheAnswer::State::Fresh)
            return std::static_pointer_cast<const R>(held.value);
        std::promise<std::shared_ptr<const R>> promise;
        {
            std::unique_lock lock(m_mutex);
            if (const auto running = m_running.constFind(key); running != m_running.cend()) {
                const auto shared = *running;
                lock.unlock();
                return shared.get();
            }
            m_running.insert(key, promise.get_future().share());
        }
        try {
            const quint64 epoch = m_cache.epoch();
            auto value = std::make_shared<const R>(m_function(args...));
            CacheEntry entry;
            entry.value = value;
            entry.domain = m_domain;
            entry.tags = m_tags;
            entry.bytes = m_sizeOf ? m_sizeOf(*value) : static_cast<qsizetype>(sizeof(R));
            entry.readEpoch = epoch;
            m_cache.put(key, entry);
            finish(key);
            promise.set_value(value);
            return value;
        } catch (...) {
            finish(key);
            promise.set_exception(std::current_exception());
            throw;
        }
    }

    /// Forgets the answer for these arguments.
    bool forget(const Args &...args) { return m_cache.drop(keyOf(args...)); }

private:
    CacheKey keyOf(const Args &...args) const
    {
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        (out << ... << args);
        return CacheKey("memo " + m_name + '\0' + bytes);
    }

    void finish(const CacheKey &key)
    {
        const std::lock_guard lock(m_mutex);
        m_running.remove(key);
    }

    TtlCache &m_cache;
    QByteArray m_name;
    Domain m_domain;
    Function m_function;
    QByteArrayList m_tags;
    SizeOf m_sizeOf;
    std::mutex m_mutex;
    QHash<CacheKey, std::shared_future<std::shared_ptr<const R>>> m_running;
};

} // namespace qwats
