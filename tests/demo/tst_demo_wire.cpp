// SPDX-License-Identifier: GPL-3.0-or-later
// The transport rules of the wire format as a foreign client meets them: bytes over a socket.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

namespace {

constexpr const char *refusal = "Authorization has been denied for this request.";

DemoOptions smallFactory()
{
    DemoOptions options;
    options.reports = 60;
    options.days = 5;
    options.nowMsSinceEpoch = 1772618400123; // answers of two servers are alike to the byte
    return options;
}

} // namespace

class TestDemoWire : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void paths_data();
    void paths();
    void oddIdsAreFound_data();
    void oddIdsAreFound();
    void queryForms_data();
    void queryForms();
    void neverNotAcceptable_data();
    void neverNotAcceptable();
    void bodiesAreNotRequired_data();
    void bodiesAreNotRequired();
    void credentials_data();
    void credentials();
    void headTellsTheLength();
    void optionsOfAnyPath();
    void errorsCarryAMessage_data();
    void errorsCarryAMessage();
    void keepsTheConnection_data();
    void keepsTheConnection();
    void takesChunkedBodies();
    void asksForTheBody();
    void bodyLimit_data();
    void bodyLimit();
    void headerLimit_data();
    void headerLimit();
    void connectionLimit();
    void datesOfAnyPrecision_data();
    void datesOfAnyPrecision();
    void etags();
    void noEtagsUnlessWanted();
    void bandwidth();
    void stopsInTheMiddleOfAnAnswer();
    void tls();
    void badCertificate();
    void writerAndReader();

private:
    void start(const DemoOptions &options);
    QByteArray head(const QByteArray &method, const QByteArray &target, const QByteArray &version = "1.1") const
    {
        return method + ' ' + target + " HTTP/" + version + "\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
            + m_server->token().toLatin1() + "\r\n";
    }
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoWire::init()
{
    start(smallFactory());
}

void TestDemoWire::start(const DemoOptions &options)
{
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoWire::paths_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/api/App/Version", "/api/app/version", "/API/APP/VERSION", "/aPi/ApP/vErSiOn", "/api/App/Version/",
          "/api//App///Version//", "//api/App/Version", "/api/%41pp/Version", "/api/App/Versio%6e", "/api/App/Version?",
          "/api/App/Version?unknown=1", "/api/App/Version/?a=b"})
        QTest::newRow(target) << QByteArray(target);
}

void TestDemoWire::paths()
{
    QFETCH(QByteArray, target);
    const RawReply reply = m_client->get(target);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray("\"25.3.0\""));
}

void TestDemoWire::oddIdsAreFound_data()
{
    QTest::addColumn<QString>("serial");
    QTest::addColumn<QByteArray>("segment");
    QTest::newRow("slash") << u"A/B"_s << QByteArray("A%2FB");
    QTest::newRow("slash, lower case hex") << u"A/B"_s << QByteArray("A%2fB");
    QTest::newRow("plus as it is") << u"A+B"_s << QByteArray("A+B");
    QTest::newRow("plus, escaped") << u"A+B"_s << QByteArray("A%2BB");
    QTest::newRow("blank") << u"A B"_s << QByteArray("A%20B");
    QTest::newRow("percent") << u"50%"_s << QByteArray("50%25");
    QTest::newRow("percent and digits") << u"5%2F"_s << QByteArray("5%252F");
    QTest::newRow("question mark") << u"A?B"_s << QByteArray("A%3FB");
    QTest::newRow("number sign") << u"A#B"_s << QByteArray("A%23B");
    QTest::newRow("ampersand and semicolon as they are") << u"A&B;C"_s << QByteArray("A&B;C");
    QTest::newRow("no ASCII") << u"Prüf-7 Ω"_s << u"Prüf-7 Ω"_s.toUtf8().toPercentEncoding();
    QTest::newRow("quotes") << u"a'b\"c"_s << QByteArray("a'b%22c");
}

void TestDemoWire::oddIdsAreFound()
{
    QFETCH(QString, serial);
    QFETCH(QByteArray, segment);
    const QByteArray body = QJsonDocument(QJsonObject{{u"serialNumber"_s, serial}}).toJson();
    QCOMPARE(m_client->send("PUT", "/api/Asset", body).status, 200);
    const RawReply reply = m_client->get("/api/Asset/" + segment);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().value(u"serialNumber"_s).toString(), serial);
    // In the query a plus is a blank.
    const QByteArray status
        = m_client->get("/api/Asset/Status?serialNumber=" + serial.toUtf8().toPercentEncoding()).body;
    QVERIFY2(status.contains("alarmState"), status.constData());
}

void TestDemoWire::queryForms_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query :
         {"$filter=serialNumber%20eq%20'FX-0412'", "%24filter=serialNumber%20eq%20'FX-0412'",
          "%24filter=serialNumber+eq+%27FX-0412%27", "$FILTER=serialNumber+eq+'FX-0412'",
          "%24Filter=SERIALNUMBER%20eq%20%27FX%2D0412%27", "$top=5&$filter=serialNumber+eq+'FX-0412'&$skip=0",
          "$filter=(serialNumber+eq+'FX-0412')&$count=true&$select=serialNumber"})
        QTest::newRow(query) << QByteArray(query);
}

void TestDemoWire::queryForms()
{
    QFETCH(QByteArray, query);
    const QJsonArray rows = m_client->get("/api/Asset?" + query).array();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().toObject().value(u"serialNumber"_s).toString(), u"FX-0412"_s);
}

void TestDemoWire::neverNotAcceptable_data()
{
    QTest::addColumn<QByteArray>("accept");
    for (const char *accept : {"application/json", "application/xml", "image/png", "text/csv;q=0.1", "*/*;q=0",
                               "nonsense", "application/json;version=99", ""})
        QTest::newRow(accept) << QByteArray(accept);
}

void TestDemoWire::neverNotAcceptable()
{
    QFETCH(QByteArray, accept);
    for (const QByteArray target : {"/api/App/Version", "/api/Asset?$top=1", "/api/internal/Process/GetProcesses"}) {
        const RawReply reply
            = m_client->exchange(head("GET", target) + "Accept: " + accept
                                 + "\r\nAccept-Charset: utf-16\r\nAccept-Encoding: gzip, deflate\r\n\r\n");
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.body.isEmpty());
    }
}

void TestDemoWire::bodiesAreNotRequired_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("more");
    const auto state = QByteArray("/api/Asset/State?serialNumber=FX-0412&state=3");
    QTest::newRow("length 0 and JSON") << QByteArray("PUT") << state
                                       << QByteArray("Content-Type: application/json\r\nContent-Length: 0\r\n");
    QTest::newRow("length 0, no type") << QByteArray("PUT") << state << QByteArray("Content-Length: 0\r\n");
    QTest::newRow("no length at all") << QByteArray("PUT") << state << QByteArray();
    QTest::newRow("GET with a type") << QByteArray("GET") << QByteArray("/api/Asset/FX-0412")
                                     << QByteArray("Content-Type: application/json\r\n");
    QTest::newRow("POST with everything in the query")
        << QByteArray("POST") << QByteArray("/api/Asset/Calibration?serialNumber=FX-0412&dateTime=2026-01-01T10:00:00")
        << QByteArray("Content-Type: application/json\r\nContent-Length: 0\r\n");
}

void TestDemoWire::bodiesAreNotRequired()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, more);
    const RawReply reply = m_client->exchange(head(method, target) + more + "\r\n");
    QVERIFY2(reply.status == 200 || reply.status == 204, reply.body.constData());
    QVERIFY(reply.complete);
}

void TestDemoWire::credentials_data()
{
    QTest::addColumn<QByteArray>("header"); // %1: the right token
    QTest::addColumn<int>("status");
    QTest::newRow("right") << QByteArray("Authorization: Basic %1\r\n") << 200;
    QTest::newRow("scheme in lower case") << QByteArray("authorization: basic %1\r\n") << 200;
    QTest::newRow("none") << QByteArray() << 401;
    QTest::newRow("empty") << QByteArray("Authorization: \r\n") << 401;
    QTest::newRow("another token") << QByteArray("Authorization: Basic dXNlcjpwYXNz\r\n") << 401;
    QTest::newRow("longer") << QByteArray("Authorization: Basic %1x\r\n") << 401;
    QTest::newRow("scheme only") << QByteArray("Authorization: Basic\r\n") << 401;
    QTest::newRow("another scheme") << QByteArray("Authorization: Bearer %1\r\n") << 401;
}

void TestDemoWire::credentials()
{
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    const QByteArray sent = QByteArray(header).replace("%1", m_server->token().toLatin1());
    for (const QByteArray target : {"/api/App/Version", "/api/internal/Process/GetProcesses"}) {
        const RawReply reply = m_client->exchange("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + sent + "\r\n");
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.headers.contains("www-authenticate"), status == 401);
        if (status == 401)
            QCOMPARE(reply.object().value(u"Message"_s).toString(), QString::fromLatin1(refusal));
    }
}

void TestDemoWire::headTellsTheLength()
{
    const RawReply whole = m_client->get("/api/Product/Query");
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write(head("HEAD", "/api/Product/Query") + "\r\n" + head("GET", "/api/App/Version")
                 + "Connection: close\r\n\r\n");
    QByteArray all;
    while (socket.state() == QTcpSocket::ConnectedState && socket.waitForReadyRead(10000))
        all += socket.readAll();
    all += socket.readAll();
    const qsizetype end = all.indexOf("\r\n\r\n") + 4;
    QVERIFY(all.left(end).toLower().contains("content-length: " + QByteArray::number(whole.body.size())));
    QVERIFY2(all.mid(end).startsWith("HTTP/1.1 200"), all.mid(end, 200).constData()); // no body in between
    QVERIFY(all.endsWith("\"25.3.0\""));
}

void TestDemoWire::optionsOfAnyPath()
{
    QCOMPARE(m_client->send("OPTIONS", "/api/App/Version").headers.value("allow"), QByteArray("GET, OPTIONS"));
    const RawReply all = m_client->send("OPTIONS", "*");
    QCOMPARE(all.status, 204);
    QVERIFY(all.headers.value("allow").contains("DELETE"));
    QCOMPARE(m_client->send("OPTIONS", "/api/Nothing").status, 404);
}

void TestDemoWire::errorsCarryAMessage_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown path") << QByteArray("GET") << QByteArray("/api/Nothing") << 404;
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << 404;
    QTest::newRow("unknown asset") << QByteArray("GET") << QByteArray("/api/Asset/NOPE") << 404;
    QTest::newRow("wrong method") << QByteArray("DELETE") << QByteArray("/api/App/Version") << 405;
    QTest::newRow("made-up method") << QByteArray("BREW") << QByteArray("/api/App/Version") << 405;
    QTest::newRow("bad filter") << QByteArray("GET") << QByteArray("/api/Asset?$filter=a%20eq") << 400;
}

void TestDemoWire::errorsCarryAMessage()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    const RawReply reply = m_client->send(method, target);
    QCOMPARE(reply.status, status);
    QVERIFY(reply.complete);
    QVERIFY(!reply.object().value(u"Message"_s).toString().isEmpty());
    QCOMPARE(reply.headers.contains("allow"), status == 405);
}

void TestDemoWire::keepsTheConnection_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("kept");
    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray() << true;
    QTest::newRow("1.1, close") << QByteArray("1.1") << QByteArray("Connection: close\r\n") << false;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray() << false;
    QTest::newRow("1.0, keep-alive") << QByteArray("1.0") << QByteArray("Connection: Keep-Alive\r\n") << true;
}

void TestDemoWire::keepsTheConnection()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, header);
    QFETCH(bool, kept);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    const auto ask = [&] {
        socket.write(head("GET", "/api/App/Version", version) + header + "\r\n");
        QByteArray answer;
        while (!answer.endsWith("\"25.3.0\"") && socket.waitForReadyRead(10000))
            answer += socket.readAll();
        return answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.0 200");
    };
    QVERIFY(ask());
    if (kept) {
        QVERIFY(ask());
        QVERIFY(ask());
        QCOMPARE(socket.state(), QTcpSocket::ConnectedState);
    } else {
        QVERIFY(socket.state() == QTcpSocket::UnconnectedState || socket.waitForDisconnected(10000));
    }
}

void TestDemoWire::takesChunkedBodies()
{
    const RawReply reply = m_client->exchange(head("PUT", "/api/Asset")
                                              + "Transfer-Encoding: chunked\r\n\r\n"
                                                "10\r\n{\"serialNumber\":\r\n9\r\n\"CHUNKS\"}\r\n0\r\n\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(m_client->get("/api/Asset/chunks").status, 404); // serial numbers are exact
    QCOMPARE(m_client->get("/api/Asset/CHUNKS").status, 200);
}

void TestDemoWire::asksForTheBody()
{
    const QByteArray body = R"({"serialNumber":"ASKED"})";
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write(head("PUT", "/api/Asset")
                 + "Expect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(10000));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 100"));
    socket.write(body);
    QVERIFY(socket.waitForReadyRead(10000));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
}

void TestDemoWire::bodyLimit_data()
{
    QTest::addColumn<bool>("asksFirst");
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<int>("status");
    constexpr qsizetype limit = 64 * 1024 * 1024;
    QTest::newRow("at the limit") << false << limit << 200;
    QTest::newRow("above it") << false << limit + 1 << 413;
    QTest::newRow("above it, not sent yet") << true << limit + 1 << 413;
}

void TestDemoWire::bodyLimit()
{
    QFETCH(bool, asksFirst);
    QFETCH(qsizetype, bytes);
    QFETCH(int, status);
    QByteArray request = head("PUT", "/api/Asset") + "Content-Length: " + QByteArray::number(bytes) + "\r\n"
        + (asksFirst ? "Expect: 100-continue\r\n\r\n" : "\r\n");
    if (!asksFirst)
        request += QByteArray(R"({"serialNumber":"LARGE"})").leftJustified(bytes, ' ');
    const RawReply reply = m_client->exchange(request, false, 30000);
    QCOMPARE(reply.status, status);
    QVERIFY(reply.complete);
    QCOMPARE(m_client->get("/api/Asset/LARGE").status, status == 200 ? 200 : 404);
}

void TestDemoWire::headerLimit_data()
{
    QTest::addColumn<QByteArray>("request"); // %1: the head
    QTest::addColumn<bool>("taken");
    QTest::newRow("16 kB in a header") << QByteArray("X-Long: " + QByteArray(16000, 'a') + "\r\n\r\n") << true;
    QTest::newRow("100 headers") << QByteArray(QByteArray("X-Some: a\r\n").repeated(100) + "\r\n") << true;
    QTest::newRow("100 kB in a header") << QByteArray("X-Long: " + QByteArray(100000, 'a') + "\r\n\r\n") << false;
    QTest::newRow("9000 headers") << QByteArray(QByteArray("X-Some: a\r\n").repeated(9000) + "\r\n") << false;
}

void TestDemoWire::headerLimit()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, taken);
    const RawReply reply = m_client->exchange(head("GET", "/api/App/Version") + request);
    if (taken)
        QCOMPARE(reply.status, 200);
    else
        QVERIFY2(reply.status == 431 || reply.status == 413, qPrintable(QString::number(reply.status)));
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoWire::connectionLimit()
{
    DemoOptions options = smallFactory();
    options.connections = 3;
    start(options);
    std::vector<std::unique_ptr<QTcpSocket>> open;
    const QByteArray request = head("GET", "/api/App/Version") + "\r\n";
    for (int i = 0; i < 4; ++i) {
        open.push_back(std::make_unique<QTcpSocket>());
        open.back()->connectToHost(u"127.0.0.1"_s, m_server->port());
        QVERIFY(open.back()->waitForConnected());
        open.back()->write(request);
        QVERIFY(open.back()->waitForBytesWritten());
        if (i < 3) {
            QVERIFY(open.back()->waitForReadyRead(10000));
            QVERIFY(open.back()->readAll().startsWith("HTTP/1.1 200"));
        }
    }
    QVERIFY(!open.back()->waitForReadyRead(200)); // waits for a place
    open.front()->disconnectFromHost();
    QVERIFY(open.back()->bytesAvailable() > 0 || open.back()->waitForReadyRead(10000));
    QVERIFY(open.back()->readAll().startsWith("HTTP/1.1 200"));
}

void TestDemoWire::datesOfAnyPrecision_data()
{
    QTest::addColumn<QByteArray>("date");
    for (const char *date : {"2026-01-01T10:00:00", "2026-01-01T10:00:00Z", "2026-01-01T10:00:00.1Z",
                             "2026-01-01T10:00:00.1234567Z", "2026-01-01T10:00:00.123456789Z",
                             "2026-01-01T11:00:00.1234567%2B01:00", "2026-01-01T10:00:00%2B00:00", "2026-01-01"})
        QTest::newRow(date) << QByteArray(date);
}

void TestDemoWire::datesOfAnyPrecision()
{
    QFETCH(QByteArray, date);
    QCOMPARE(m_client->send("POST", "/api/Asset/Calibration?serialNumber=FX-0412&dateTime=" + date).status, 200);
    const QString stored = m_client->get("/api/Asset/FX-0412").object().value(u"lastCalibrationDate"_s).toString();
    QVERIFY2(stored.startsWith(u"2026-01-01T"_s) && stored.endsWith(u'Z'), qPrintable(stored));
    QCOMPARE(m_client->get("/api/Report/Query/Header?reportType=U&$filter=start%20lt%20" + date).status, 200);
}

void TestDemoWire::etags()
{
    DemoOptions options = smallFactory();
    options.etags = true;
    start(options);
    const RawReply first = m_client->get("/api/Asset/FX-0412");
    const QByteArray tag = first.headers.value("etag");
    QVERIFY2(tag.size() > 4 && tag.startsWith('"') && tag.endsWith('"'), tag.constData());
    QCOMPARE(m_client->get("/api/Asset/FX-0412").headers.value("etag"), tag);
    const auto conditional = [&](const QByteArray &tags) {
        return m_client->exchange(head("GET", "/api/Asset/FX-0412") + "If-None-Match: " + tags + "\r\n\r\n", true);
    };
    for (const QByteArray &tags : {tag, QByteArray("\"other\", " + tag), QByteArray("W/" + tag), QByteArray("*")}) {
        const RawReply same = conditional(tags);
        QCOMPARE(same.status, 304);
        QCOMPARE(same.headers.value("etag"), tag);
        QVERIFY(same.body.isEmpty());
    }
    QCOMPARE(conditional("\"other\"").status, 200);
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=3").headers.contains("etag"), false);
    const RawReply changed = conditional(tag);
    QCOMPARE(changed.status, 200);
    QVERIFY(changed.headers.value("etag") != tag);
    QVERIFY(!m_client->get("/api/Asset/NOPE").headers.contains("etag"));
    const RawReply stranger = RawClient(m_server->port(), QString())
                                  .exchange("GET /api/Asset/FX-0412 HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n");
    QCOMPARE(stranger.status, 401);
}

void TestDemoWire::noEtagsUnlessWanted()
{
    QVERIFY(!m_client->get("/api/Asset/FX-0412").headers.contains("etag"));
    QCOMPARE(m_client->exchange(head("GET", "/api/Asset/FX-0412") + "If-None-Match: *\r\n\r\n").status, 200);
}

void TestDemoWire::bandwidth()
{
    const QByteArray whole = m_client->get("/api/Asset?$top=100").body;
    DemoOptions options = smallFactory();
    options.bandwidth = whole.size() * 4;
    start(options);
    QElapsedTimer timer;
    timer.start();
    const RawReply slow = m_client->get("/api/Asset?$top=100");
    QVERIFY(slow.complete);
    QCOMPARE(slow.body, whole);
    QVERIFY2(timer.elapsed() >= 240, qPrintable(QString::number(timer.elapsed())));
    m_client->send("PUT", "/__demo", R"({"bandwidth":0})");
    QCOMPARE(m_client->get("/api/Asset?$top=100").body, slow.body);
}

void TestDemoWire::stopsInTheMiddleOfAnAnswer()
{
    DemoOptions options = smallFactory();
    options.bandwidth = 100; // ten minutes and more
    start(options);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write(head("GET", "/api/Asset") + "\r\n");
    QVERIFY(socket.waitForReadyRead(10000));
    m_server->stop();
    QVERIFY(!m_client->get("/api/App/Version").complete);
}

void TestDemoWire::tls()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    QTemporaryDir folder;
    const QString certificate = folder.filePath(u"cert.pem"_s);
    const QString key = folder.filePath(u"key.pem"_s);
    QCOMPARE(QProcess::execute(u"openssl"_s,
                               {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s,
                                u"-keyout"_s, key, u"-out"_s, certificate}),
             0);
    DemoOptions options = smallFactory();
    options.tlsCertFile = certificate;
    options.tlsKeyFile = key;
    start(options);
    QVERIFY(m_server->url().startsWith(u"https://"_s));

    QNetworkAccessManager manager;
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates(QSslCertificate::fromPath(certificate));
    const auto ask = [&](const QByteArray &target, const QSslConfiguration &configuration) {
        QNetworkRequest request(QUrl(m_server->url() + QString::fromLatin1(target)));
        request.setSslConfiguration(configuration);
        request.setRawHeader("Authorization", "Basic " + m_server->token().toLatin1());
        std::unique_ptr<QNetworkReply> reply(manager.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait(10000);
        return reply;
    };
    const auto version = ask("/api/App/Version", trust);
    QCOMPARE(version->error(), QNetworkReply::NoError);
    QCOMPARE(version->readAll(), QByteArray("\"25.3.0\""));
    const auto assets = ask("/api/Asset", trust);
    QCOMPARE(QJsonDocument::fromJson(assets->readAll()).array().size(), 300);
    manager.clearConnectionCache();
    QCOMPARE(ask("/api/App/Version", QSslConfiguration::defaultConfiguration())->error(),
             QNetworkReply::SslHandshakeFailedError); // a certificate that nobody vouches for
    QCOMPARE(m_client->get("/api/App/Version").status, 0); // no plain HTTP beside it
}

void TestDemoWire::badCertificate()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"bad.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    file.close();
    DemoOptions options = smallFactory();
    options.tlsCertFile = file.fileName();
    options.tlsKeyFile = file.fileName();
    QString error;
    QVERIFY(!DemoServer::start(options, &error));
    QVERIFY2(error.contains(u"certificate"_s), qPrintable(error));
}

/// One writes objects whose parts belong together, one reads them meanwhile: no answer may mix two writes.
void TestDemoWire::writerAndReader()
{
    constexpr int rounds = 300;
    std::atomic<bool> done = false;
    std::atomic<int> failedWrites = 0;
    const auto port = m_server->port();
    const QString token = m_server->token();
    QCOMPARE(m_client->send("PUT", "/api/Asset", R"({"serialNumber":"TORN","assetName":"0","description":"0"})").status,
             200);
    std::thread writer([&] {
        RawClient client(port, token);
        for (int i = 1; i <= rounds; ++i) {
            const QByteArray n = QByteArray::number(i);
            const QByteArray text = QByteArray(R"({"serialNumber":"TORN","assetName":")") + n + R"(","description":")"
                + n + R"(","location":")" + n.repeated(i % 50 + 1) + "\"}";
            const QByteArray report
                = R"({"pn":"TORN-P","sn":"S)" + n + R"(","processCode":50,"result":"P","uut":{"user":")" + n + "\"}}";
            failedWrites += client.send("PUT", "/api/Asset", text).status == 200 ? 0 : 1;
            failedWrites += client.send("POST", "/api/Report/WSJF", report).status == 200 ? 0 : 1;
        }
        done = true;
    });
    int reads = 0;
    int mixed = 0;
    int broken = 0;
    int last = 0;
    qsizetype reports = 0;
    bool finished = false;
    while (!finished) {
        finished = done;
        const QJsonObject asset = m_client->get("/api/Asset/TORN").object();
        const int now = asset.value(u"assetName"_s).toString().toInt();
        mixed += asset.value(u"description"_s) == asset.value(u"assetName"_s) && now >= last ? 0 : 1;
        last = now;
        const RawReply list = m_client->get("/api/Report/Query/Header?reportType=U&$filter=partNumber%20eq%20'TORN-P'");
        broken += list.complete && list.document().isArray() && list.array().size() >= reports ? 0 : 1;
        reports = list.array().size();
        for (const QJsonValue &row : list.array()) {
            const QString serial = row.toObject().value(u"serialNumber"_s).toString();
            mixed += serial == u'S' + row.toObject().value(u"operator"_s).toString() ? 0 : 1;
        }
        ++reads;
    }
    writer.join();
    QCOMPARE(failedWrites.load(), 0);
    QCOMPARE(mixed, 0);
    QCOMPARE(broken, 0);
    QCOMPARE(last, rounds);
    QCOMPARE(reports, qsizetype(rounds));
    QVERIFY(reads > 1);
}

QTEST_GUILESS_MAIN(TestDemoWire)
#include "tst_demo_wire.moc"
