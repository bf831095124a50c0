// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace qwats::bench {

/// What a client is to do.
struct Load
{
    QByteArray url; ///< without a trailing slash
    QByteArray token;
    QString caFile; ///< PEM; empty: the system's authorities
    int requests = 1000;
    int concurrency = 50; ///< requests in flight at once
    int connections = 0; ///< at most; 0: as many as are in flight
    bool sameKey = false; ///< every request asks the same, through the cache where there is one
    QByteArray part = "PN-"; ///< part number; the number of the request is added to one that ends with "-"
    int perMinute = 0; ///< budget; 0: none

    [[nodiscard]] QByteArray partAt(int n) const
    {
        return part.endsWith('-') ? part + QByteArray::number(sameKey ? 0 : n) : part;
    }
    [[nodiscard]] QByteArray targetAt(int n) const { return "/api/Product/" + partAt(n); }
};

struct LoadResult
{
    int answered = 0; ///< with a whole body
    int errors = 0;
    double longestGapMs = 0; ///< between two turns of the event loop of who asks; 0: not measured
    double longestTurnCpuMs = 0; ///< most processor time that the asking thread took between two turns
    double idleGapMs = 0; ///< the same of a loop that had nothing to do, in another thread at the same time
};

/// Each runs to the end and returns. Thread: the main one; an application object exists.
[[nodiscard]] LoadResult runOurs(const Load &load);
[[nodiscard]] LoadResult runQnam(const Load &load); ///< one QNetworkAccessManager
[[nodiscard]] LoadResult runCurl(const Load &load); ///< libcurl's multi interface

} // namespace qwats::bench
