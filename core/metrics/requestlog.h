// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// One request of the program, cached or not. Never holds a token or a body.
struct RequestRecord
{
    quint64 id = 0; ///< set by RequestLog, rising from 1
    Timestamp started;
    QByteArray method;
    const char *route = ""; ///< the endpoint's template: bounded, for grouping
    QByteArray target; ///< path and query as sent
    QByteArray initiator;
    std::optional<Outcome> outcome; ///< none for a write, a ping or a background refresh
    bool network = false; ///< at least one call went to the server
    int status = 0;
    int attempts = 0;
    qint64 bytesReceived = 0; ///< as on the wire, before inflating
    qint64 bytesDecoded = 0;
    std::chrono::nanoseconds queued{0}; ///< waiting for the budget and a connection
    std::chrono::nanoseconds wait{0}; ///< sent until the first byte
    std::chrono::nanoseconds download{0};
    std::chrono::nanoseconds decode{0};
    std::chrono::nanoseconds total{0};
    std::optional<Error::Kind> error;
    QString errorDetail;
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
