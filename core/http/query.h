// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachekey.h"
#include "core/cache/cachepolicy.h"
#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QByteArrayList>

#include <memory>

namespace qwats {

class SeedSink;

struct AnyQuery;

/// How single look-ups of one tick become one question (wats-api 1.9: `$filter` with `or`).
struct Batch
{
    int most; ///< subjects a question may name, so that the URL stays short
    qsizetype rowBytes; ///< what one picked row counts for in the cache
    AnyQuery (*question)(const QByteArrayList &subjects);
    /// The row of the answer that `subject` asked for; null when the answer has none.
    std::shared_ptr<const void> (*pick)(const std::shared_ptr<const void> &answer, const QByteArray &subject);
};

/// What a value is about, for invalidation: `asset:FX-0412`, `list:assets`.
using Tag = QByteArray;
using TagList = QByteArrayList;

/// One endpoint of the server, once in the program: where it is, what it answers, what its answers depend on.
/// A constant; queries point to it.
struct Endpoint
{
    /// Turns a body into the value. Thread: a worker. Never throws.
    using Decode = Result<std::shared_ptr<const void>> (*)(const QByteArray &body);
    /// Names what the answer depends on. `value` is null before the answer is there.
    using Tags = void (*)(const QByteArray &subject, const void *value, TagList &tags);
    /// Hands rows of a list to the cache as answers of their own. Null when there is nothing to seed.
    using Seed = void (*)(const std::shared_ptr<const void> &value, SeedSink &sink);
    /// When the value stops being true by itself, e.g. at the next due date; none when it does not.
    using TrueUntil = Timestamp (*)(const void *value, Timestamp now);

    const char *route; ///< template with {…}: the bounded label of logs and metrics
    Domain domain;
    Decode decode;
    Tags tags;
    Seed seed = nullptr;
    TrueUntil trueUntil = nullptr;
    const Batch *batch = nullptr; ///< how several single look-ups become one; null: they stay single
};

/// An Endpoint whose answers are a T.
template <typename T> struct EndpointOf : Endpoint
{
};

/// Wraps a typed decoder `Result<T>(const QByteArray &)` for an Endpoint.
template <auto Decoder> Result<std::shared_ptr<const void>> decodeWith(const QByteArray &body)
{
    auto decoded = Decoder(body);
    if (!decoded)
        return failure(std::move(decoded.error()));
    using Value = typename decltype(decoded)::value_type;
    return std::shared_ptr<const void>(std::make_shared<const Value>(std::move(*decoded)));
}

/// The untyped part of a Query.
struct AnyQuery
{
    const Endpoint *endpoint = nullptr;
    QByteArray target; ///< canonical path and query, as Target builds it
    QByteArray subject; ///< what the tags are made from: a serial, a part number, an id
    QByteArray body; ///< of a read that goes as POST with a JSON filter; empty: GET
    CacheKey key;

    [[nodiscard]] bool isValid() const { return endpoint != nullptr; }
    [[nodiscard]] TagList tags(const void *value = nullptr) const
    {
        TagList list;
        if (endpoint->tags)
            endpoint->tags(subject, value, list);
        return list;
    }
};

/// A question as a value: cheap to make, to copy and to compare. Two equal questions are one cache key.
template <typename T> struct Query : AnyQuery
{
    using Value = T;

    Query() = default;
    Query(const EndpointOf<T> &of, QByteArray at, QByteArray about = {}, QByteArray filter = {})
        : AnyQuery{&of, at, std::move(about), filter, CacheKey(filter.isEmpty() ? at : "POST " + at + ' ' + filter)}
    {
    }
    bool operator==(const Query &other) const { return key == other.key; }
};

/// Takes rows that arrived inside another answer (SeedSink::put is called from Endpoint::seed, on a worker).
class SeedSink
{
public:
    virtual ~SeedSink() = default;
    template <typename T> void put(const Query<T> &query, std::shared_ptr<const T> value, qsizetype bytes)
    {
        putAny(query, std::static_pointer_cast<const void>(std::move(value)), bytes);
    }

protected:
    virtual void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) = 0;
};

} // namespace qwats
