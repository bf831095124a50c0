// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/fetchworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <numeric>

using namespace qwats;
using namespace qwats::test;
using namespace std::chrono_literals;

namespace {

QByteArray gzipped(const QByteArray &plain)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))), '\0');
    QByteArray in = plain; // zlib wants it writable
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

/// A 200 with this body; chunked: in pieces of five bytes.
QByteArray framed(const QByteArray &plain, bool chunked, bool gzip)
{
    const QByteArray body = gzip ? gzipped(plain) : plain;
    const QByteArray encoding = gzip ? "Content-Encoding: gzip\r\n" : "";
    if (!chunked)
        return ScriptedServer::ok(body, encoding).bytes;
    QByteArray bytes = "HTTP/1.1 200 X\r\n" + encoding + "Transfer-Encoding: chunked\r\n\r\n";
    for (qsizetype from = 0; from < body.size(); from += 5) {
        const QByteArray piece = body.mid(from, 5);
        bytes += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

} // namespace

class TestFetcherWire : public QObject
{
    Q_OBJECT

private slots:
    void hostileReplies_data();
    void hostileReplies();
    void replyCutAnywhere_data();
    void replyCutAnywhere();
    void httpErrors_data();
    void httpErrors();
    void redirectsLeakNothing_data();
    void redirectsLeakNothing();
    void postIsDeliveredOnce_data();
    void postIsDeliveredOnce();
    void postOverTlsIsDeliveredOnce_data();
    void postOverTlsIsDeliveredOnce();
    void retryAfterIsClamped_data();
    void retryAfterIsClamped();
    void requestHeaders();
    void tokenIsNeverLogged();
};

void TestFetcherWire::hostileReplies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("close");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, bool close, Error::Kind kind) {
        QTest::newRow(name) << bytes << close << int(kind);
    };
    row("login page with 200", ScriptedServer::ok("<html>sign in</html>", "Content-Type: text/html\r\n").bytes, false,
        Error::Kind::BadReply);
    row("empty body", ScriptedServer::ok({}).bytes, false, Error::Kind::BadReply);
    row("body without length, cut", "HTTP/1.1 200 OK\r\n\r\n[12", true, Error::Kind::BadReply);
    row("body shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[12]", true,
        Error::Kind::Offline);
    row("closed before an answer", {}, true, Error::Kind::Offline);
    row("garbage instead of HTTP", "\x01\x02\x03 hello\r\n\r\n", true, Error::Kind::Offline);
    row("larger than the cap", ScriptedServer::ok(QByteArray(200'000, '1')).bytes, false, Error::Kind::TooLarge);
    row("gzip that is none", ScriptedServer::ok("[1]", "Content-Encoding: gzip\r\n").bytes, false,
        Error::Kind::BadReply);
    row("never answers", {}, false, Error::Kind::Timeout);
}

void TestFetcherWire::hostileReplies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, close);
    QFETCH(int, kind);
    World world([&](const auto &) { return ScriptedServer::Reply{bytes, close}; });
    const auto answer = world.wait(thing(1));
    QVERIFY(!answer.value);
    QVERIFY(answer.error);
    QCOMPARE(int(answer.error->kind), kind);
    QCOMPARE(answer.outcome, Outcome::Failed);
    QCOMPARE(world.cache.stats().entries, 0);
    QCOMPARE(world.finishedLookups(), quint64(1));
}

void TestFetcherWire::replyCutAnywhere_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<bool>("gzip");
    for (const bool chunked : {false, true}) {
        for (const bool gzip : {false, true})
            QTest::addRow("%s, %s", chunked ? "chunked" : "content length", gzip ? "gzip" : "identity")
                << chunked << gzip;
    }
}

/// No byte less is ever taken for an answer; the whole reply is one.
void TestFetcherWire::replyCutAnywhere()
{
    QFETCH(bool, chunked);
    QFETCH(bool, gzip);
    const QByteArray whole = framed("[123456]", chunked, gzip);
    // The size of the last chunk, 0, says that the body is whole: nobody has to wait for the empty lines after it.
    const qsizetype complete = whole.size() - (chunked ? 3 : 0);
    qsizetype cut = 0;
    World world(
        [&](const auto &) {
            return ScriptedServer::Reply{whole.left(cut), true};
        },
        CachePolicies::defaults(), 0, 1);
    FetchOptions options;
    options.mode = FetchOptions::Mode::Refresh; // also passes an open breaker
    options.deadline = 10s;
    for (cut = 1; cut <= whole.size(); ++cut) {
        auto future = world.fetcher->ask(thing(1), options);
        QTRY_VERIFY2_WITH_TIMEOUT(future.isFinished(), QByteArray::number(cut).constData(), 10'000);
        const auto answer = future.result();
        if (cut < complete) {
            QVERIFY2(!answer.value, QByteArray::number(cut).constData());
            QCOMPARE(world.cache.stats().entries, 0);
        } else if (answer.value || cut == whole.size()) {
            QVERIFY2(answer.value, answer.error ? qPrintable(answer.error->detail) : "");
            QCOMPARE(answer->number, 123456);
        } else { // whether the end of the connection or the end of the body is seen first is a matter of timing
            QVERIFY(answer.error);
        }
    }
}

void TestFetcherWire::httpErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qsizetype>("calls");
    QTest::newRow("400") << 400 << int(Error::Kind::Rejected) << qsizetype(1);
    QTest::newRow("401 asks once") << 401 << int(Error::Kind::Unauthorized) << qsizetype(1);
    QTest::newRow("403") << 403 << int(Error::Kind::Forbidden) << qsizetype(1);
    QTest::newRow("409") << 409 << int(Error::Kind::Conflict) << qsizetype(1);
    QTest::newRow("429 is tried again") << 429 << int(Error::Kind::RateLimited) << qsizetype(2);
    QTest::newRow("500 is tried again") << 500 << int(Error::Kind::ServerError) << qsizetype(2);
    QTest::newRow("501 is not") << 501 << int(Error::Kind::ServerError) << qsizetype(1);
    QTest::newRow("503 is tried again") << 503 << int(Error::Kind::ServerError) << qsizetype(2);
}

void TestFetcherWire::httpErrors()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    QFETCH(qsizetype, calls);
    World world(
        [&](const auto &) { return ScriptedServer::status(status, R"({"Message":"no"})", "Retry-After: 0\r\n"); });
    const auto answer = world.wait(thing(1));
    QVERIFY(answer.error);
    QCOMPARE(int(answer.error->kind), kind);
    QCOMPARE(world.server.requests().size(), calls);
}

void TestFetcherWire::redirectsLeakNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("post");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void TestFetcherWire::redirectsLeakNothing()
{
    QFETCH(int, status);
    QFETCH(bool, post);
    ScriptedServer elsewhere(echo);
    World world([&](const auto &) {
        return ScriptedServer::status(status, {}, "Location: " + elsewhere.url().toEncoded() + "/api/Thing/1\r\n");
    });
    std::optional<Error> error;
    if (post) {
        world.fetcher->send<Done>(change(1), this, [&](const auto &reply) { error = reply ? Error() : reply.error(); });
        QTRY_VERIFY(error);
    } else {
        error = world.wait(thing(1)).error;
    }
    QVERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Redirected);
    QCOMPARE(elsewhere.requests().size(), 0);
    QCOMPARE(world.server.requests().size(), 1);
}

void TestFetcherWire::postIsDeliveredOnce_data()
{
    QTest::addColumn<bool>("warm");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("empty");
    for (const bool warm : {false, true}) {
        for (const bool reset : {false, true}) {
            for (const bool empty : {false, true})
                QTest::addRow("%s connection, %s, %s body", warm ? "warm" : "cold", reset ? "reset" : "closed",
                              empty ? "no" : "a")
                    << warm << reset << empty;
        }
    }
}

/// The server reads the POST and then closes without an answer: Qt would send it again by itself.
void TestFetcherWire::postIsDeliveredOnce()
{
    QFETCH(bool, warm);
    QFETCH(bool, reset);
    QFETCH(bool, empty);
    World world([&](const ScriptedServer::Request &request) {
        if (request.method == "GET")
            return echo(request);
        return ScriptedServer::Reply{{}, !reset, reset};
    });
    if (warm)
        QVERIFY(world.wait(thing(9)));
    std::optional<Error> error;
    world.fetcher->send<Done>(change(1, empty ? QByteArray() : QByteArray("{\"a\":1}")), this,
                              [&](const auto &reply) { error = reply ? Error() : reply.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Offline);
    QTest::qWait(50); // a second delivery would arrive now
    const auto posts = std::count_if(world.server.requests().begin(), world.server.requests().end(),
                                     [](const auto &request) { return request.method == "POST"; });
    QCOMPARE(posts, 1);
}

void TestFetcherWire::postOverTlsIsDeliveredOnce_data()
{
    QTest::addColumn<bool>("warm");
    QTest::addColumn<bool>("reset");
    for (const bool warm : {false, true}) {
        for (const bool reset : {false, true})
            QTest::addRow("%s connection, %s", warm ? "warm" : "cold", reset ? "reset" : "closed") << warm << reset;
    }
}

void TestFetcherWire::postOverTlsIsDeliveredOnce()
{
    QFETCH(bool, warm);
    QFETCH(bool, reset);
    const QTemporaryDir folder;
    World world([&](const ScriptedServer::Request &request) {
        if (request.method == "GET")
            return echo(request);
        return ScriptedServer::Reply{{}, !reset, reset};
    });
    QVERIFY2(world.server.encrypt(folder.path()), "openssl is needed");
    TransportSettings settings = world.transport(0, 2);
    settings.caFile = folder.filePath(QStringLiteral("cert.pem"));
    settings.attemptTimeout = 10s; // a handshake takes its time
    world.fetcher->setTransport(settings);
    if (warm) {
        const auto first = world.wait(thing(9));
        QVERIFY2(first, first.error ? qPrintable(first.error->message) : "");
    }
    std::optional<Error> error;
    world.fetcher->send<Done>(change(1, "{\"a\":1}"), this,
                              [&](const auto &reply) { error = reply ? Error() : reply.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error, 15'000);
    QCOMPARE(error->kind, Error::Kind::Offline);
    QVERIFY(world.wait(thing(10))); // a second delivery would have come before this
    const auto posts = std::count_if(world.server.requests().begin(), world.server.requests().end(),
                                     [](const auto &request) { return request.method == "POST"; });
    QCOMPARE(posts, 1);
}

void TestFetcherWire::retryAfterIsClamped_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qsizetype>("calls"); // within a look-up of three seconds
    QTest::newRow("seconds") << QByteArray("0.05") << qsizetype(2);
    QTest::newRow("date that was") << QByteArray("Wed, 01 Jan 2025 00:00:00 GMT") << qsizetype(2);
    QTest::newRow("negative") << QByteArray("-7") << qsizetype(2);
    QTest::newRow("date to come") << QByteArray("Fri, 01 Jan 2027 00:00:00 GMT") << qsizetype(1);
    QTest::newRow("ten years") << QByteArray("315360000") << qsizetype(1);
    QTest::newRow("garbage: pauses as without") << QByteArray("soon, perhaps") << qsizetype(2);
    QTest::newRow("more than a number holds") << QByteArray("1e999") << qsizetype(2);
}

/// What the server asks for is waited for, or the look-up ends at once: it never sleeps past its own deadline.
void TestFetcherWire::retryAfterIsClamped()
{
    QFETCH(QByteArray, header);
    QFETCH(qsizetype, calls);
    World world([&](const auto &) { return ScriptedServer::status(503, {}, "Retry-After: " + header + "\r\n"); });
    const auto answer = world.wait(thing(1));
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, Error::Kind::ServerError);
    QCOMPARE(world.server.requests().size(), calls);
}

void TestFetcherWire::requestHeaders()
{
    World world(echo);
    world.wait(thing(1));
    const auto request = world.server.requests().constFirst();
    QCOMPARE(request.header("Authorization"), QByteArray("Basic c2VjcmV0OnRva2Vu"));
    QCOMPARE(request.header("Accept"), QByteArray("application/json"));
    QCOMPARE(request.header("Accept-Encoding"), QByteArray("gzip, deflate"));
    QVERIFY(request.header("Cookie").isEmpty());
    bool done = false;
    world.fetcher->send<Done>(change(1, {}), this, [&](const auto &) { done = true; });
    QTRY_VERIFY(done);
    const auto write = world.server.requests().constLast();
    QCOMPARE(write.header("Content-Length"), QByteArray("0"));
    QCOMPARE(write.header("Content-Type"), QByteArray("application/json"));
}

void TestFetcherWire::tokenIsNeverLogged()
{
    World world([](const auto &) { return ScriptedServer::status(500, "c2VjcmV0OnRva2Vu"); });
    world.wait(thing(1));
    for (const auto &record : world.log.since(0)) {
        QVERIFY(!record.target.contains("c2VjcmV0"));
        QVERIFY(!record.errorDetail.contains(QLatin1StringView("c2VjcmV0")));
    }
}

QTEST_GUILESS_MAIN(TestFetcherWire)
#include "tst_fetcherwire.moc"
