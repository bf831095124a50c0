// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"

#include "app/demo/http/faults.h"
#include "app/demo/http/listener.h"
#include "app/demo/routes/routes.h"
#include "app/demo/world/dice.h"

#include <QFile>

#include <random>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QString checked(const DemoOptions &options)
{
    if (options.products < 1 || options.products > 100000)
        return u"The number of products must be from 1 to 100000."_s;
    if (options.assets < 0 || options.assets > 100000)
        return u"The number of assets must be from 0 to 100000."_s;
    if (options.reports < 0 || options.reports > 5000000)
        return u"The number of reports must be from 0 to 5000000."_s;
    if (options.days < 1 || options.days > 3650)
        return u"The number of days must be from 1 to 3650."_s;
    if (options.latencyMs < 0 || options.jitterMs < 0 || options.latencyMs > 600000 || options.jitterMs > 600000)
        return u"Latency and jitter must be from 0 to 600000 ms."_s;
    if (options.tlsCertFile.isEmpty() != options.tlsKeyFile.isEmpty())
        return u"TLS needs both a certificate and a key."_s;
    return {};
}

bool readFile(const QString &name, QByteArray *content, QString *error)
{
    if (name.isEmpty())
        return true;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = u"The file '%1' cannot be read: %2."_s.arg(name, file.errorString());
        return false;
    }
    *content = file.readAll();
    return true;
}

/// "demo:" and a password that follows from the seed: stable, so that a stored connection keeps working.
QString tokenFrom(quint32 seed)
{
    return QString::fromLatin1(("demo:" + QByteArray::number(scramble(seed), 16)).toBase64());
}

bool isControl(const Request &request)
{
    return !request.segments.isEmpty() && request.segments.first().compare(u"__demo"_s, Qt::CaseInsensitive) == 0;
}

} // namespace

struct DemoServer::Parts
{
    explicit Parts(const DemoOptions &options)
        : world(options)
        , faults(options.seed)
        , latencyMs(options.latencyMs)
        , jitterMs(options.jitterMs)
        , random(options.seed)
        , authorization("Basic " + options.token.toUtf8())
    {
        addAppRoutes(&routes, &world);
        addAssetRoutes(&routes, &world);
        addProductRoutes(&routes, &world);
        addReportRoutes(&routes, &world);
        addAnalyticsRoutes(&routes, &world);
    }

    Listener::Plan plan(const Request &request);
    Response answer(const Request &request);
    Response spoilt(const Request &request, const Faults::Rule &rule);
    Response control(const Request &request);
    QJsonObject counts() const;

    World world;
    RouteTable routes;
    Faults faults;
    std::atomic<int> latencyMs;
    int jitterMs;
    std::mt19937 random;
    QByteArray authorization;
    std::atomic<quint64> seen = 0;
    QString url;
    quint16 port = 0;
    std::unique_ptr<Listener> listener; ///< last: it must stop before the rest goes
};

Listener::Plan DemoServer::Parts::plan(const Request &request)
{
    if (isControl(request))
        return {0, [this](const Request &r) { return control(r); }};
    ++seen;
    routes.count(request);
    const Faults::Verdict verdict = faults.judge(request.path);
    const int jitter = jitterMs > 0 ? int(random() % unsigned(jitterMs + 1)) : 0;
    return {latencyMs + jitter + verdict.extraDelayMs,
            [this, rule = verdict.rule](const Request &r) { return rule ? spoilt(r, *rule) : answer(r); }};
}

Response DemoServer::Parts::answer(const Request &request)
{
    if (request.authorization == authorization)
        return routes.dispatch(request);
    Response response = Response::error(401, u"Authorization has been denied for this request."_s);
    response.challenge = true;
    return response;
}

Response DemoServer::Parts::spoilt(const Request &request, const Faults::Rule &rule)
{
    // A broken connection may well have done its work: that is what makes it dangerous. A refusal has not.
    const bool works = rule.kind == Faults::Kind::Truncate || rule.kind == Faults::Kind::Garbage;
    return Faults::apply(rule, works ? answer(request) : Response());
}

QJsonObject DemoServer::Parts::counts() const
{
    QJsonArray byRoute;
    for (const RouteTable::Route &route : routes.routes()) {
        if (const quint64 count = route.seen; count > 0)
            byRoute.append(QJsonObject{{u"method"_s, QString::fromLatin1(route.method)},
                                       {u"path"_s, QString::fromLatin1(route.path)},
                                       {u"requests"_s, qint64(count)}});
    }
    return {{u"requests"_s, qint64(seen)},
            {u"inFlight"_s, listener ? listener->inFlight() - 1 : 0}, // without this one
            {u"routes"_s, byRoute},
            {u"products"_s, world.products.size()},
            {u"assets"_s, world.assets.size()},
            {u"reports"_s, world.reports.size()},
            {u"posted"_s, world.reports.postedCount()},
            {u"writes"_s, qint64(world.writes)},
            {u"latencyMs"_s, latencyMs.load()},
            {u"faults"_s, faults.spec()}};
}

/// GET shows; PUT with {"faults": "…", "latencyMs": n} changes. Needs no token: it is reachable from this machine only.
Response DemoServer::Parts::control(const Request &request)
{
    if (request.method == "GET")
        return Response::json(counts());
    if (request.method != "PUT" && request.method != "POST")
        return Response::error(405, u"The control page knows GET and PUT."_s);
    Response refusal;
    const auto change = objectFrom(request, &refusal);
    if (!change)
        return refusal;
    if (change->contains(u"faults"_s)) {
        if (const QString error = faults.set(change->value(u"faults"_s).toString()); !error.isEmpty())
            return Response::error(400, error);
    }
    if (change->contains(u"latencyMs"_s))
        latencyMs = std::clamp(change->value(u"latencyMs"_s).toInt(), 0, 600000);
    return Response::json(counts());
}

std::unique_ptr<DemoServer> DemoServer::start(const DemoOptions &given, QString *error)
{
    QString problem = checked(given);
    Listener::Settings settings{given.port, {}, {}};
    DemoOptions options = given;
    if (options.token.isEmpty())
        options.token = tokenFrom(options.seed);
    if (problem.isEmpty() && readFile(options.tlsCertFile, &settings.certificatePem, &problem)
        && readFile(options.tlsKeyFile, &settings.keyPem, &problem)) {
        auto parts = std::make_unique<Parts>(options);
        problem = parts->faults.set(options.faults);
        Parts *raw = parts.get();
        if (problem.isEmpty())
            parts->listener = Listener::start(
                settings, [raw](const Request &r) { return raw->plan(r); }, &problem);
        if (parts->listener) {
            parts->port = parts->listener->port();
            parts->url = u"%1://127.0.0.1:%2"_s.arg(settings.certificatePem.isEmpty() ? u"http"_s : u"https"_s)
                             .arg(parts->port);
            return std::unique_ptr<DemoServer>(new DemoServer(std::move(parts)));
        }
    }
    if (error)
        *error = problem;
    return nullptr;
}

DemoServer::DemoServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

DemoServer::~DemoServer()
{
    stop();
}

QString DemoServer::url() const
{
    return m_parts->url;
}
QString DemoServer::token() const
{
    return m_parts->world.options.token;
}
quint16 DemoServer::port() const
{
    return m_parts->port;
}
quint64 DemoServer::requestsSeen() const
{
    return m_parts->seen;
}
quint64 DemoServer::requestsSeen(const QByteArray &routeTemplate) const
{
    return m_parts->routes.seen(routeTemplate);
}
void DemoServer::setLatency(int ms)
{
    m_parts->latencyMs = std::clamp(ms, 0, 600000);
}
QString DemoServer::setFaults(const QString &spec)
{
    return m_parts->faults.set(spec);
}

void DemoServer::stop()
{
    if (m_parts->listener)
        m_parts->listener->stop();
}

} // namespace qwats::demo
