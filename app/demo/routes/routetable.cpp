// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routetable.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// Number of parameters used when the segments fit, -1 when they do not.
int fit(const RouteTable::Route &route, const QStringList &segments, QStringList *captured)
{
    if (route.segments.size() != segments.size())
        return -1;
    captured->clear();
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (route.segments[i] == u"{"_s)
            captured->append(segments[i]);
        else if (route.segments[i].compare(segments[i], Qt::CaseInsensitive) != 0)
            return -1;
    }
    return int(captured->size());
}

} // namespace

void RouteTable::add(const QByteArray &method, const QByteArray &path, Handler handler)
{
    Route &route = m_routes.emplace_back();
    route.method = method;
    route.path = path;
    route.handler = std::move(handler);
    for (const QByteArray &segment : path.split('/')) {
        if (!segment.isEmpty())
            route.segments += segment.startsWith('{') ? u"{"_s : QString::fromLatin1(segment).toLower();
    }
}

const RouteTable::Route *RouteTable::find(const Request &request, QStringList *captured, QByteArray *allowed) const
{
    const Route *best = nullptr;
    int fewest = std::numeric_limits<int>::max();
    int fewestOfPath = std::numeric_limits<int>::max();
    QStringList found;
    for (const Route &route : m_routes) {
        const int parameters = fit(route, request.segments, &found);
        if (parameters < 0)
            continue;
        if (parameters < fewestOfPath) {
            fewestOfPath = parameters;
            allowed->clear();
        }
        if (parameters == fewestOfPath)
            *allowed += (allowed->isEmpty() ? "" : ", ") + route.method;
        if (route.method == request.method && parameters < fewest) {
            best = &route;
            fewest = parameters;
            *captured = found;
        }
    }
    // A fixed word with another method must not fall through to a parameter: GET /Product/Revisions is no part number.
    return best && fewest == fewestOfPath ? best : nullptr;
}

Response RouteTable::dispatch(Request request) const
{
    QByteArray allowed;
    const Route *route = find(request, &request.captured, &allowed);
    if (route)
        return route->handler(request);
    if (allowed.isEmpty())
        return Response::error(404, u"No HTTP resource was found at '%1'."_s.arg(QString::fromUtf8(request.path)));
    const bool asked = request.method == "OPTIONS";
    Response response = asked
        ? Response{204, {}, {}}
        : Response::error(405,
                          u"The resource does not support the method %1."_s.arg(QString::fromLatin1(request.method)));
    response.allow = allowed + ", OPTIONS";
    return response;
}

void RouteTable::count(const Request &request) const
{
    QStringList captured;
    QByteArray allowed;
    if (const Route *route = find(request, &captured, &allowed))
        ++const_cast<Route *>(route)->seen;
}

quint64 RouteTable::seen(const QByteArray &name) const
{
    quint64 sum = 0;
    for (const Route &route : m_routes) {
        if (route.path.compare(name, Qt::CaseInsensitive) == 0
            || (route.method + ' ' + route.path).compare(name, Qt::CaseInsensitive) == 0)
            sum += route.seen;
    }
    return sum;
}

} // namespace qwats::demo
