// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/http/message.h"

#include <atomic>
#include <deque>
#include <functional>

namespace qwats::demo {

/// All that the server answers, one entry a method and path template such as `/api/Asset/{id}`.
///
/// Paths match without letter case; of several templates that fit the one with fewer parameters wins, so that fixed
/// words come before parameters. Thread: built once; dispatch() from the server's thread; the counters from any.
class RouteTable
{
public:
    using Handler = std::function<Response(const Request &)>;
    struct Route
    {
        QByteArray method;
        QByteArray path; ///< the template as written
        QStringList segments; ///< in lower case; a parameter is "{"
        Handler handler;
        std::atomic<quint64> seen = 0;
    };

    void add(const QByteArray &method, const QByteArray &path, Handler handler);
    /// Finds the route, fills Request::captured and answers. 404 for an unknown path, 405 for a known one with another
    /// method; OPTIONS is answered for every known path.
    Response dispatch(Request request) const;
    /// Counts the request for its route, answered or not.
    void count(const Request &request) const;
    /// Requests seen by the template, or by "METHOD template"; see DemoServer::requestsSeen().
    quint64 seen(const QByteArray &name) const;
    const std::deque<Route> &routes() const { return m_routes; }

private:
    const Route *find(const Request &request, QStringList *captured, QByteArray *allowed) const;

    mutable std::deque<Route> m_routes; ///< a deque: routes hold counters and must not move
};

} // namespace qwats::demo
