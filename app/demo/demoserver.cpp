// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"

#include "app/demo/http/controlpage.h"
#include "app/demo/http/faults.h"
#include "app/demo/http/listener.h"
#include "app/demo/routes/routes.h"
#include "app/demo/store/keeper.h"
#include "app/demo/world/dice.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
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
    if (options.livePerMinute < 0 || options.livePerMinute > LiveProduction::maxRate)
        return u"Live production must be from 0 to %1 reports a minute."_s.arg(LiveProduction::maxRate);
    if (options.bandwidth < 0 || options.bandwidth > Dials::maxBandwidth)
        return u"The bandwidth must be from 0 to %1 bytes a second."_s.arg(Dials::maxBandwidth);
    if (options.connections < 1 || options.connections > 10000)
        return u"The number of connections must be from 1 to 10000."_s;
    if (options.tlsCertFile.isEmpty() != options.tlsKeyFile.isEmpty())
        return u"TLS needs both a certificate and a key."_s;
    QString problem;
    Faults::parse(options.faults, &problem);
    return problem;
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

QByteArray etagOf(const QByteArray &body)
{
    return '"' + QCryptographicHash::hash(body, QCryptographicHash::Sha1).toHex().left(16) + '"';
}

/// True when the client has that state already; its list may hold weak tags and `*`.
bool hasAlready(const QByteArray &ifNoneMatch, const QByteArray &etag)
{
    const QByteArrayList tags = ifNoneMatch.split(',');
    return std::any_of(tags.begin(), tags.end(), [&](const QByteArray &entry) {
        const QByteArray tag = entry.trimmed();
        return tag == "*" || tag == etag || tag == "W/" + etag;
    });
}

/// What a path is about: the word after /api/ or /api/internal/, in lower case.
QString areaOf(const Request &request)
{
    const bool internal = request.segments.value(1).compare(u"internal"_s, Qt::CaseInsensitive) == 0;
    return request.segments.value(internal ? 2 : 1).toLower();
}

} // namespace

struct DemoServer::Parts
{
    explicit Parts(const DemoOptions &options)
        : world(options)
        , faults(options.seed)
        , control(&world, &routes, &faults, &dials)
        , random(options.seed)
        , credentials(options.token.toUtf8())
    {
        dials.latencyMs = options.latencyMs;
        dials.jitterMs = options.jitterMs;
        dials.bandwidth = options.bandwidth;
        addAllRoutes(&routes, &world);
    }

    Listener::Plan plan(const Request &request);
    Response answer(const Request &request, const RouteTable::Match &match);
    Response spoilt(const Request &request, const RouteTable::Match &match, const Faults::Rule &rule);
    Response controlled(const Request &request);
    bool isWelcome(const Request &request) const;
    void letTimePass();

    World world;
    std::unique_ptr<Keeper> keeper; ///< null: memory only
    RouteTable routes;
    Faults faults;
    Dials dials;
    ControlPage control;
    std::mt19937 random;
    QByteArray credentials;
    std::atomic<quint64> seen = 0;
    QString url;
    quint16 port = 0;
    std::atomic<const Listener *> running = nullptr;
    std::unique_ptr<Listener> listener; ///< last: it must stop before the rest goes
};

Listener::Plan DemoServer::Parts::plan(const Request &request)
{
    if (ControlPage::isFor(request))
        return {0, 0, [this](const Request &r) { return controlled(r); }};
    ++seen;
    const RouteTable::Match match = routes.find(request);
    routes.count(match);
    const Faults::Verdict verdict = faults.judge(request.method, request.segments);
    const int jitter = dials.jitterMs > 0 ? int(random() % unsigned(dials.jitterMs + 1)) : 0;
    return {dials.latencyMs + jitter + verdict.extraDelayMs, dials.bandwidth,
            [this, match, rule = verdict.rule](const Request &r) {
                return rule ? spoilt(r, match, *rule) : answer(r, match);
            }};
}

void DemoServer::Parts::letTimePass()
{
    if (world.advance() > 0)
        control.changed(u"live"_s);
}

bool DemoServer::Parts::isWelcome(const Request &request) const
{
    const QByteArray &given = request.authorization;
    return given.left(6).compare("Basic ", Qt::CaseInsensitive) == 0 && given.mid(6).trimmed() == credentials;
}

Response DemoServer::Parts::answer(const Request &request, const RouteTable::Match &match)
{
    if (!isWelcome(request)) {
        Response response = Response::error(401, u"Authorization has been denied for this request."_s);
        response.challenge = true;
        return response;
    }
    letTimePass();
    const quint64 writes = world.writes;
    Response response = RouteTable::dispatch(match, request);
    if (world.writes != writes) {
        if (response.status < 400)
            control.changed(areaOf(request));
        // In the file before the client hears of it.
        if (const QString problem = keeper ? keeper->keep(&world, areaOf(request)) : QString(); !problem.isEmpty())
            return Response::error(500, problem);
    }
    if (!world.options.etags || request.method != "GET" || response.status != 200)
        return response;
    const QByteArray etag = etagOf(response.body);
    if (!request.ifNoneMatch.isEmpty() && hasAlready(request.ifNoneMatch, etag))
        response = Response{304, {}, {}};
    response.etag = etag;
    return response;
}

Response DemoServer::Parts::spoilt(const Request &request, const RouteTable::Match &match, const Faults::Rule &rule)
{
    // A broken connection may well have done its work: that is what makes it dangerous. A refusal has not.
    const bool works = rule.kind == Faults::Kind::Truncate || rule.kind == Faults::Kind::Garbage;
    return Faults::apply(rule, works ? answer(request, match) : Response());
}

Response DemoServer::Parts::controlled(const Request &request)
{
    letTimePass();
    const Listener *const now = running;
    return control.answer(request, seen, now ? now->inFlight() - 1 : 0); // without this one
}

QString DemoServer::problemWith(const DemoOptions &options)
{
    return checked(options);
}

QByteArray DemoServer::endpoints()
{
    World world(DemoOptions{.products = 1, .assets = 0, .reports = 0, .days = 1});
    RouteTable routes;
    addAllRoutes(&routes, &world);
    return routes.markdown();
}

std::unique_ptr<DemoServer> DemoServer::start(const DemoOptions &given, QString *error)
{
    QString problem = checked(given);
    Listener::Settings settings{given.port, {}, {}, unsigned(std::max(given.connections, 1))};
    DemoOptions options = given;
    if (options.token.isEmpty())
        options.token = tokenFrom(options.seed);
    if (problem.isEmpty() && readFile(options.tlsCertFile, &settings.certificatePem, &problem)
        && readFile(options.tlsKeyFile, &settings.keyPem, &problem)) {
        auto keeper = options.storeFile.isEmpty() ? nullptr : Keeper::open(&options, &problem);
        if (!problem.isEmpty()) {
            if (error)
                *error = problem;
            return nullptr;
        }
        auto parts = std::make_unique<Parts>(options);
        if (keeper)
            keeper->restore(&parts->world);
        parts->keeper = std::move(keeper);
        parts->faults.set(options.faults);
        Parts *raw = parts.get();
        parts->listener = Listener::start(
            settings, [raw](const Request &r) { return raw->plan(r); }, &problem);
        if (parts->listener) {
            parts->running = parts->listener.get();
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
    m_parts->dials.latencyMs = std::clamp(ms, 0, 600000);
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
