// SPDX-License-Identifier: GPL-3.0-or-later
// What a TtlCache::Shard keeps of an entry. For the shard's own sources only. Thread: callers hold the shard's lock.
#pragma once

#include "core/cache/cacheshard.h"

#include <algorithm>
#include <new>

namespace qwats {

/// One entry in the chain of a tag.
struct TtlCache::Shard::TagLink
{
    TagLink *before = nullptr;
    TagLink *next = nullptr;
    Node *node = nullptr;
    size_t tag = 0;
};

/// What a hit does not read.
struct TtlCache::Shard::Rest
{
    Rest(Shard &owner, const CacheKey &of, const CacheEntry &from)
        : shard(owner)
        , key(of)
        , bytes(std::max<qsizetype>(1, from.bytes))
        , loadTime(from.loadTime)
        , trueUntil(from.trueUntil)
        , tags(from.tags)
    {
        if (!from.validators.isEmpty())
            validators = std::make_unique<Validators>(from.validators);
        if (static_cast<size_t>(tags.size()) > fewLinks.size())
            manyLinks = std::make_unique<TagLink[]>(static_cast<size_t>(tags.size()));
    }

    TagLink *links() { return manyLinks ? manyLinks.get() : fewLinks.data(); }

    Shard &shard;
    CacheKey key;
    qsizetype bytes;
    std::chrono::nanoseconds loadTime;
    Timestamp trueUntil;
    BootTime deferredUntil;
    std::unique_ptr<Validators> validators;
    Node *older = nullptr;
    Node *newer = nullptr;
    QByteArrayList tags;
    std::array<TagLink, 2> fewLinks;
    std::unique_ptr<TagLink[]> manyLinks; ///< in place of fewLinks
};

/// What a hit reads: one line of the processor's cache, close to those of other entries.
struct alignas(64) TtlCache::Shard::Node
{
    Node(Shard &owner, const CacheKey &key, const CacheEntry &from, BootTime now, Timestamp wall)
        : value(from.value)
        , storedAt(now)
        , asOf(wall)
        , rest(owner.make<Rest>(owner, key, from))
        , domain(from.domain)
        , seeded(from.seeded)
    {
        setDue(now, wall);
        appendToAges();
        for (qsizetype i = 0; i < rest->tags.size(); ++i)
            chain(rest->links()[i], qHash(rest->tags[i]));
    }

    /// QCache deletes; the memory goes back to where it came from.
    void operator delete(Node *node, std::destroying_delete_t)
    {
        Shard &shard = node->rest->shard;
        node->leave();
        shard.destroy(node->rest);
        shard.destroy(node);
    }
    Node(const Node &) = delete;
    Node &operator=(const Node &) = delete;

    void leave()
    {
        leaveAges();
        for (qsizetype i = 0; i < rest->tags.size(); ++i)
            unchain(rest->links()[i]);
        rest->shard.m_departures.add(rest->key.hash(), rest->shard.m_leaving);
    }

    void setDue(BootTime now, Timestamp wall)
    {
        const Timestamp until = rest->trueUntil;
        const bool ahead = until.isValid() && until > wall;
        dueAt = ahead ? now + std::chrono::milliseconds(until.ms() - wall.ms()) : BootTime::max();
    }

    AgeList &ages() const { return rest->shard.m_ages[2 * static_cast<size_t>(domain) + (value ? 0 : 1)]; }

    void appendToAges()
    {
        AgeList &list = ages();
        rest->older = list.last;
        rest->newer = nullptr;
        (rest->older ? rest->older->rest->newer : list.first) = this;
        list.last = this;
    }

    void leaveAges()
    {
        AgeList &list = ages();
        (rest->older ? rest->older->rest->newer : list.first) = rest->newer;
        (rest->newer ? rest->newer->rest->older : list.last) = rest->older;
    }

    void chain(TagLink &link, size_t tag)
    {
        TagLink *&head = rest->shard.m_tagged[tag];
        link = {nullptr, head, this, tag};
        if (head)
            head->before = &link;
        head = &link;
    }

    void unchain(TagLink &link)
    {
        auto &heads = rest->shard.m_tagged;
        if (link.next)
            link.next->before = link.before;
        if (link.before)
            link.before->next = link.next;
        else if (link.next)
            heads[link.tag] = link.next;
        else
            heads.remove(link.tag);
    }

    std::shared_ptr<const void> value;
    BootTime storedAt;
    Timestamp asOf;
    BootTime dueAt; ///< from here on it is not fresh, whatever its lifetime says
    Rest *rest;
    quint32 hits = 0;
    Domain domain;
    bool seeded = false;
    bool refreshing = false; ///< somebody was told to refresh ahead
    bool deferred = false; ///< until Rest::deferredUntil
};

template <typename T, typename... Args> T *TtlCache::Shard::make(Args &&...args)
{
    return new (m_memory.allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
}

template <typename T> void TtlCache::Shard::destroy(T *object)
{
    object->~T();
    m_memory.deallocate(object, sizeof(T), alignof(T));
}

} // namespace qwats
