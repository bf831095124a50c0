// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/query.h"

#include <QJsonValue>

#include <optional>

namespace qwats::ctl {

/// A value whose type does not matter to the one who asks. Never looked into.
struct Untyped
{
};

/// The same question, for callers that only hand the value on. Key, decoder, tags and seeds stay those of the service.
[[nodiscard]] inline Query<Untyped> untyped(const AnyQuery &query)
{
    Query<Untyped> same;
    static_cast<AnyQuery &>(same) = query;
    return same;
}

/// The endpoint with a decoder that keeps the reply's text beside the value it made, and gives seeded rows their part
/// of it. Made once per endpoint, lives as long as the program. Thread: the program's main thread.
[[nodiscard]] const Endpoint &keepingEndpoint(const Endpoint &endpoint);

/// A query whose value keeps the text it was read from; see bodyOf(). Its key is the same.
template <typename QueryType> [[nodiscard]] QueryType keepingBody(QueryType query)
{
    query.endpoint = &keepingEndpoint(*query.endpoint);
    return query;
}

/// The reply's text of a value read through keepingBody(); none for other values.
[[nodiscard]] std::optional<QByteArray> bodyOf(const std::shared_ptr<const void> &value);

/// The text as JSON on one line: white space between tokens removed, bare NaN and infinities as strings, anything that
/// is not JSON as one string. Numbers and the order of keys stay as they were.
[[nodiscard]] QByteArray onOneLine(const QByteArray &body);

} // namespace qwats::ctl
