// SPDX-License-Identifier: GPL-3.0-or-later
// Reports in and out in each form, and the files of assets, as a foreign client sees them.
#include "app/demo/demoserver.h"
#include "tests/demo/rawclient.h"

#include <QTest>
#include <QXmlStreamReader>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

class TestDemoTransfer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void wsxfIsWellFormed();
    void wsxfComesBackTheSame();
    void badWsxfIsRefused_data();
    void badWsxfIsRefused();
    void certificateIsAPdf();
    void attachmentsAreAZip();
    void unknownReportIs404_data();
    void unknownReportIs404();
    void assetFiles_data();
    void assetFiles();

private:
    QByteArray someReport(const QByteArray &filter)
    {
        const auto rows = m_client
                              ->get("/api/Report/Query/Header?reportType=U&$top=1&$filter="
                                    + QByteArray(filter).toPercentEncoding())
                              .array();
        return rows.first().toObject().value(u"uuid"_s).toString().toUtf8();
    }
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoTransfer::init()
{
    DemoOptions options;
    options.reports = 300;
    options.days = 10;
    QString error;
    m_server = DemoServer::start(options, &error);
    QVERIFY2(m_server, qPrintable(error));
    m_client = std::make_unique<RawClient>(m_server->port(), m_server->token());
}

void TestDemoTransfer::wsxfIsWellFormed()
{
    const RawReply reply = m_client->get("/api/Report/Wsxf/" + someReport("result eq 'Passed' and processCode eq 50"));
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.headers.value("content-type").contains("xml"));
    QXmlStreamReader xml(reply.body);
    int elements = 0;
    while (!xml.atEnd())
        elements += xml.readNext() == QXmlStreamReader::StartElement ? 1 : 0;
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(elements > 20);
}

void TestDemoTransfer::wsxfComesBackTheSame()
{
    const QByteArray id = someReport("result eq 'Failed' and processCode eq 50");
    const QJsonObject before = m_client->get("/api/Report/Wsjf/" + id).object();
    QByteArray xml = m_client->get("/api/Report/Wsxf/" + id).body;
    const QByteArray other = "0a0b0c0d-1111-2222-3333-444455556666";
    QVERIFY(xml.contains(id));
    xml.replace(id, other);
    const RawReply posted = m_client->send("POST", "/api/Report/WSXF", xml);
    QCOMPARE(posted.status, 200);
    QCOMPARE(posted.object().value(u"id"_s).toString().toUtf8(), other);
    const QJsonObject after = m_client->get("/api/Report/Wsjf/" + other).object();
    for (const auto *key : {"pn", "sn", "rev", "processCode", "result", "machineName", "location", "purpose"})
        QCOMPARE(after.value(QLatin1StringView(key)), before.value(QLatin1StringView(key)));
    const auto steps
        = [](const QJsonObject &report) { return report.value(u"root"_s).toObject().value(u"steps"_s).toArray(); };
    QCOMPARE(steps(after).size(), steps(before).size());
    for (qsizetype i = 0; i < steps(before).size(); ++i) {
        const QJsonObject one = steps(before).at(i).toObject();
        const QJsonObject two = steps(after).at(i).toObject();
        for (const auto *key : {"name", "status", "stepType", "group"})
            QCOMPARE(two.value(QLatin1StringView(key)), one.value(QLatin1StringView(key)));
        QCOMPARE(two.value(u"steps"_s).toArray().size(), one.value(u"steps"_s).toArray().size());
    }
}

void TestDemoTransfer::badWsxfIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no XML") << QByteArray("hello");
    QTest::newRow("cut") << QByteArray("<Reports><Report");
    QTest::newRow("another root") << QByteArray("<html/>");
    QTest::newRow("JSON") << QByteArray("{}");
}

void TestDemoTransfer::badWsxfIsRefused()
{
    QFETCH(QByteArray, body);
    const RawReply reply = m_client->send("POST", "/api/Report/WSXF", body);
    QCOMPARE(reply.status, 400);
    QVERIFY(!reply.object().value(u"Message"_s).toString().isEmpty());
}

void TestDemoTransfer::certificateIsAPdf()
{
    const RawReply reply = m_client->get("/api/Report/Certificate/" + someReport("result eq 'Passed'"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"), QByteArray("application/pdf"));
    QVERIFY(reply.body.startsWith("%PDF-"));
    QVERIFY(reply.body.trimmed().endsWith("%%EOF"));
}

void TestDemoTransfer::attachmentsAreAZip()
{
    const RawReply reply
        = m_client->get("/api/Report/Attachments/" + someReport("result eq 'Failed' and processCode eq 50"));
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.startsWith("PK\x03\x04"));
    QVERIFY(reply.body.contains("PK\x05\x06")); // the end of the directory
}

void TestDemoTransfer::unknownReportIs404_data()
{
    QTest::addColumn<QByteArray>("route");
    for (const char *route : {"Wsjf", "Wsxf", "Certificate", "Attachments"})
        QTest::newRow(route) << QByteArray(route);
}

void TestDemoTransfer::unknownReportIs404()
{
    QFETCH(QByteArray, route);
    QCOMPARE(m_client->get("/api/Report/" + route + "/0a0b0c0d-0000-0000-0000-000000000000").status, 404);
    QVERIFY(m_client->get("/api/Report/" + route + "/no-guid").status >= 400);
}

void TestDemoTransfer::assetFiles_data()
{
    QTest::addColumn<bool>("inPath");
    QTest::newRow("names in the query") << false;
    QTest::newRow("names in the path") << true;
}

void TestDemoTransfer::assetFiles()
{
    QFETCH(bool, inPath);
    const QByteArray id = m_client->get("/api/Asset/FX-0412").object().value(u"assetId"_s).toString().toUtf8();
    const QByteArray list = "/api/internal/Blob/Asset/List/" + id;
    const QByteArray query = "/api/internal/Blob/Asset?assetId=" + id + "&filename=plan%201.bin";
    const QByteArray file = inPath ? "/api/internal/Blob/Asset/" + id + "/plan%201.bin" : query;
    const auto before = m_client->get(list).array().size();
    const QByteArray bytes("\0\xff<html>", 8);
    QCOMPARE(m_client->send("POST", query, bytes).status / 100, 2);
    QCOMPARE(m_client->get(list).array().size(), before + 1);
    const RawReply asJson = m_client->get(file); // the client says Accept: application/json
    QCOMPARE(QByteArray::fromBase64(asJson.object().value(u"content"_s).toString().toLatin1()), bytes);
    const RawReply raw
        = m_client->exchange("GET " + file + " HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nAuthorization: Basic "
                             + m_server->token().toLatin1() + "\r\n\r\n");
    QCOMPARE(raw.body, bytes);
    QCOMPARE(m_client->send("DELETE", "/api/internal/Blob/Assets?assetId=" + id).status / 100, 2); // names nothing
    QCOMPARE(m_client->get(list).array().size(), before + 1);
    QCOMPARE(m_client->send("DELETE", "/api/internal/Blob/Assets?assetId=" + id, "[\"plan 1.bin\"]").status / 100, 2);
    QCOMPARE(m_client->get(list).array().size(), before);
    QCOMPARE(m_client->get(file).status, 404);
}

QTEST_GUILESS_MAIN(TestDemoTransfer)
#include "tst_demo_transfer.moc"
