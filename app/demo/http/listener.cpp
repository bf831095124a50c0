// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/listener.h"

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

ssize_t halfABody(void *context, uint64_t position, char *buffer, size_t room)
{
    const auto *body = static_cast<const QByteArray *>(context);
    const auto half = uint64_t(body->size() / 2);
    if (position >= half)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    const size_t count = std::min<size_t>(room, size_t(half - position));
    std::memcpy(buffer, body->constData() + position, count);
    return ssize_t(count);
}

void freeBody(void *context)
{
    delete static_cast<QByteArray *>(context);
}

void resetOnClose(MHD_Connection *connection)
{
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!info)
        return;
    const linger immediately{1, 0};
    setsockopt(info->connect_fd, SOL_SOCKET, SO_LINGER, &immediately, sizeof immediately);
}

MHD_Response *makeResponse(const Response &response)
{
    if (response.breakage == Response::Break::Truncate) {
        auto *copy = new QByteArray(response.body.isEmpty() ? QByteArray("[{}]") : response.body);
        return MHD_create_response_from_callback(uint64_t(copy->size()), 32 * 1024, halfABody, copy, freeBody);
    }
    return MHD_create_response_from_buffer(size_t(response.body.size()), const_cast<char *>(response.body.constData()),
                                           MHD_RESPMEM_MUST_COPY);
}

void addHeaders(MHD_Response *mhd, const Response &response)
{
    // Few and short headers: clients built on Qt read them byte by byte.
    if (!response.body.isEmpty())
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_CONTENT_TYPE, response.contentType.constData());
    if (!response.allow.isEmpty())
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_ALLOW, response.allow.constData());
    if (response.retryAfterSeconds > 0)
        MHD_add_response_header(mhd, MHD_HTTP_HEADER_RETRY_AFTER,
                                QByteArray::number(response.retryAfterSeconds).constData());
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
    self->m_planner = std::move(planner);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
    QList<MHD_OptionItem> tls;
    if (!settings.certificatePem.isEmpty()) {
        flags |= MHD_USE_TLS;
        tls.append({MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char *>(settings.certificatePem.constData())});
        tls.append({MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char *>(settings.keyPem.constData())});
    }
    tls.append({MHD_OPTION_END, 0, nullptr});
    errno = 0;
    self->m_daemon = MHD_start_daemon(flags, settings.port, nullptr, nullptr, &onRequest, self.get(),
                                      MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_URI_LOG_CALLBACK, &onTarget, nullptr,
                                      MHD_OPTION_NOTIFY_COMPLETED, &onCompleted, self.get(),
                                      MHD_OPTION_UNESCAPE_CALLBACK, &leaveEscaped, nullptr, MHD_OPTION_CONNECTION_LIMIT,
                                      1000u, MHD_OPTION_CONNECTION_TIMEOUT, 120u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                      size_t(64 * 1024), MHD_OPTION_ARRAY, tls.data(), MHD_OPTION_END);
    if (!self->m_daemon) {
        *error
            = u"The demo server cannot listen on 127.0.0.1:%1: %2."_s.arg(settings.port)
                  .arg(errno ? QString::fromLocal8Bit(std::strerror(errno)) : u"the HTTP library refused to start"_s);
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
        request.authorization = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization");
        return MHD_YES;
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
    return reply(connection, exchange->plan.answer(exchange->request));
}

int Listener::hold(MHD_Connection *connection, Exchange *exchange)
{
    exchange->held = true;
    if (exchange->tooLarge)
        return reply(connection, Response::error(413, u"The body is larger than 64 MiB."_s));
    exchange->plan = m_planner(exchange->request);
    if (exchange->plan.delayMs <= 0)
        return reply(connection, exchange->plan.answer(exchange->request));
    MHD_suspend_connection(connection);
    m_delays.call(std::chrono::milliseconds(exchange->plan.delayMs),
                  [connection] { MHD_resume_connection(connection); });
    return MHD_YES;
}

int Listener::reply(MHD_Connection *connection, const Response &response)
{
    if (response.breakage == Response::Break::Reset)
        resetOnClose(connection);
    if (response.breakage == Response::Break::Reset || response.breakage == Response::Break::Drop)
        return MHD_NO;
    MHD_Response *mhd = makeResponse(response);
    if (!mhd)
        return MHD_NO;
    addHeaders(mhd, response);
    const MHD_Result result = MHD_queue_response(connection, unsigned(response.status), mhd);
    MHD_destroy_response(mhd);
    return result;
}

void Listener::completed(Exchange *exchange)
{
    if (exchange && exchange->headersSeen)
        --m_inFlight;
    delete exchange;
}

} // namespace qwats::demo
