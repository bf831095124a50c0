// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/durationtext.h"

#include <QTest>

using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDurationText : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void writes_data();
    void writes();
};

void TestDurationText::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("unit");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << u"90 s"_s << qint64(60) << qint64(90);
    QTest::newRow("sec") << u"45 sec"_s << qint64(60) << qint64(45);
    QTest::newRow("minutes") << u"5 min"_s << qint64(1) << qint64(300);
    QTest::newRow("m is minutes") << u"5 m"_s << qint64(1) << qint64(300);
    QTest::newRow("hours") << u"2 h"_s << qint64(60) << qint64(7200);
    QTest::newRow("days") << u"7 d"_s << qint64(60) << qint64(604'800);
    QTest::newRow("two parts") << u"1 h 30 min"_s << qint64(60) << qint64(5400);
    QTest::newRow("without spaces") << u"1d12h"_s << qint64(60) << qint64(129'600);
    QTest::newRow("any case") << u"3 MIN"_s << qint64(1) << qint64(180);
    QTest::newRow("spaces around") << u"  10 s  "_s << qint64(60) << qint64(10);
    QTest::newRow("bare counts in minutes") << u"5"_s << qint64(60) << qint64(300);
    QTest::newRow("bare counts in seconds") << u"5"_s << qint64(1) << qint64(5);
    QTest::newRow("decimal point") << u"1.5 h"_s << qint64(60) << qint64(5400);
    QTest::newRow("decimal comma") << u"1,5 min"_s << qint64(60) << qint64(90);
    QTest::newRow("nothing long") << u"0"_s << qint64(60) << qint64(0);
    QTest::newRow("a year") << u"366 d"_s << qint64(60) << qint64(366 * 86'400);
}

void TestDurationText::reads()
{
    QFETCH(QString, typed);
    QFETCH(qint64, unit);
    QFETCH(qint64, seconds);
    const auto read = durationFromText(typed, std::chrono::seconds(unit));
    QVERIFY2(read.has_value(), qPrintable(typed));
    QCOMPARE(qint64(read->count()), seconds);
}

void TestDurationText::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("only spaces") << u"   "_s;
    QTest::newRow("a word") << u"soon"_s;
    QTest::newRow("another unit") << u"5 weeks"_s;
    QTest::newRow("a unit too long") << u"5 minutes"_s;
    QTest::newRow("negative") << u"-5 min"_s;
    QTest::newRow("a unit alone") << u"min"_s;
    QTest::newRow("something behind") << u"5 min!"_s;
    QTest::newRow("two points") << u"1.5.2 h"_s;
    QTest::newRow("an exponent") << u"1e3 s"_s;
    QTest::newRow("more than a year") << u"367 d"_s;
    QTest::newRow("more digits than a number has") << QString(400, u'9');
}

void TestDurationText::refuses()
{
    QFETCH(QString, typed);
    QVERIFY2(!durationFromText(typed, 60s), qPrintable(typed));
}

void TestDurationText::writes_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0 s"_s;
    QTest::newRow("one second") << qint64(1) << u"1 s"_s;
    QTest::newRow("five minutes") << qint64(300) << u"5 min"_s;
    QTest::newRow("no loss of seconds") << qint64(3661) << u"1 h 1 min 1 s"_s;
    QTest::newRow("hour and a half") << qint64(5400) << u"1 h 30 min"_s;
    QTest::newRow("a day is 24 hours") << qint64(86'400) << u"24 h"_s;
    QTest::newRow("just under two days") << qint64(172'799) << u"47 h 59 min 59 s"_s;
    QTest::newRow("two days") << qint64(172'800) << u"2 d"_s;
    QTest::newRow("days and hours") << qint64(8 * 86'400 + 3600) << u"8 d 1 h"_s;
}

void TestDurationText::writes()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(std::chrono::seconds(seconds)), text);
    const auto again = durationFromText(text, 60s);
    QVERIFY(again.has_value());
    QCOMPARE(qint64(again->count()), seconds);
}

QTEST_GUILESS_MAIN(TestDurationText)
#include "tst_durationtext.moc"
