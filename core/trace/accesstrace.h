// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/outcome.h"
#include "core/cache/ttlcache.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <unordered_map>
#include <vector>

namespace qwats {

/// One thing that happened at the cache. Keys and tags are hashes: no path, no serial number, no value is kept.
struct AccessEvent
{
    enum class Kind : quint8 {
        Lookup, ///< somebody asked for `key`
        Write, ///< a call that changed the server; its drops follow
        Drop, ///< answers with the tag `key` became untrue
        Put, ///< the answer `key` came along with a write
    };
    /// What was asked for, as FetchOptions::Mode.
    enum class Ask : quint8 { Normal, Refresh, CacheOnly, NoCache };

    Kind kind = Kind::Lookup;
    Ask ask = Ask::Normal;
    Domain domain = Domain::Other;
    Outcome outcome = Outcome::Cold;
    quint64 key = 0;
    BootTime at; ///< when it was asked, not when it was answered
    qsizetype bytes = 0; ///< what the answer counts for in the cache; 0: a hit, or not known
    /// Of a look-up that the cache answered: how old the answer was (whole ms). Of others: how long it took (whole µs).
    std::chrono::nanoseconds span{0};
};

/// What is known of one answer, whenever it comes: enough to put it into another cache.
struct AnswerShape
{
    struct Seed
    {
        quint64 key = 0;
        quint32 bytes = 0;
        bool operator==(const Seed &) const = default;
    };

    Domain domain = Domain::Other;
    qsizetype bytes = 0;
    std::chrono::nanoseconds loadTime{0}; ///< how long the server took, the newest time
    Timestamp trueUntil; ///< none: its lifetime alone counts
    std::vector<quint64> tags;
    std::vector<Seed> seeds; ///< answers that come along with it; each has a shape of its own
};
using AnswerShapes = std::unordered_map<quint64, AnswerShape>;

/// One answer that came inside another.
struct SeededAnswer
{
    CacheKey key;
    Domain domain = Domain::Other;
    qsizetype bytes = 0;
    QByteArrayList tags;
    Timestamp trueUntil;
};

/// Records what the cache was asked for and what became untrue, in bounded memory, so that other settings can be tried
/// on it (whatif.h).
///
/// Events are a ring of 32 bytes each, made in pieces as they are needed; the oldest go. What is known of the answers
/// (their tags above all: they tell what a write makes untrue, whatever was in the cache) is kept once an answer, up to
/// MaxShapeBytes; the least recently loaded go. Thread: any. An event takes two atomic steps and no lock; when two
/// threads meet in one place of the ring, a whole round apart, the later event counts as lost.
class AccessTrace
{
public:
    static constexpr size_t DefaultCapacity = 200'000;
    static constexpr qsizetype MaxShapeBytes = 16'000'000;

    explicit AccessTrace(size_t capacity = DefaultCapacity); ///< events kept; rounded up to a power of two
    ~AccessTrace();
    AccessTrace(const AccessTrace &) = delete;
    AccessTrace &operator=(const AccessTrace &) = delete;

    void setEnabled(bool on) { m_enabled.store(on, std::memory_order_relaxed); } ///< on from the start
    [[nodiscard]] bool isEnabled() const { return m_enabled.load(std::memory_order_relaxed); }

    void lookedUp(const CacheKey &key, Domain domain, AccessEvent::Ask ask, Outcome outcome, BootTime at,
                  std::chrono::nanoseconds span, qsizetype bytes = 0)
    {
        if (isEnabled())
            add({AccessEvent::Kind::Lookup, ask, domain, outcome, key.hash(), at, bytes, span});
    }
    /// An answer came from the server, with these others in it. A negative one tells nothing of a later real one.
    void loaded(const CacheKey &key, const CacheEntry &entry, const std::vector<SeededAnswer> &seeds);
    void wrote(BootTime at); ///< a write succeeded; what it drops and brings follows
    void dropped(const QByteArrayList &tags, BootTime at);
    void brought(const std::vector<SeededAnswer> &answers, BootTime at); ///< by a write

    /// The kept events in the order of their times; events of the same time in the order in which they were recorded.
    [[nodiscard]] std::vector<AccessEvent> events() const;
    [[nodiscard]] AnswerShapes shapes() const;
    [[nodiscard]] quint64 recorded() const; ///< events since the last clear(), those that went included
    [[nodiscard]] quint64 lost() const { return m_lost.load(std::memory_order_relaxed); }
    [[nodiscard]] size_t capacity() const { return m_mask + 1; }
    [[nodiscard]] size_t memoryBytes() const; ///< of the ring as far as it is made, and of the shapes
    void clear();

private:
    struct Slot;
    struct Piece;
    struct Shapes;

    void add(const AccessEvent &event);
    [[nodiscard]] Slot &slotAt(quint64 ticket);
    [[nodiscard]] Piece *makePiece(size_t index);

    size_t m_mask;
    int m_sizeBits;
    std::unique_ptr<std::atomic<Piece *>[]> m_pieces;
    std::atomic_bool m_enabled{true};
    std::atomic<quint64> m_lost{0};
    std::atomic<quint64> m_from{0}; ///< events before this one were cleared
    std::unique_ptr<Shapes> m_shapes;
    alignas(64) std::atomic<quint64> m_next{0};
};

} // namespace qwats
