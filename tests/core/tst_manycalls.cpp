// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/manycalls.h"

#include <QTest>

using namespace qwats;

namespace {

RequestRecord call(qint64 atMs, int n, const QByteArray &initiator = "list page")
{
    RequestRecord record;
    record.started = Timestamp::fromMs(1'000'000 + atMs);
    record.method = "GET";
    record.route = "/api/Asset/{idOrSerial}";
    record.target = "/api/Asset/" + QByteArray::number(n);
    record.initiator = initiator;
    record.network = true;
    record.wait = std::chrono::milliseconds(50);
    return record;
}

} // namespace

class TestManyCalls : public QObject
{
    Q_OBJECT

private slots:
    void oneByOneIsFound()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 12; ++i)
            records.push_back(call(i * 100, i));
        std::swap(records[3], records[9]); // answers end in any order
        const auto found = findManyCalls(records);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].calls, size_t(12));
        QCOMPARE(found[0].route, "/api/Asset/{idOrSerial}");
        QCOMPARE(found[0].initiator, QByteArray("list page"));
        QCOMPARE(found[0].from.ms(), 1'000'000);
        QCOMPARE(found[0].to.ms(), 1'001'100);
        QCOMPARE(found[0].spent, std::chrono::nanoseconds(std::chrono::milliseconds(600)));
    }

    void innocent_data()
    {
        QTest::addColumn<QString>("what");
        for (const auto *what : {"few", "slowly", "cached", "one target", "many initiators", "writes"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void innocent()
    {
        QFETCH(QString, what);
        std::vector<RequestRecord> records;
        for (int i = 0; i < (what == u"few" ? 9 : 20); ++i) {
            RequestRecord record = call(i * (what == u"slowly" ? 1001 : 10), what == u"one target" ? 1 : i,
                                        what == u"many initiators" ? QByteArray::number(i) : QByteArray("page"));
            record.network = what != u"cached";
            if (what == u"writes")
                record.method = "PUT";
            records.push_back(record);
        }
        QVERIFY(findManyCalls(records).empty());
    }

    void runsAreToldApartMostFirst()
    {
        std::vector<RequestRecord> records;
        for (int i = 0; i < 11; ++i)
            records.push_back(call(i, i));
        for (int i = 0; i < 30; ++i)
            records.push_back(call(60'000 + i, i));
        const auto found = findManyCalls(records);
        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(found[0].calls, size_t(30));
        QCOMPARE(found[1].calls, size_t(11));
    }
};

QTEST_APPLESS_MAIN(TestManyCalls)
#include "tst_manycalls.moc"
