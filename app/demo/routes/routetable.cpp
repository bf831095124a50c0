// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routetable.h"

#include <algorithm>
#include <map>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// Number of parameters used when the segments fit, -1 when they do not.
int fit(const RouteTable::Route &route, const QStringList &segments, QStringList *captured)
{
    captured->clear();
    for (qsizetype i = segments.size() - 1; i >= 0; --i) { // routes differ at their ends
        if (route.segments[i] == u"{"_s)
            captured->prepend(segments[i]);
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
    m_bySize[route.segments.size()].push_back(&route);
}

RouteTable::Match RouteTable::find(const Request &request) const
{
    Match match;
    int fewest = std::numeric_limits<int>::max();
    int fewestOfPath = std::numeric_limits<int>::max();
    QStringList found;
    for (const Route *route : m_bySize.value(request.segments.size())) {
        const int parameters = fit(*route, request.segments, &found);
        if (parameters < 0)
            continue;
        if (parameters < fewestOfPath) {
            fewestOfPath = parameters;
            match.allowed.clear();
        }
        if (parameters == fewestOfPath)
            match.allowed += (match.allowed.isEmpty() ? "" : ", ") + route->method;
        if (route->method == request.method && parameters < fewest) {
            match.route = route;
            fewest = parameters;
            match.captured = found;
        }
    }
    // A fixed word with another method must not fall through to a parameter: GET /Product/Revisions is no part number.
    if (fewest != fewestOfPath)
        match.route = nullptr;
    return match;
}

Response RouteTable::dispatch(const Match &match, Request request)
{
    request.captured = match.captured;
    if (match.route)
        return match.route->handler(request);
    const bool asked = request.method == "OPTIONS";
    const bool whole = request.path == "*" && asked; // OPTIONS * asks about the server as a whole
    if (match.allowed.isEmpty() && !whole)
        return Response::error(404, u"No HTTP resource was found at '%1'."_s.arg(QString::fromUtf8(request.path)));
    Response response = asked
        ? Response{204, {}, {}}
        : Response::error(405,
                          u"The resource does not support the method %1."_s.arg(QString::fromLatin1(request.method)));
    response.allow = (whole ? QByteArray("GET, POST, PUT, DELETE") : match.allowed) + ", OPTIONS";
    return response;
}

void RouteTable::count(const Match &match) const
{
    ++(match.route ? match.route->seen : m_unknown);
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

QByteArray RouteTable::markdown() const
{
    struct Line
    {
        QByteArray path;
        QByteArrayList methods;
    };
    std::map<QByteArray, Line> lines; // by path in lower case: one path may be spelled in several ways
    for (const Route &route : m_routes) {
        Line &line = lines[route.path.toLower()];
        if (line.path.isEmpty())
            line.path = route.path;
        line.methods += route.method;
    }
    QByteArray text = "| Methods | Path |\n|---|---|\n";
    for (auto &[key, line] : lines) {
        std::sort(line.methods.begin(), line.methods.end());
        text += "| " + line.methods.join(", ") + " | `" + line.path + "` |\n";
    }
    return text;
}

} // namespace qwats::demo
