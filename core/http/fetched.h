// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/outcome.h"
#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <chrono>
#include <memory>
#include <optional>

namespace qwats {

/// How new a shown value is.
enum class Freshness : quint8 {
    None, ///< there is no value
    Fresh, ///< within its fresh-for, or straight from the server
    Stale, ///< older: shown while the server is asked again
    Offline, ///< older than it should be, shown because the server does not answer
};

/// The truth about a value: where it came from and how old it is.
struct FetchedInfo
{
    Timestamp asOf; ///< wall time at which the server gave the value; none without a value
    Freshness freshness = Freshness::None;
    Outcome outcome = Outcome::Failed;
    bool fromCache = false; ///< answered without waiting for the server
    bool pending = false; ///< the server is being asked; one more answer follows
    std::chrono::nanoseconds freshFor{
        0}; ///< how much longer the value counts as fresh, from `asOf` + age; 0 when not fresh
    std::optional<Error> error; ///< why there is no value, or why the value could not be made newer
};

/// A value with its truth. The value is immutable and shared: it stays valid when the cache drops it.
template <typename T> struct Fetched : FetchedInfo
{
    std::shared_ptr<const T> value;

    explicit operator bool() const { return value != nullptr; }
    const T &operator*() const { return *value; }
    const T *operator->() const { return value.get(); }
};

} // namespace qwats
