// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace qwats {

/// Names one answer: method and canonical target (path and sorted query, percent-encoded). Server and user are not part
/// of it because a cache belongs to one session.
///
/// Its two hashes are computed once. They are its identity: comparing 128 bits, of which 64 are seeded at random in
/// each run, saves the cache from touching the text at all, and two keys of 100 000 are mistaken for each other once in
/// 10^28.
class CacheKey
{
public:
    CacheKey() = default;
    explicit CacheKey(QByteArray text)
        : m_text(std::move(text))
        , m_hash(qHash(m_text, Seed))
        , m_check(qHash(m_text, randomSeed()))
    {
    }

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] size_t hash() const { return m_hash; } ///< the same in every run
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const CacheKey &other) const { return m_hash == other.m_hash && m_check == other.m_check; }

private:
    static size_t randomSeed(); ///< nobody outside can make two keys that look equal

    static constexpr size_t Seed = 0x9E3779B97F4A7C15ULL;
    QByteArray m_text;
    size_t m_hash = 0;
    size_t m_check = 0;
};

[[nodiscard]] inline size_t qHash(const CacheKey &key, size_t seed = 0)
{
    return key.hash() ^ seed;
}

} // namespace qwats
