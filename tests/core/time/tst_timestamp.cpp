// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time/clock.h"
#include "core/time/timestamp.h"

#include <QLocale>
#include <QTest>

#include <cstdlib>
#include <ctime>

using namespace qwats;

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_data();
    void parse();
    void refused_data();
    void refused();
    void zoneAndLocaleDoNotMatter_data();
    void zoneAndLocaleDoNotMatter();
    void isoRoundTrip_data();
    void isoRoundTrip();
    void agreesWithQt();
    void fakeClock();
    void systemClockMoves();
};

void TestTimestamp::parse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");
    constexpr qint64 noon = 1'772'612'130'000; // 2026-03-04T08:15:30Z
    constexpr qint64 day = 1'772'582'400'000; // 2026-03-04
    QTest::newRow("UTC") << "2026-03-04T08:15:30Z" << noon;
    QTest::newRow("no zone is UTC") << "2026-03-04T08:15:30" << noon;
    QTest::newRow("lower-case letters") << "2026-03-04t08:15:30z" << noon;
    QTest::newRow("blank for T") << "2026-03-04 08:15:30" << noon;
    QTest::newRow("offset east") << "2026-03-04T09:15:30+01:00" << noon;
    QTest::newRow("offset west over midnight") << "2026-03-03T22:15:30-10:00" << noon;
    QTest::newRow("offset with half an hour") << "2026-03-04T13:45:30+05:30" << noon;
    QTest::newRow("offset without colon") << "2026-03-04T09:15:30+0100" << noon;
    QTest::newRow("offset of hours") << "2026-03-04T09:15:30+01" << noon;
    QTest::newRow("offset zero") << "2026-03-04T08:15:30+00:00" << noon;
    QTest::newRow("one fraction digit") << "2026-03-04T08:15:30.2Z" << noon + 200;
    QTest::newRow("two fraction digits") << "2026-03-04T08:15:30.25Z" << noon + 250;
    QTest::newRow("three fraction digits") << "2026-03-04T08:15:30.250Z" << noon + 250;
    QTest::newRow("seven fraction digits of .NET") << "2026-03-04T08:15:30.2509999Z" << noon + 250;
    QTest::newRow("nine fraction digits") << "2026-03-04T08:15:30.123456789Z" << noon + 123;
    QTest::newRow("fraction after a comma") << "2026-03-04T08:15:30,5Z" << noon + 500;
    QTest::newRow("fraction without zone") << "2026-03-04T08:15:30.007" << noon + 7;
    QTest::newRow("fraction and offset") << "2026-03-04T09:15:30.2500000+01:00" << noon + 250;
    QTest::newRow("no seconds") << "2026-03-04T08:15Z" << noon - 30'000;
    QTest::newRow("date alone") << "2026-03-04" << day;
    QTest::newRow("leap day") << "2024-02-29T00:00:00Z" << qint64(1'709'164'800'000);
    QTest::newRow("leap day of 2000") << "2000-02-29" << qint64(951'782'400'000);
    QTest::newRow("leap second") << "2016-12-31T23:59:60Z" << qint64(1'483'228'799'999);
    QTest::newRow("end of a day as 24:00") << "2026-03-03T24:00:00Z" << day;
    QTest::newRow("epoch") << "1970-01-01T00:00:00Z" << qint64(0);
    QTest::newRow("before the epoch") << "1969-12-31T23:59:59.999Z" << qint64(-1);
    QTest::newRow("far future of .NET") << "9999-12-31T23:59:59.9999999" << qint64(253'402'300'799'999);
    QTest::newRow("an hour that Oslo skips") << "2026-03-29T02:30:00" << qint64(1'774'751'400'000);
}

void TestTimestamp::parse()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    const Timestamp parsed = Timestamp::parse(text);
    QVERIFY(parsed.isValid());
    QCOMPARE(parsed.ms(), ms);
}

void TestTimestamp::refused_data()
{
    QTest::addColumn<QString>("text");
    const QList<const char *> texts{"",
                                    "0001-01-01T00:00:00",
                                    "null",
                                    "2026",
                                    "2026-03",
                                    "2026-3-4",
                                    "2026-13-01",
                                    "2026-00-10",
                                    "2026-02-29",
                                    "2026-04-31",
                                    "1900-02-29",
                                    "2026-03-04T",
                                    "2026-03-04T25:00:00",
                                    "2026-03-04T24:00:01Z",
                                    "2026-03-04T24:30",
                                    "2026-03-04T08:60:00",
                                    "2026-03-04T08:15:61",
                                    "2026-03-04T08",
                                    "2026-03-04T08:15:30.Z",
                                    "2026-03-04T08:15:30.1234567890Z",
                                    "2026-03-04T08:15:30+",
                                    "2026-03-04T08:15:30+1:00",
                                    "2026-03-04T08:15:30+19:00",
                                    "2026-03-04T08:15:30Zx",
                                    " 2026-03-04",
                                    "2026-03-04 ",
                                    "04.03.2026",
                                    "/Date(1772612130000)/",
                                    "+2026-03-04",
                                    "2026-03-04T-8:15",
                                    "２０２６-03-04"};
    for (const char *text : texts)
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text);
}

void TestTimestamp::refused()
{
    QFETCH(QString, text);
    QVERIFY2(!Timestamp::parse(text).isValid(), qPrintable(Timestamp::parse(text).toIso()));
    QCOMPARE(Timestamp::parse(text).toIso(), QString());
}

void TestTimestamp::zoneAndLocaleDoNotMatter_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("Oslo, Norwegian") << QByteArray("Europe/Oslo") << QLocale(QLocale::NorwegianBokmal);
    QTest::newRow("Kolkata, Hindi") << QByteArray("Asia/Kolkata") << QLocale(QLocale::Hindi);
    QTest::newRow("Apia, Arabic digits") << QByteArray("Pacific/Apia") << QLocale(QLocale::Arabic, QLocale::Egypt);
    QTest::newRow("UTC, C") << QByteArray("UTC") << QLocale::c();
}

void TestTimestamp::zoneAndLocaleDoNotMatter()
{
    QFETCH(QByteArray, zone);
    QFETCH(QLocale, locale);
    const QByteArray zoneBefore = qgetenv("TZ");
    const QLocale localeBefore;
    qputenv("TZ", zone);
    tzset();
    QLocale::setDefault(locale);
    const Timestamp parsed = Timestamp::parse(QStringLiteral("2026-03-29T02:30:00.250"));
    const QString iso = parsed.toIso();
    QLocale::setDefault(localeBefore);
    qputenv("TZ", zoneBefore);
    tzset();
    QCOMPARE(parsed.ms(), qint64(1'774'751'400'250));
    QCOMPARE(iso, QStringLiteral("2026-03-29T02:30:00.250Z"));
}

void TestTimestamp::isoRoundTrip_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::newRow("epoch") << qint64(0);
    QTest::newRow("before the epoch") << qint64(-62'135'000);
    QTest::newRow("now") << qint64(1'772'612'130'250);
    QTest::newRow("last ms of 9999") << qint64(253'402'300'799'999);
}

void TestTimestamp::isoRoundTrip()
{
    QFETCH(qint64, ms);
    QCOMPARE(Timestamp::parse(Timestamp::fromMs(ms).toIso()), Timestamp::fromMs(ms));
}

void TestTimestamp::agreesWithQt()
{
    // Every 1 000 003 s from 1960 to 2100: all months, leap years and hours come by.
    for (qint64 s = -315'619'200; s < 4'102'444'800; s += 1'000'003) {
        const QString text = QDateTime::fromSecsSinceEpoch(s, Qt::UTC).toString(Qt::ISODate);
        QCOMPARE(Timestamp::parse(text).ms(), s * 1000);
    }
}

void TestTimestamp::fakeClock()
{
    using namespace std::chrono_literals;
    FakeClock clock;
    const BootTime boot = clock.now();
    const Timestamp wall = clock.wallNow();
    clock.advance(90s);
    QCOMPARE((clock.now() - boot).count(), std::chrono::nanoseconds(90s).count());
    QCOMPARE(clock.wallNow().ms() - wall.ms(), 90'000);
    clock.setWall(Timestamp::fromMs(5));
    QCOMPARE((clock.now() - boot).count(),
             std::chrono::nanoseconds(90s).count()); // an operator's change moves no deadline
    clock.setElapsed(60s); // never backwards
    QCOMPARE((clock.now() - boot).count(), std::chrono::nanoseconds(90s).count());
    clock.setElapsed(100s);
    QCOMPARE((clock.now() - boot).count(), std::chrono::nanoseconds(100s).count());
}

void TestTimestamp::systemClockMoves()
{
    const Clock &clock = Clock::system();
    const BootTime before = clock.now();
    const BootTime after = clock.now();
    QVERIFY(after >= before);
    QVERIFY(std::abs(clock.wallNow().ms() - QDateTime::currentMSecsSinceEpoch()) < 10'000);
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
