// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "app/demo/http/faults.h"
#include "tests/demo/rawclient.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

class TestDemoFaults : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { m_server->setFaults(QString()); }
    void badSpec_data();
    void badSpec();
    void statuses_data();
    void statuses();
    void brokenAnswers_data();
    void brokenAnswers();
    void slow();
    void onlyItsPath();
    void probability();
    void badSpecChangesNothing();
    void refusalDoesNotWrite();

private:
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoFaults::initTestCase()
{
    DemoOptions options;
    options.reports = 20;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoFaults::badSpec_data()
{
    QTest::addColumn<QString>("spec");
    QTest::newRow("unknown word") << u"explode"_s;
    QTest::newRow("status of success") << u"200"_s;
    QTest::newRow("status too high") << u"600"_s;
    QTest::newRow("slow without time") << u"slow"_s;
    QTest::newRow("slow with text") << u"slow=long"_s;
    QTest::newRow("probability above 1") << u"503:1.5"_s;
    QTest::newRow("probability is text") << u"503:often"_s;
    QTest::newRow("path without slash") << u"503@api"_s;
    QTest::newRow("second one is wrong") << u"503,nope"_s;
}

void TestDemoFaults::badSpec()
{
    QFETCH(QString, spec);
    Faults faults(1);
    QVERIFY(!faults.set(spec).isEmpty());
    QVERIFY(faults.spec().isEmpty());
}

void TestDemoFaults::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("retryAfter");
    for (const int status : {400, 401, 403, 404, 409, 429, 500, 502, 503, 504})
        QTest::newRow(qPrintable(QString::number(status))) << status << (status == 429 || status == 503);
}

void TestDemoFaults::statuses()
{
    QFETCH(int, status);
    QFETCH(bool, retryAfter);
    QCOMPARE(m_server->setFaults(QString::number(status)), QString());
    const RawReply reply = m_client->get("/api/App/Version");
    QCOMPARE(reply.status, status);
    QVERIFY(!reply.object().value(u"Message"_s).toString().isEmpty());
    QCOMPARE(reply.headers.contains("retry-after"), retryAfter);
}

void TestDemoFaults::brokenAnswers_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("status"); // 0: no answer at all
    QTest::addColumn<bool>("complete");
    QTest::newRow("drop") << u"drop"_s << 0 << false;
    QTest::newRow("reset") << u"reset"_s << 0 << false;
    QTest::newRow("truncate") << u"truncate"_s << 200 << false;
    QTest::newRow("garbage") << u"garbage"_s << 200 << true;
    QTest::newRow("html") << u"html"_s << 200 << true;
}

void TestDemoFaults::brokenAnswers()
{
    QFETCH(QString, spec);
    QFETCH(int, status);
    QFETCH(bool, complete);
    QCOMPARE(m_server->setFaults(spec), QString());
    const RawReply reply = m_client->get("/api/Product/Query");
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.complete, complete);
    QVERIFY(reply.document().isNull());
    m_server->setFaults(QString());
    QVERIFY(m_client->get("/api/Product/Query").document().isArray());
}

void TestDemoFaults::slow()
{
    QCOMPARE(m_server->setFaults(u"slow=150@/api/app/version"_s), QString());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
    QVERIFY(timer.elapsed() >= 150);
}

void TestDemoFaults::onlyItsPath()
{
    QCOMPARE(m_server->setFaults(u"503@/api/Asset, 404@/API/PRODUCT/query"_s), QString());
    QCOMPARE(m_client->get("/api/Asset?$top=1").status, 503);
    QCOMPARE(m_client->get("/api/Asset/FX-0412").status, 503);
    QCOMPARE(m_client->get("/api/Product/Query").status, 404);
    QCOMPARE(m_client->get("/api/App/Version").status, 200);
}

void TestDemoFaults::probability()
{
    Faults faults(7);
    QCOMPARE(faults.set(u"503@*:0.25"_s), QString());
    int hits = 0;
    for (int i = 0; i < 4000; ++i)
        hits += faults.judge("GET", {u"x"_s}).rule ? 1 : 0;
    QVERIFY2(hits > 850 && hits < 1150, qPrintable(QString::number(hits)));
    QCOMPARE(faults.set(u"drop:0"_s), QString());
    QVERIFY(!faults.judge("GET", {u"x"_s}).rule);
}

void TestDemoFaults::badSpecChangesNothing()
{
    QCOMPARE(m_server->setFaults(u"503"_s), QString());
    QVERIFY(!m_server->setFaults(u"nope"_s).isEmpty());
    QCOMPARE(m_client->get("/api/App/Version").status, 503);
}

void TestDemoFaults::refusalDoesNotWrite()
{
    m_server->setFaults(u"500"_s);
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=3").status, 500);
    m_server->setFaults(QString());
    QCOMPARE(m_client->get("/api/Asset/FX-0412").object().value(u"state"_s).toInt(), 1);
    // A truncated answer has done its work, as a lost connection would.
    m_server->setFaults(u"truncate"_s);
    QVERIFY(!m_client->send("PUT", "/api/Asset/Types", R"({"typeName":"Chamber"})").complete);
    m_server->setFaults(QString());
    QVERIFY(m_client->get("/api/Asset/Types").body.contains("Chamber"));
}

QTEST_GUILESS_MAIN(TestDemoFaults)
#include "tst_demo_faults.moc"
