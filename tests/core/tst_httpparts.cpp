// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/circuitbreaker.h"
#include "core/http/httperror.h"
#include "core/http/inflate.h"
#include "core/http/retry.h"
#include "core/http/slidingbudget.h"
#include "core/http/target.h"

#include <QTest>

#include <zlib.h>

using namespace qwats;
using namespace std::chrono_literals;

namespace {

QByteArray deflated(const QByteArray &plain, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(plain.size()))) + 64, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.data()));
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

constexpr int Gzip = 15 + 16;
constexpr int Zlib = 15;
constexpr int Raw = -15;

} // namespace

class TestHttpParts : public QObject
{
    Q_OBJECT

private slots:
    void target_data();
    void target();
    void targetSortsParameters();
    void odata_data();
    void odata();
    void inflates_data();
    void inflates();
    void gzipCutAnywhereIsAnError();
    void bombIsCapped();
    void backOffStaysInBounds_data();
    void backOffStaysInBounds();
    void retryAfterHeader_data();
    void retryAfterHeader();
    void budgetSlides();
    void budgetSaysWhen();
    void breakerOpensAndProbes();
    void breakerInsists();
    void errors_data();
    void errors();
};

void TestHttpParts::target_data()
{
    QTest::addColumn<QString>("segment");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << QStringLiteral("DMM-01") << QByteArray("/api/Asset/DMM-01");
    QTest::newRow("slash") << QStringLiteral("A/B") << QByteArray("/api/Asset/A%2FB");
    QTest::newRow("question mark") << QStringLiteral("A?x=1") << QByteArray("/api/Asset/A%3Fx%3D1");
    QTest::newRow("hash") << QStringLiteral("A#1") << QByteArray("/api/Asset/A%231");
    QTest::newRow("plus") << QStringLiteral("A+B") << QByteArray("/api/Asset/A%2BB");
    QTest::newRow("percent") << QStringLiteral("50%25") << QByteArray("/api/Asset/50%2525");
    QTest::newRow("space") << QStringLiteral("A B") << QByteArray("/api/Asset/A%20B");
    QTest::newRow("not Latin") << QStringLiteral("Prüf-Ω") << QByteArray("/api/Asset/Pr%C3%BCf-%CE%A9");
    QTest::newRow("dot dot") << QStringLiteral("..") << QByteArray("/api/Asset/%2E%2E");
    QTest::newRow("braces in the value") << QStringLiteral("{x}") << QByteArray("/api/Asset/%7Bx%7D");
}

void TestHttpParts::target()
{
    QFETCH(QString, segment);
    QFETCH(QByteArray, expected);
    QCOMPARE(Target("/api/Asset/{idOrSerial}").arg(segment).encoded(), expected);
}

void TestHttpParts::targetSortsParameters()
{
    const auto one = Target("/api/Asset")
                         .param("$top", 10)
                         .param("$filter", QStringLiteral("state eq 1"))
                         .param("empty", QString())
                         .encoded();
    const auto other = Target("/api/Asset").param("$filter", QStringLiteral("state eq 1")).param("$top", 10).encoded();
    QCOMPARE(one, other);
    QCOMPARE(one, QByteArray("/api/Asset?$filter=state%20eq%201&$top=10"));
    QCOMPARE(Target("/x").flag("b", true).flag("a", false).encoded(), QByteArray("/x?a=false&b=true"));
}

void TestHttpParts::odata_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("x") << QStringLiteral("'x'");
    QTest::newRow("quote doubled") << QStringLiteral("O'Brien") << QStringLiteral("'O''Brien'");
    QTest::newRow("only quotes") << QStringLiteral("''") << QStringLiteral("''''''");
}

void TestHttpParts::odata()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(odataText(text), expected);
}

void TestHttpParts::inflates_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<bool>("good");
    const QByteArray plain = QByteArray("[{\"a\":1}]").repeated(1000);
    QTest::newRow("identity") << plain << QByteArray() << true;
    QTest::newRow("gzip") << deflated(plain, Gzip) << QByteArray("gzip") << true;
    QTest::newRow("deflate with zlib header") << deflated(plain, Zlib) << QByteArray("deflate") << true;
    QTest::newRow("raw deflate") << deflated(plain, Raw) << QByteArray("deflate") << true;
    QTest::newRow("two gzip members") << deflated(plain.left(4000), Gzip) + deflated(plain.mid(4000), Gzip)
                                      << QByteArray("gzip") << true;
    QTest::newRow("not gzip at all") << plain << QByteArray("gzip") << false;
    QTest::newRow("brotli was not asked for") << plain << QByteArray("br") << false;
    QByteArray flipped = deflated(plain, Gzip);
    flipped[flipped.size() - 6] = char(flipped[flipped.size() - 6] ^ 1);
    QTest::newRow("wrong checksum") << flipped << QByteArray("gzip") << false;
    QTest::newRow("empty gzip") << QByteArray() << QByteArray("gzip") << false;
}

void TestHttpParts::inflates()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, encoding);
    QFETCH(bool, good);
    const auto result = inflated(body, encoding, 1'000'000);
    QCOMPARE(result.has_value(), good);
    if (good)
        QCOMPARE(*result, QByteArray("[{\"a\":1}]").repeated(1000));
    else
        QCOMPARE(result.error().kind, Error::Kind::BadReply);
}

void TestHttpParts::gzipCutAnywhereIsAnError()
{
    const QByteArray whole = deflated(QByteArray("[{\"a\":1}]").repeated(100), Gzip);
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        QVERIFY2(!inflated(whole.left(cut), "gzip", 1'000'000).has_value(), QByteArray::number(cut).constData());
}

void TestHttpParts::bombIsCapped()
{
    const QByteArray bomb = deflated(QByteArray(50'000'000, '0'), Gzip);
    QVERIFY(bomb.size() < 100'000);
    const auto result = inflated(bomb, "gzip", 1'000'000);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, Error::Kind::TooLarge);
}

void TestHttpParts::backOffStaysInBounds_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("random");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("first, least") << 1 << 0.0 << qint64(0);
    QTest::newRow("first, most") << 1 << 1.0 << qint64(1000);
    QTest::newRow("second, half") << 2 << 0.5 << qint64(1000);
    QTest::newRow("fifth, most") << 5 << 1.0 << qint64(16'000);
    QTest::newRow("sixth, capped") << 6 << 1.0 << qint64(30'000);
    QTest::newRow("hundredth, capped") << 100 << 1.0 << qint64(30'000);
}

void TestHttpParts::backOffStaysInBounds()
{
    QFETCH(int, attempt);
    QFETCH(double, random);
    QFETCH(qint64, ms);
    QCOMPARE(qint64(backOff(attempt, random).count()), ms);
}

void TestHttpParts::retryAfterHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("ms"); // -1: none
    QTest::newRow("absent") << QByteArray() << qint64(-1);
    QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
    QTest::newRow("fraction") << QByteArray("0.5") << qint64(500);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(0);
    QTest::newRow("ten years") << QByteArray("315360000") << qint64(900'000);
    QTest::newRow("not a number") << QByteArray("nan") << qint64(-1);
    QTest::newRow("garbage") << QByteArray("soon") << qint64(-1);
    QTest::newRow("date in 10 s") << QByteArray("Thu, 01 Jan 2026 00:00:10 GMT") << qint64(10'000);
    QTest::newRow("date in the past") << QByteArray("Wed, 01 Jan 2025 00:00:00 GMT") << qint64(0);
    QTest::newRow("date far ahead") << QByteArray("Fri, 01 Jan 2027 00:00:00 GMT") << qint64(900'000);
}

void TestHttpParts::retryAfterHeader()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, ms);
    const auto pause = retryAfter(header, Timestamp::fromMs(1'767'225'600'000));
    QCOMPARE(pause ? qint64(pause->count()) : qint64(-1), ms);
}

void TestHttpParts::budgetSlides()
{
    FakeClock clock;
    SlidingBudget budget(3);
    QVERIFY(budget.take(clock.now()));
    clock.advance(20s);
    QVERIFY(budget.take(clock.now()));
    QVERIFY(budget.take(clock.now()));
    QVERIFY(!budget.take(clock.now()));
    clock.advance(40s); // the first is a minute old
    QVERIFY(budget.take(clock.now()));
    QVERIFY(!budget.take(clock.now()));
    QCOMPARE(budget.used(clock.now()), 3);
}

void TestHttpParts::budgetSaysWhen()
{
    FakeClock clock;
    SlidingBudget budget(2);
    const auto start = clock.now();
    budget.take(start);
    clock.advance(10s);
    budget.take(clock.now());
    QCOMPARE(budget.nextFree(clock.now()), start + 60s);
    SlidingBudget unlimited(0);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(unlimited.take(start));
}

void TestHttpParts::breakerOpensAndProbes()
{
    FakeClock clock;
    CircuitBreaker breaker;
    for (int i = 0; i < CircuitBreaker::Threshold; ++i) {
        QVERIFY(breaker.allow(clock.now()));
        breaker.failed(clock.now());
    }
    QCOMPARE(breaker.state(), CircuitBreaker::State::Open);
    QVERIFY(!breaker.allow(clock.now()));
    clock.advance(CircuitBreaker::Pause);
    QVERIFY(breaker.allow(clock.now())); // the probe
    QVERIFY(!breaker.allow(clock.now())); // and only one
    breaker.failed(clock.now());
    QVERIFY(!breaker.allow(clock.now()));
    clock.advance(CircuitBreaker::Pause);
    QVERIFY(breaker.allow(clock.now()));
    breaker.succeeded();
    QCOMPARE(breaker.state(), CircuitBreaker::State::Closed);
    QVERIFY(breaker.allow(clock.now()));
}

void TestHttpParts::breakerInsists()
{
    FakeClock clock;
    CircuitBreaker breaker;
    for (int i = 0; i < CircuitBreaker::Threshold; ++i)
        breaker.failed(clock.now());
    QVERIFY(!breaker.allow(clock.now()));
    QVERIFY(breaker.allow(clock.now(), true)); // a person pressed "Try now"
    breaker.abandoned();
    QVERIFY(breaker.allow(clock.now(), true));
}

void TestHttpParts::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("contains");
    const auto row = [](const char *name, int status, const QByteArray &body, Error::Kind kind, const char *contains) {
        QTest::newRow(name) << status << body << int(kind) << QString::fromUtf8(contains);
    };
    row("400 with Message", 400, R"({"Message":"serial is missing"})", Error::Kind::Rejected, "serial is missing");
    row("400 with ProblemDetails", 400, R"({"title":"Bad","detail":"top is negative"})", Error::Kind::Rejected,
        "top is negative");
    row("401", 401, R"({"Message":"denied"})", Error::Kind::Unauthorized, "token");
    row("403", 403, {}, Error::Kind::Forbidden, "permission");
    row("404", 404, {}, Error::Kind::NotFound, "404");
    row("409", 409, {}, Error::Kind::Conflict, "409");
    row("429", 429, {}, Error::Kind::RateLimited, "fewer");
    row("500 with an HTML page", 500, "<html><script>alert(1)</script>", Error::Kind::ServerError, "(500)");
    row("503 plain text", 503, "down for maintenance", Error::Kind::ServerError, "down for maintenance");
    row("302", 302, {}, Error::Kind::Redirected, "redirection");
    row("text with control characters", 400, "a\x1b[31mb", Error::Kind::Rejected, "a[31mb");
}

void TestHttpParts::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, contains);
    WireReply reply;
    reply.status = status;
    const Error error = errorFromReply(reply, body);
    QCOMPARE(int(error.kind), kind);
    QVERIFY2(error.message.contains(contains), qPrintable(error.message));
    QVERIFY(!error.message.contains(u'<'));
    QCOMPARE(error.status, status);
}

QTEST_GUILESS_MAIN(TestHttpParts)
#include "tst_httpparts.moc"
