// SPDX-License-Identifier: GPL-3.0-or-later
// What was written is there after the server was killed; a store that does not fit is refused and left alone.
#include "tests/demo/rawclient.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qwats::demo;
using test::RawClient;
using test::RawReply;

namespace {

constexpr auto reportId = "0a0b0c0d-1111-2222-3333-444455556666";

QByteArray report()
{
    return QByteArray(R"({"type":"T","id":")") + reportId
        + R"(","pn":"610-2041","sn":"STORE-1","rev":"C","processCode":50,"result":"P","machineName":"FCT-08",)"
          R"("location":"Hall 2","purpose":"Test","start":"2026-03-04T08:15:30+01:00","strange":{"kept":[1,null,"x"]},)"
          R"("uut":{"user":"me","execTime":1.5},"root":{"id":0,"group":"M","stepType":"SequenceCall",)"
          R"("name":"MainSequence","status":"P","steps":[]}})";
}

} // namespace

class TestDemoStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_program.reset(); }
    void survivesBeingKilled();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void oneServerAtATime();
    void withoutStoreNothingIsKept();

private:
    QString path() const { return m_folder->filePath(u"factory.sqlite"_s); }
    QStringList arguments(const QStringList &more) const
    {
        return QStringList{u"--reports"_s, u"50"_s, u"--days"_s, u"5"_s} + more;
    }
    void start(const QStringList &more);
    void kill();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_program;
    std::unique_ptr<RawClient> m_client;
};

void TestDemoStore::start(const QStringList &more)
{
    m_program = std::make_unique<QProcess>();
    m_program->start(QStringLiteral(QWATS_DEMO_SERVER_PATH), arguments(more));
    QVERIFY2(m_program->waitForReadyRead(), m_program->readAllStandardError().constData());
    const QJsonObject hello = QJsonDocument::fromJson(m_program->readLine()).object();
    m_client = std::make_unique<RawClient>(quint16(hello.value(u"url"_s).toString().section(u':', -1).toUInt()),
                                           hello.value(u"token"_s).toString());
}

void TestDemoStore::kill()
{
    m_program->kill(); // SIGKILL: nothing can be tidied up
    QVERIFY(m_program->waitForFinished());
}

void TestDemoStore::survivesBeingKilled()
{
    start({u"--store"_s, path()});
    const QByteArray asset = m_client->get("/api/Asset/FX-0412").object().value(u"assetId"_s).toString().toUtf8();
    QVERIFY(!asset.isEmpty());
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=5").status / 100, 2);
    QCOMPARE(m_client->send("PUT", "/api/Asset", R"({"serialNumber":"NEW-1","assetName":"Ünew","tags":[]})").status,
             200);
    QCOMPARE(m_client->send("POST", "/api/internal/Blob/Asset?assetId=" + asset + "&filename=a%20b.txt", "bytes").status
                 / 100,
             2);
    QCOMPARE(m_client->send("PUT", "/api/Product", R"({"partNumber":"NEW-PART","name":"Made here"})").status, 200);
    QCOMPARE(m_client->send("POST", "/api/Report/WSJF", report()).status, 200);
    const QJsonArray log = m_client->get("/api/Asset/Log?$filter=serialNumber%20eq%20'FX-0412'").array();
    const QJsonObject body = m_client->get(QByteArray("/api/Report/Wsjf/") + reportId).object();
    QCOMPARE(body.value(u"strange"_s).toObject().value(u"kept"_s).toArray(), (QJsonArray{1, QJsonValue(), u"x"_s}));
    const QJsonArray headers = m_client->get("/api/Report/Query/Header?reportType=U&$top=1000").array();
    QCOMPARE(m_client->send("DELETE", "/api/Asset?serialNumber=DMM-017").status / 100, 2);
    kill();

    start({u"--store"_s, path()});
    QCOMPARE(m_client->get("/api/Asset/FX-0412").object().value(u"state"_s).toInt(), 5);
    QCOMPARE(m_client->get("/api/Asset/NEW-1").object().value(u"assetName"_s).toString(), u"Ünew"_s);
    QCOMPARE(m_client->get("/api/Asset/DMM-017").status, 404);
    QCOMPARE(m_client->get("/api/internal/Blob/Asset/List/" + asset).array(), QJsonArray{u"a b.txt"_s});
    QCOMPARE(m_client->get("/api/Product/NEW-PART").object().value(u"name"_s).toString(), u"Made here"_s);
    QCOMPARE(m_client->get(QByteArray("/api/Report/Wsjf/") + reportId).object(), body);
    QCOMPARE(m_client->get("/api/Report/Query/Header?reportType=U&$top=1000").array(), headers);
    QCOMPARE(m_client->get("/api/Asset/Log?$filter=serialNumber%20eq%20'FX-0412'").array(), log);
}

void TestDemoStore::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("more");
    QTest::newRow("no database") << QByteArray("this is a letter to somebody") << QStringList();
    QTest::newRow("another seed") << QByteArray() << QStringList{u"--seed"_s, u"2"_s};
    QTest::newRow("another factory") << QByteArray() << QStringList{u"--products"_s, u"10"_s};
}

void TestDemoStore::refusesWhatDoesNotFit()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, more);
    if (content.isEmpty()) {
        start({u"--store"_s, path()});
        QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=5").status / 100, 2);
        kill();
    } else {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QProcess other;
    other.start(QStringLiteral(QWATS_DEMO_SERVER_PATH), arguments(QStringList{u"--store"_s, path()} + more));
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitCode(), 1);
    QCOMPARE(other.readAllStandardOutput(), QByteArray());
    const QByteArray said = other.readAllStandardError();
    QVERIFY2(said.count('\n') == 1 && said.contains("factory.sqlite"), said.constData());
    if (content.isEmpty()) { // and what was there is still there
        start({u"--store"_s, path()});
        QCOMPARE(m_client->get("/api/Asset/FX-0412").object().value(u"state"_s).toInt(), 5);
    } else {
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }
}

void TestDemoStore::oneServerAtATime()
{
    start({u"--store"_s, path()});
    QProcess other;
    other.start(QStringLiteral(QWATS_DEMO_SERVER_PATH), arguments({u"--store"_s, path()}));
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitCode(), 1);
    QCOMPARE(m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=5").status / 100, 2);
}

void TestDemoStore::withoutStoreNothingIsKept()
{
    start({});
    const int before = m_client->get("/api/Asset/FX-0412").object().value(u"state"_s).toInt();
    m_client->send("PUT", "/api/Asset/State?serialNumber=FX-0412&state=5");
    QCOMPARE(m_client->get("/api/Asset/FX-0412").object().value(u"state"_s).toInt(), 5);
    kill();
    start({});
    QCOMPARE(m_client->get("/api/Asset/FX-0412").object().value(u"state"_s).toInt(), before);
}

QTEST_GUILESS_MAIN(TestDemoStore)
#include "tst_demo_store.moc"
