// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/controlpage.h"

#include "app/demo/routes/routes.h"
#include "app/demo/world/dice.h"

#include <cmath>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualLiveRate = 20;

/// 127.0.0.1, localhost or [::1], with or without a port.
bool namesThisMachine(const QByteArray &host)
{
    const qsizetype end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
    const QByteArray name = (end > 0 ? host.left(end) : host).toLower();
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

/// What a PUT may change; empty: stays.
struct Wishes
{
    std::optional<QString> faults;
    std::optional<qint64> latencyMs;
    std::optional<qint64> jitterMs;
    std::optional<qint64> bandwidth;
    std::optional<qint64> livePerMinute;
    std::optional<bool> live;
};

bool readWhole(const QJsonValue &value, qint64 high, std::optional<qint64> *target)
{
    const double number = value.toDouble(-1);
    if (number < 0 || number > double(high) || std::floor(number) != number)
        return false;
    *target = qint64(number);
    return true;
}

/// Returns what is wrong with the member, or an empty text.
QString readWish(const QString &key, const QJsonValue &value, Wishes *wishes)
{
    struct Number
    {
        QString key;
        qint64 high;
        std::optional<qint64> *target;
    };
    for (const Number &number : {Number{u"latencyMs"_s, Dials::maxDelayMs, &wishes->latencyMs},
                                 Number{u"jitterMs"_s, Dials::maxDelayMs, &wishes->jitterMs},
                                 Number{u"bandwidth"_s, Dials::maxBandwidth, &wishes->bandwidth},
                                 Number{u"livePerMinute"_s, LiveProduction::maxRate, &wishes->livePerMinute}}) {
        if (key == number.key)
            return readWhole(value, number.high, number.target)
                ? QString()
                : u"'%1' must be a whole number from 0 to %2."_s.arg(key).arg(number.high);
    }
    if (key == u"live"_s) {
        wishes->live = value.toBool();
        return value.isBool() ? QString() : u"'live' must be true or false."_s;
    }
    if (key == u"faults"_s) {
        wishes->faults = value.toString();
        QString error;
        if (!value.isString())
            return u"'faults' must be a text."_s;
        return Faults::parse(*wishes->faults, &error) ? QString() : error;
    }
    return u"The control page can change faults, latencyMs, jitterMs, bandwidth, live and livePerMinute, not '%1'."_s
        .arg(key);
}

} // namespace

ControlPage::ControlPage(World *world, const RouteTable *routes, Faults *faults, Dials *dials)
    : m_world(world)
    , m_routes(routes)
    , m_faults(faults)
    , m_dials(dials)
    , m_liveRate(world->live.rate() > 0 ? world->live.rate() : usualLiveRate)
{
}

bool ControlPage::isFor(const Request &request)
{
    return request.segments.size() == 1 && request.segments.first().compare(u"__demo"_s, Qt::CaseInsensitive) == 0;
}

Response ControlPage::answer(const Request &request, quint64 seen, int inFlight)
{
    if (!request.fromThisMachine || !namesThisMachine(request.host))
        return Response::error(403, u"The control page answers programs on this machine only."_s);
    if (request.method != "GET" && request.method != "PUT") {
        Response refusal = Response::error(405, u"The control page knows GET and PUT."_s);
        refusal.allow = "GET, PUT";
        return refusal;
    }
    if (Response refusal = request.method == "PUT" ? change(request) : Response(); refusal.status != 200)
        return refusal;
    QJsonObject page = state();
    page.insert(u"requests"_s, qint64(seen));
    page.insert(u"inFlight"_s, inFlight);
    return Response::json(page);
}

Response ControlPage::change(const Request &request)
{
    Response refusal;
    const auto members = objectFrom(request, &refusal);
    if (!members)
        return refusal;
    Wishes wishes; // all of it or nothing
    for (auto it = members->begin(); it != members->end(); ++it) {
        if (const QString problem = readWish(it.key(), it.value(), &wishes); !problem.isEmpty())
            return Response::error(400, problem);
    }
    if (wishes.faults)
        m_faults->set(*wishes.faults);
    if (wishes.latencyMs)
        m_dials->latencyMs = int(*wishes.latencyMs);
    if (wishes.jitterMs)
        m_dials->jitterMs = int(*wishes.jitterMs);
    if (wishes.bandwidth)
        m_dials->bandwidth = *wishes.bandwidth;
    if (wishes.livePerMinute.value_or(0) > 0)
        m_liveRate = int(*wishes.livePerMinute);
    if (wishes.livePerMinute || wishes.live) {
        const bool on = wishes.live.value_or(wishes.livePerMinute.value_or(0) > 0);
        m_world->live.setRate(on ? m_liveRate : 0, m_world->nowMs());
    }
    return {};
}

void ControlPage::changed(const QString &area)
{
    if (area == u"product"_s) {
        ++m_products;
    } else if (area == u"asset"_s) {
        ++m_assets;
    } else if (area == u"report"_s) {
        // A report brings its product along, uses assets and moves its unit on.
        for (quint64 *generation : {&m_reports, &m_products, &m_assets, &m_units})
            ++*generation;
    } else if (area == u"live"_s) {
        for (quint64 *generation : {&m_reports, &m_assets, &m_units})
            ++*generation;
    } else if (area == u"production"_s) {
        ++m_units;
    } else if (area == u"software"_s) {
        ++m_software;
    } else {
        ++m_others;
    }
}

QJsonObject ControlPage::generations() const
{
    return {{u"products"_s, qint64(m_products)}, {u"assets"_s, qint64(m_assets)},     {u"reports"_s, qint64(m_reports)},
            {u"units"_s, qint64(m_units)},       {u"software"_s, qint64(m_software)}, {u"others"_s, qint64(m_others)}};
}

QJsonObject ControlPage::state() const
{
    QJsonArray byRoute;
    for (const RouteTable::Route &route : m_routes->routes()) {
        if (const quint64 count = route.seen; count > 0)
            byRoute.append(QJsonObject{{u"method"_s, QString::fromLatin1(route.method)},
                                       {u"path"_s, QString::fromLatin1(route.path)},
                                       {u"requests"_s, qint64(count)}});
    }
    return {{u"routes"_s, byRoute},
            {u"unknownRoutes"_s, qint64(m_routes->unknown())},
            {u"products"_s, m_world->products.size()},
            {u"assets"_s, m_world->assets.size()},
            {u"reports"_s, m_world->reports.size()},
            {u"posted"_s, m_world->reports.postedCount()},
            {u"liveReports"_s, m_world->reports.liveCount()},
            {u"writes"_s, qint64(m_world->writes)},
            {u"generations"_s, generations()},
            {u"now"_s, isoUtc(m_world->nowMs())},
            {u"latencyMs"_s, m_dials->latencyMs.load()},
            {u"jitterMs"_s, m_dials->jitterMs.load()},
            {u"bandwidth"_s, m_dials->bandwidth.load()},
            {u"faults"_s, m_faults->spec()},
            {u"live"_s, m_world->live.rate() > 0},
            {u"livePerMinute"_s, m_world->live.rate()},
            {u"etags"_s, m_world->options.etags}};
}

} // namespace qwats::demo
