// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/listener.h"

#include <QDateTime>
#include <QLocale>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace qwats::demo {

using namespace Qt::StringLiterals;

/// One request on its way, from the first header byte to the last byte of the answer.
struct Listener::Exchange
{
    QByteArray target;
    Request request;
    Plan plan;
    bool headersSeen = false;
    bool held = false;
    bool tooLarge = false;
};

/// An answer that is sent piece by piece, as the width of the line allows.
struct Listener::Trickle
{
    Listener *listener = nullptr;
    MHD_Connection *connection = nullptr;
    QByteArray body;
    qsizetype end = 0; ///< the answer breaks off here when that is before its end
    qint64 bytesPerSecond = 0; ///< 0: no limit
    qint64 booked = 0; ///< bytes that may go now
};

namespace {

void *onTarget(void *, const char *target, MHD_Connection *)
{
    auto *exchange = new Listener::Exchange;
    exchange->target = target;
    return exchange;
}

MHD_Result onRequest(void *self, MHD_Connection *connection, const char *, const char *method, const char *,
                     const char *data, size_t *size, void **context)
{
    auto *exchange = static_cast<Listener::Exchange *>(*context);
    return MHD_Result(static_cast<Listener *>(self)->handle(connection, exchange, method, data, size));
}

void onCompleted(void *self, MHD_Connection *, void **context, MHD_RequestTerminationCode)
{
    static_cast<Listener *>(self)->completed(static_cast<Listener::Exchange *>(*context));
    *context = nullptr;
}

/// We decode paths and queries ourselves, because '+' and %2F mean different things in the two.
size_t leaveEscaped(void *, MHD_Connection *, char *text)
{
    return std::strlen(text);
}

ssize_t onPiece(void *context, uint64_t position, char *buffer, size_t room)
{
    auto *trickle = static_cast<Listener::Trickle *>(context);
    return trickle->listener->nextPiece(trickle, position, buffer, room);
}

void onSent(void *context)
{
    delete static_cast<Listener::Trickle *>(context);
}

void resetOnClose(MHD_Connection *connection)
{
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!info)
        return;
    const linger immediately{1, 0};
    setsockopt(info->connect_fd, SOL_SOCKET, SO_LINGER, &immediately, sizeof immediately);
}

bool isLoopback(MHD_Connection *connection)
{
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr || info->client_addr->sa_family != AF_INET)
        return false;
    sockaddr_in address{};
    std::memcpy(&address, info->client_addr, sizeof address);
    return ntohl(address.sin_addr.s_addr) >> 24 == 127;
}

QByteArray headerOf(MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

QByteArray retryAfter(const Response &response)
{
    if (!response.retryAfterAsDate)
        return QByteArray::number(response.retryAfterSeconds);
    const QDateTime when = QDateTime::currentDateTimeUtc().addSecs(response.retryAfterSeconds);
    return QLocale::c().toString(when, u"ddd, dd MMM yyyy hh:mm:ss"_s).toLatin1() + " GMT";
}

void addHeaders(MHD_Response *mhd, const Response &response)
{
    // Few and short headers: clients built on Qt read them byte by byte.
    if (!response.body.isEmpty())
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_CONTENT_TYPE, response.contentType.constData());
    if (!response.allow.isEmpty())
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_ALLOW, response.allow.constData());
    if (response.retryAfterSeconds > 0)
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_RETRY_AFTER, retryAfter(response).constData());
    if (!response.etag.isEmpty())
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_ETAG, response.etag.constData());
    if (response.challenge)
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Basic realm=\"WATS\"");
}

quint16 boundPort(MHD_Daemon *daemon)
{
    const MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

} // namespace

std::unique_ptr<Listener> Listener::start(const Settings &settings, Planner planner, QString *error)
{
    std::unique_ptr<Listener> self(new Listener);
    self->m_settings = settings;
    self->m_planner = std::move(planner);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
    QList<MHD_OptionItem> tls;
    if (!settings.certificatePem.isEmpty()) {
        flags |= MHD_USE_TLS;
        tls.append({MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char *>(self->m_settings.certificatePem.constData())});
        tls.append({MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char *>(self->m_settings.keyPem.constData())});
    }
    tls.append({MHD_OPTION_END, 0, nullptr});
    errno = 0;
    self->m_daemon = MHD_start_daemon(
        flags, settings.port, nullptr, nullptr, &onRequest, self.get(), MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_URI_LOG_CALLBACK, &onTarget, nullptr, MHD_OPTION_NOTIFY_COMPLETED, &onCompleted, self.get(),
        MHD_OPTION_UNESCAPE_CALLBACK, &leaveEscaped, nullptr, MHD_OPTION_CONNECTION_LIMIT, settings.connections,
        MHD_OPTION_CONNECTION_TIMEOUT, 120u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, size_t(maxHeaderBytes),
        MHD_OPTION_ARRAY, tls.data(), MHD_OPTION_END);
    if (!self->m_daemon) {
        const bool network = errno == EADDRINUSE || errno == EACCES || errno == EMFILE || errno == EADDRNOTAVAIL;
        *error = u"The demo server cannot listen on 127.0.0.1:%1: %2."_s.arg(settings.port)
                     .arg(network                                 ? QString::fromLocal8Bit(std::strerror(errno))
                              : settings.certificatePem.isEmpty() ? u"the HTTP library refused to start"_s
                                                                  : u"the certificate and the key cannot be used"_s);
        return nullptr;
    }
    self->m_port = boundPort(self->m_daemon);
    return self;
}

Listener::~Listener()
{
    stop();
}

void Listener::stop()
{
    if (!m_daemon)
        return;
    // Held connections must run again before the daemon may stop, so they are let go first.
    m_delays.close();
    MHD_stop_daemon(m_daemon);
    m_daemon = nullptr;
}

int Listener::handle(MHD_Connection *connection, Exchange *exchange, const char *method, const char *data, size_t *size)
{
    if (!exchange->headersSeen) {
        exchange->headersSeen = true;
        ++m_inFlight;
        Request &request = exchange->request;
        request.method = qstrcmp(method, "HEAD") == 0 ? QByteArray("GET") : QByteArray(method);
        parseTarget(exchange->target, &request);
        request.authorization = headerOf(connection, "Authorization");
        request.ifNoneMatch = headerOf(connection, "If-None-Match");
        request.accept = headerOf(connection, "Accept");
        request.host = headerOf(connection, "Host");
        request.fromThisMachine = isLoopback(connection);
        exchange->tooLarge = headerOf(connection, "Content-Length").toLongLong() > maxBodyBytes;
        // Who asks first is told before the body is sent; who does not is listened to, or would not hear the answer.
        const bool asksFirst = headerOf(connection, "Expect").compare("100-continue", Qt::CaseInsensitive) == 0;
        return exchange->tooLarge && asksFirst ? refuseLarge(connection) : MHD_YES;
    }
    if (*size > 0) {
        exchange->tooLarge |= exchange->request.body.size() + qsizetype(*size) > maxBodyBytes;
        if (!exchange->tooLarge)
            exchange->request.body.append(data, qsizetype(*size));
        *size = 0;
        return MHD_YES;
    }
    if (!exchange->held)
        return hold(connection, exchange);
    return reply(connection, exchange->plan.answer(exchange->request), exchange->plan.bytesPerSecond);
}

int Listener::refuseLarge(MHD_Connection *connection)
{
    return reply(connection, Response::error(413, u"The body is larger than 64 MiB."_s));
}

void Listener::continueIn(MHD_Connection *connection, std::chrono::milliseconds delay)
{
    MHD_suspend_connection(connection);
    m_delays.call(delay, [connection] { MHD_resume_connection(connection); });
}

int Listener::hold(MHD_Connection *connection, Exchange *exchange)
{
    exchange->held = true;
    if (exchange->tooLarge)
        return refuseLarge(connection);
    exchange->plan = m_planner(exchange->request);
    if (exchange->plan.delayMs <= 0)
        return reply(connection, exchange->plan.answer(exchange->request), exchange->plan.bytesPerSecond);
    continueIn(connection, std::chrono::milliseconds(exchange->plan.delayMs));
    return MHD_YES;
}

int Listener::reply(MHD_Connection *connection, const Response &response, qint64 bytesPerSecond)
{
    if (response.breakage == Response::Break::Reset)
        resetOnClose(connection);
    if (response.breakage == Response::Break::Reset || response.breakage == Response::Break::Drop)
        return MHD_NO;
    MHD_Response *mhd = makeResponse(connection, response, bytesPerSecond);
    if (!mhd)
        return MHD_NO;
    addHeaders(mhd, response);
    const MHD_Result result = MHD_queue_response(connection, unsigned(response.status), mhd);
    MHD_destroy_response(mhd);
    return result;
}

MHD_Response *Listener::makeResponse(MHD_Connection *connection, const Response &response, qint64 bytesPerSecond)
{
    const bool truncate = response.breakage == Response::Break::Truncate;
    if (!truncate && (bytesPerSecond <= 0 || response.body.isEmpty()))
        return MHD_create_response_from_buffer(size_t(response.body.size()),
                                               const_cast<char *>(response.body.constData()), MHD_RESPMEM_MUST_COPY);
    auto *trickle = new Trickle{this, connection, response.body, response.body.size(), bytesPerSecond};
    if (truncate && trickle->body.isEmpty())
        trickle->body = "[{}]";
    trickle->end = truncate ? trickle->body.size() / 2 : trickle->body.size();
    return MHD_create_response_from_callback(quint64(trickle->body.size()), 32 * 1024, onPiece, trickle, onSent);
}

ptrdiff_t Listener::nextPiece(Trickle *trickle, quint64 position, char *buffer, size_t room)
{
    const qint64 left = trickle->end - qint64(position);
    if (left <= 0)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    const qint64 rate = trickle->bytesPerSecond;
    if (rate > 0 && trickle->booked == 0) {
        trickle->booked = std::min(left, Pacer::pieceSize(rate));
        if (const auto delay = m_pacer.book(trickle->booked, rate, Pacer::Clock::now()); delay.count() > 0) {
            continueIn(trickle->connection, delay);
            return 0; // asked again when the connection goes on
        }
    }
    const qint64 count = std::min({left, qint64(room), rate > 0 ? trickle->booked : left});
    std::memcpy(buffer, trickle->body.constData() + position, size_t(count));
    trickle->booked -= rate > 0 ? count : 0;
    return count;
}

void Listener::completed(Exchange *exchange)
{
    if (exchange && exchange->headersSeen)
        --m_inFlight;
    delete exchange;
}

} // namespace qwats::demo
