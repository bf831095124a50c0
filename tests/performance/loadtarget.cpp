// SPDX-License-Identifier: GPL-3.0-or-later
// A server that can do nothing but answer: qwats_loadtarget LATENCY_MS BODY_FILE. Every GET gets the body after the
// latency; GET /seen gets the number of other requests so far. Prints its URL. One thread, loopback; ends with SIGTERM.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <fstream>
#include <iterator>
#include <string>
#include <unordered_map>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

long long nowNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// An answer that is due at a time, for a connection that may be gone by then.
struct Due
{
    long long at;
    int socket;
    unsigned long long generation;
    bool seenPage;
};

class Target
{
public:
    Target(long long latencyNs, const std::string &body)
        : m_latency(latencyNs)
        , m_reply(replyWith(body))
    {
    }

    bool listen()
    {
        m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        if (m_listener < 0 || bind(m_listener, reinterpret_cast<sockaddr *>(&address), length) != 0
            || ::listen(m_listener, 1024) != 0
            || getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length) != 0)
            return false;
        m_poll = epoll_create1(0);
        watch(m_listener);
        std::printf("{\"url\":\"http://127.0.0.1:%d\",\"token\":\"YmVuY2g6YmVuY2g=\"}\n", ntohs(address.sin_port));
        std::fflush(stdout);
        return true;
    }

    void serve()
    {
        epoll_event events[256];
        for (;;) {
            const int count = epoll_wait(m_poll, events, 256, waitMs());
            for (int i = 0; i < count; ++i) {
                if (events[i].data.fd == m_listener)
                    accept();
                else
                    read(events[i].data.fd);
            }
            answerDue();
        }
    }

private:
    struct Connection
    {
        unsigned long long generation = 0;
        std::string pending;
    };

    static std::string replyWith(const std::string &body)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size())
            + "\r\n\r\n" + body;
    }

    void watch(int socket) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(m_poll, EPOLL_CTL_ADD, socket, &event);
    }

    void accept()
    {
        for (int one = 1;;) {
            const int socket = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
            if (socket < 0)
                return;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            m_connections[socket] = {++m_generation, {}};
            watch(socket);
        }
    }

    void read(int socket)
    {
        Connection &connection = m_connections[socket];
        char buffer[16384];
        const ssize_t got = recv(socket, buffer, sizeof buffer, 0);
        if (got <= 0) {
            if (got == 0 || errno != EAGAIN)
                close(socket);
            return;
        }
        connection.pending.append(buffer, size_t(got));
        for (size_t end = 0; (end = connection.pending.find("\r\n\r\n")) != std::string::npos;) {
            const bool seenPage = connection.pending.compare(0, 10, "GET /seen ") == 0;
            connection.pending.erase(0, end + 4);
            m_seen += seenPage ? 0 : 1;
            const Due due{nowNs() + (seenPage ? 0 : m_latency), socket, connection.generation, seenPage};
            if (seenPage || m_latency == 0)
                answer(due);
            else
                m_due.push_back(due);
        }
    }

    void close(int socket)
    {
        m_connections.erase(socket);
        ::close(socket);
    }

    void answer(const Due &due)
    {
        const auto found = m_connections.find(due.socket);
        if (found == m_connections.end() || found->second.generation != due.generation)
            return;
        const std::string seen = due.seenPage ? replyWith(std::to_string(m_seen)) : std::string();
        const std::string &reply = due.seenPage ? seen : m_reply;
        if (send(due.socket, reply.data(), reply.size(), MSG_NOSIGNAL) != ssize_t(reply.size()))
            close(due.socket); // a reply is far smaller than a socket's buffer
    }

    void answerDue()
    {
        for (const long long now = nowNs(); !m_due.empty() && m_due.front().at <= now; m_due.pop_front())
            answer(m_due.front());
    }

    [[nodiscard]] int waitMs() const
    {
        if (m_due.empty())
            return -1;
        const long long left = m_due.front().at - nowNs();
        return left <= 0 ? 0 : int(left / 1'000'000) + 1;
    }

    long long m_latency;
    std::string m_reply;
    int m_listener = -1;
    int m_poll = -1;
    unsigned long long m_generation = 0;
    unsigned long long m_seen = 0;
    std::unordered_map<int, Connection> m_connections;
    std::deque<Due> m_due;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: qwats_loadtarget LATENCY_MS BODY_FILE\n");
        return 2;
    }
    std::ifstream file(argv[2], std::ios::binary);
    std::string body((std::istreambuf_iterator<char>(file)), {});
    body.erase(0, body.find('\t') + 1); // of a sample file; all of any other
    Target target(std::atoll(argv[1]) * 1'000'000, body);
    if (!target.listen()) {
        std::fprintf(stderr, "qwats_loadtarget: %s\n", std::strerror(errno));
        return 1;
    }
    target.serve();
}
