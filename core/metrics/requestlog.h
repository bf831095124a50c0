// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"
#include "core/cache/outcome.h"
#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QByteArray>

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace qwats {

/// A try that was not the last one: the request was sent again after it.
struct FailedAttempt
{
    std::chrono::nanoseconds sentAfter{0}; ///< since the request began
    std::chrono::nanoseconds took{0};
    int status = 0; ///< 0: no HTTP answer
    std::optional<Error::Kind> error; ///< transport trouble; none: it was the status
};

/// One request of the program, cached or not. Never holds a token or a body.
///
/// Times of a network call follow each other: queued (with failed attempts and the pauses between them), connect, wait,
/// download, decode. A joined look-up has the times of the call it joined; its own is `total`.
struct RequestRecord
{
    quint64 id = 0; ///< set by RequestLog, rising from 1
    Timestamp started;
    QByteArray method;
    const char *route = ""; ///< the endpoint's template: bounded, for grouping
    QByteArray target; ///< path and query as sent
    QByteArray initiator;
    std::optional<Domain> domain; ///< none for a write
    std::optional<Outcome> outcome; ///< none for a write, a ping or a background refresh
    bool network = false; ///< at least one call went to the server
    int status = 0;
    int attempts = 0;
    qint64 bytesReceived = 0; ///< as on the wire, before inflating
    qint64 bytesDecoded = 0;
    std::chrono::nanoseconds queued{0}; ///< waiting for the budget and a connection
    std::chrono::nanoseconds connect{0}; ///< name, TCP and TLS of the last attempt; 0: an open connection was used
    std::chrono::nanoseconds wait{0}; ///< sent until the first byte
    std::chrono::nanoseconds download{0};
    std::chrono::nanoseconds decode{0};
    std::chrono::nanoseconds total{0};
    std::optional<Error::Kind> error;
    QString errorDetail;
    std::vector<FailedAttempt> failedAttempts; ///< those before the last one
};

/// The newest requests, bounded. Thread: any.
class RequestLog
{
public:
    explicit RequestLog(size_t capacity = 10'000);
    void add(RequestRecord record);
    [[nodiscard]] std::vector<RequestRecord> since(quint64 id) const; ///< records with a larger id, oldest first
    [[nodiscard]] quint64 lastId() const;
    void clear(); ///< records go, ids go on

private:
    mutable std::mutex m_mutex;
    std::deque<RequestRecord> m_records;
    size_t m_capacity;
    quint64 m_lastId = 0;
};

} // namespace qwats
