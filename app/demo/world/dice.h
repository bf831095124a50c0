// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace qwats::demo {

/// What kind of thing a made-up id names; keeps the id spaces apart.
enum class IdKind : quint8 {
    Asset = 1,
    AssetType,
    Product,
    Revision,
    BomItem,
    Category,
    Report,
    Attachment,
    Process,
    FailCode,
    Relation,
    Package,
    PackageFile
};

/// Scrambles a number: neighbours in, strangers out.
quint64 scramble(quint64 value);

/// A small random source that is fully determined by where it starts: the same anywhere, unlike std distributions.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    {
    }
    /// A source for one thing: (seed of the world, kind of thing, its number).
    Dice(quint64 seed, quint64 topic, quint64 index)
        : m_state(scramble(seed ^ scramble(topic ^ scramble(index))))
    {
    }
    quint64 bits() { return scramble(m_state += 0x9E3779B97F4A7C15u); }
    double unit() { return double(bits() >> 11) * 0x1.0p-53; } ///< [0, 1)
    double between(double low, double high) { return low + (high - low) * unit(); }
    int below(int limit) { return limit > 0 ? int(bits() % quint64(limit)) : 0; }
    bool chance(double probability) { return unit() < probability; }
    /// Bell-shaped around 0 with standard deviation of about 1, within ±3.5.
    double bell();

private:
    quint64 m_state;
};

/// A GUID that carries @p index, scrambled by the seed, so that it can be found again without a table.
QString makeId(quint32 seed, IdKind kind, quint32 index, quint16 part = 0);
/// The first 60 bits of such an id that are its own: numbers in the order of the texts.
quint64 idOrder(quint32 seed, IdKind kind, quint32 index);
/// Reads back what makeId() wrote. False when @p id is of another world, another kind, or no GUID at all.
bool readId(const QString &id, quint32 seed, IdKind kind, quint32 *index, quint16 *part = nullptr);

/// ISO text of a time, UTC with `Z`, with milliseconds only when there are any.
QString isoUtc(qint64 ms);
/// The same with a fixed offset from UTC.
QString isoLocal(qint64 ms, int offsetMinutes);

} // namespace qwats::demo
