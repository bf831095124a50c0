// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/accesstrace.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <mutex>
#include <optional>

namespace qwats {

using namespace std::chrono_literals;

namespace {

constexpr size_t PieceBits = 12;
constexpr size_t PieceSize = size_t(1) << PieceBits;

constexpr quint64 Busy = quint64(1) << 63;
constexpr int RoundShift = 32;

template <typename Unit> quint32 clampedCount(std::chrono::nanoseconds span)
{
    const auto count = std::chrono::duration_cast<Unit>(span).count();
    return static_cast<quint32>(std::clamp<qint64>(count, 0, std::numeric_limits<quint32>::max()));
}

quint32 clampedBytes(qsizetype bytes)
{
    return static_cast<quint32>(std::clamp<qint64>(bytes, 0, std::numeric_limits<quint32>::max()));
}

quint64 tagHash(const QByteArray &tag)
{
    return qHash(tag, size_t(0xD1B54A32D192ED03ULL));
}

std::vector<quint64> tagHashes(const QByteArrayList &tags)
{
    std::vector<quint64> hashes;
    hashes.reserve(static_cast<size_t>(tags.size()));
    for (const auto &tag : tags)
        hashes.push_back(tagHash(tag));
    return hashes;
}

quint64 packed(const AccessEvent &event)
{
    return static_cast<quint64>(event.kind) << 24 | static_cast<quint64>(event.ask) << 16
        | static_cast<quint64>(event.domain) << 8 | static_cast<quint64>(event.outcome);
}

} // namespace

/// Written by one thread at a time: whoever sets Busy. Read by all, who look at `state` before and after.
struct AccessTrace::Slot
{
    std::atomic<quint64> key{0};
    std::atomic<quint64> at{0};
    std::atomic<quint64> sizes{0}; // bytes, span
    std::atomic<quint64> state{0}; // Busy, round from 1, then kind, ask, domain and outcome; 0: never written

    [[nodiscard]] std::optional<AccessEvent> read(quint64 round) const
    {
        const quint64 before = state.load(std::memory_order_acquire);
        AccessEvent event;
        event.key = key.load(std::memory_order_acquire);
        event.at = BootTime(std::chrono::nanoseconds(static_cast<qint64>(at.load(std::memory_order_acquire))));
        const quint64 both = sizes.load(std::memory_order_acquire);
        if (before >> RoundShift != round || state.load(std::memory_order_relaxed) != before)
            return {};
        event.kind = static_cast<AccessEvent::Kind>(before >> 24 & 0xFF);
        event.ask = static_cast<AccessEvent::Ask>(before >> 16 & 0xFF);
        event.domain = static_cast<Domain>(before >> 8 & 0xFF);
        event.outcome = static_cast<Outcome>(before & 0xFF);
        event.bytes = static_cast<qsizetype>(both >> 32);
        const auto span = static_cast<qint64>(both & 0xFFFFFFFF);
        event.span = servedFromCache(event.outcome) ? std::chrono::nanoseconds(span * 1ms)
                                                    : std::chrono::nanoseconds(span * 1us);
        return event;
    }
};

struct AccessTrace::Piece
{
    std::array<Slot, PieceSize> ring;
};

struct AccessTrace::Shapes
{
    struct Kept
    {
        AnswerShape shape;
        quint64 stamp = 0; // when it was loaded last, in loads
    };

    static qsizetype costOf(const AnswerShape &shape)
    {
        constexpr size_t node = 48; // of the hash table
        return static_cast<qsizetype>(sizeof(Kept) + node + shape.tags.capacity() * sizeof(quint64)
                                      + shape.seeds.capacity() * sizeof(AnswerShape::Seed));
    }

    void keep(quint64 key, AnswerShape shape)
    {
        Kept &kept = all[key];
        bytes -= kept.stamp == 0 ? 0 : costOf(kept.shape);
        kept = {std::move(shape), ++loads};
        bytes += costOf(kept.shape);
        if (bytes > MaxShapeBytes)
            forgetOldest();
    }

    /// A row of a list: what it says about its own key. What came along with that when it was loaded by itself stays.
    void keepRow(const SeededAnswer &row)
    {
        AnswerShape shape;
        if (const auto known = all.find(row.key.hash()); known != all.end())
            shape = known->second.shape;
        shape.domain = row.domain;
        shape.bytes = std::max<qsizetype>(shape.bytes, row.bytes);
        shape.trueUntil = row.trueUntil;
        shape.tags = tagHashes(row.tags);
        keep(row.key.hash(), std::move(shape));
    }

    /// A quarter at once, so that each costs little.
    void forgetOldest()
    {
        std::vector<quint64> stamps;
        stamps.reserve(all.size());
        for (const auto &[key, kept] : all)
            stamps.push_back(kept.stamp);
        const auto quarter = stamps.begin() + static_cast<ptrdiff_t>(stamps.size() / 4);
        std::nth_element(stamps.begin(), quarter, stamps.end());
        const quint64 limit = *quarter;
        std::erase_if(all, [&](const auto &one) {
            const bool old = one.second.stamp <= limit;
            bytes -= old ? costOf(one.second.shape) : 0;
            return old;
        });
    }

    mutable std::mutex mutex;
    std::unordered_map<quint64, Kept> all;
    qsizetype bytes = 0;
    quint64 loads = 0;
};

AccessTrace::AccessTrace(size_t capacity)
    : m_mask(std::bit_ceil(std::max(capacity, PieceSize)) - 1)
    , m_sizeBits(std::bit_width(m_mask))
    , m_pieces(std::make_unique<std::atomic<Piece *>[]>((m_mask + 1) >> PieceBits))
    , m_shapes(std::make_unique<Shapes>())
{
}

AccessTrace::~AccessTrace()
{
    for (size_t i = 0; i < (m_mask + 1) >> PieceBits; ++i)
        delete m_pieces[i].load(std::memory_order_relaxed);
}

AccessTrace::Piece *AccessTrace::makePiece(size_t index)
{
    auto fresh = std::make_unique<Piece>();
    Piece *there = nullptr;
    if (m_pieces[index].compare_exchange_strong(there, fresh.get(), std::memory_order_acq_rel))
        return fresh.release();
    return there; // another thread was first
}

AccessTrace::Slot &AccessTrace::slotAt(quint64 ticket)
{
    const size_t index = (ticket & m_mask) >> PieceBits;
    Piece *piece = m_pieces[index].load(std::memory_order_acquire);
    if (!piece) [[unlikely]]
        piece = makePiece(index);
    return piece->ring[ticket & (PieceSize - 1)];
}

void AccessTrace::add(const AccessEvent &event)
{
    const quint64 ticket = m_next.fetch_add(1, std::memory_order_relaxed);
    const quint64 round = (ticket >> m_sizeBits) + 1;
    Slot &slot = slotAt(ticket);
    quint64 old = slot.state.load(std::memory_order_relaxed);
    const bool taken = (old & Busy) != 0 || old >> RoundShift >= round;
    if (taken || !slot.state.compare_exchange_strong(old, Busy | round << RoundShift, std::memory_order_acq_rel)) {
        m_lost.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    // Released one by one: whoever sees one of these sees that the slot is busy.
    slot.key.store(event.key, std::memory_order_release);
    slot.at.store(static_cast<quint64>(event.at.time_since_epoch().count()), std::memory_order_release);
    const quint32 span = event.kind == AccessEvent::Kind::Lookup && servedFromCache(event.outcome)
        ? clampedCount<std::chrono::milliseconds>(event.span)
        : clampedCount<std::chrono::microseconds>(event.span);
    slot.sizes.store(static_cast<quint64>(clampedBytes(event.bytes)) << 32 | span, std::memory_order_release);
    slot.state.store(round << RoundShift | packed(event), std::memory_order_release);
}

void AccessTrace::loaded(const CacheKey &key, const CacheEntry &entry, const std::vector<SeededAnswer> &seeds)
{
    if (!isEnabled())
        return;
    AnswerShape shape{entry.domain, entry.bytes, entry.loadTime, entry.trueUntil, tagHashes(entry.tags), {}};
    shape.seeds.reserve(seeds.size());
    for (const SeededAnswer &row : seeds)
        shape.seeds.push_back({row.key.hash(), clampedBytes(row.bytes)});
    const std::lock_guard lock(m_shapes->mutex);
    if (!entry.value && m_shapes->all.contains(key.hash()))
        return;
    for (const SeededAnswer &row : seeds)
        m_shapes->keepRow(row);
    m_shapes->keep(key.hash(), std::move(shape));
}

void AccessTrace::wrote(BootTime at)
{
    if (isEnabled())
        add({AccessEvent::Kind::Write, AccessEvent::Ask::NoCache, Domain::Other, Outcome::Bypassed, 0, at, 0, 0ns});
}

void AccessTrace::dropped(const QByteArrayList &tags, BootTime at)
{
    if (!isEnabled())
        return;
    for (const auto &tag : tags)
        add({AccessEvent::Kind::Drop, AccessEvent::Ask::Normal, Domain::Other, Outcome::Invalidated, tagHash(tag), at,
             0, 0ns});
}

void AccessTrace::brought(const std::vector<SeededAnswer> &answers, BootTime at)
{
    if (!isEnabled())
        return;
    {
        const std::lock_guard lock(m_shapes->mutex);
        for (const SeededAnswer &row : answers)
            m_shapes->keepRow(row);
    }
    for (const SeededAnswer &row : answers)
        add({AccessEvent::Kind::Put, AccessEvent::Ask::Normal, row.domain, Outcome::Seeded, row.key.hash(), at,
             row.bytes, 0ns});
}

std::vector<AccessEvent> AccessTrace::events() const
{
    const quint64 end = m_next.load(std::memory_order_acquire);
    const quint64 size = m_mask + 1;
    const quint64 first = std::max(m_from.load(std::memory_order_acquire), end > size ? end - size : 0);
    std::vector<AccessEvent> events;
    events.reserve(end - first);
    for (quint64 ticket = first; ticket < end; ++ticket) {
        const Piece *piece = m_pieces[(ticket & m_mask) >> PieceBits].load(std::memory_order_acquire);
        if (!piece)
            continue;
        if (const auto event = piece->ring[ticket & (PieceSize - 1)].read((ticket >> m_sizeBits) + 1))
            events.push_back(*event);
    }
    std::stable_sort(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    return events;
}

AnswerShapes AccessTrace::shapes() const
{
    const std::lock_guard lock(m_shapes->mutex);
    AnswerShapes shapes;
    shapes.reserve(m_shapes->all.size());
    for (const auto &[key, kept] : m_shapes->all)
        shapes.emplace(key, kept.shape);
    return shapes;
}

quint64 AccessTrace::recorded() const
{
    return m_next.load(std::memory_order_relaxed) - m_from.load(std::memory_order_relaxed);
}

size_t AccessTrace::memoryBytes() const
{
    size_t bytes = 0;
    for (size_t i = 0; i < (m_mask + 1) >> PieceBits; ++i)
        bytes += m_pieces[i].load(std::memory_order_relaxed) ? sizeof(Piece) : 0;
    const std::lock_guard lock(m_shapes->mutex);
    return bytes + static_cast<size_t>(m_shapes->bytes);
}

void AccessTrace::clear()
{
    m_from.store(m_next.load(std::memory_order_acquire), std::memory_order_release);
    const std::lock_guard lock(m_shapes->mutex);
    m_shapes->all.clear();
    m_shapes->bytes = 0;
}

} // namespace qwats
