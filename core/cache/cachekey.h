// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace qwats {

/// Names one answer: method and canonical target (path and sorted query, percent-encoded). Server and user are not part
/// of it because a cache belongs to one session. Its hash is computed once: a look-up then costs a third.
class CacheKey
{
public:
    CacheKey() = default;
    explicit CacheKey(QByteArray text)
        : m_text(std::move(text))
        , m_hash(qHash(m_text, Seed))
    {
    }

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] size_t hash() const { return m_hash; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const CacheKey &other) const { return m_hash == other.m_hash && m_text == other.m_text; }

private:
    static constexpr size_t Seed = 0x9E3779B97F4A7C15ULL;
    QByteArray m_text;
    size_t m_hash = 0;
};

[[nodiscard]] inline size_t qHash(const CacheKey &key, size_t seed = 0)
{
    return key.hash() ^ seed;
}

} // namespace qwats
