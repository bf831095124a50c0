// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/http/message.h"

#include <QHash>

#include <atomic>
#include <deque>
#include <functional>
#include <vector>

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
        mutable std::atomic<quint64> seen = 0;
    };

    /// Where a request leads.
    struct Match
    {
        const Route *route = nullptr; ///< null: no such path, or not with this method
        QStringList captured; ///< what stands for the parameters
        QByteArray allowed; ///< methods of the path; empty: no such path
    };

    void add(const QByteArray &method, const QByteArray &path, Handler handler);
    Match find(const Request &request) const;
    /// Fills Request::captured and answers. 404 for an unknown path, 405 for a known one with another method; OPTIONS
    /// is answered for every known path.
    static Response dispatch(const Match &match, Request request);
    Response dispatch(const Request &request) const { return dispatch(find(request), request); }
    /// Counts a request, answered or not.
    void count(const Match &match) const;
    /// Requests seen by the template, or by "METHOD template"; see DemoServer::requestsSeen().
    quint64 seen(const QByteArray &name) const;
    quint64 unknown() const { return m_unknown; } ///< requests that led nowhere
    const std::deque<Route> &routes() const { return m_routes; }
    /// The endpoints as a Markdown table, a line a path, in alphabetical order: part of the documentation.
    QByteArray markdown() const;

private:
    std::deque<Route> m_routes; ///< a deque: routes hold counters and must not move
    QHash<qsizetype, std::vector<const Route *>> m_bySize; ///< by number of segments
    mutable std::atomic<quint64> m_unknown = 0;
};

} // namespace qwats::demo
