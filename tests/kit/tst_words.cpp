// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QTest>

#include <cmath>
#include <limits>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

/// Rows are written with plain spaces; the no-break and the narrow one have rows of their own.
QString plain(QString text)
{
    return text.replace(QChar(0x00A0), u' ').replace(QChar(0x202F), u' ');
}

qint64 local(int year, int month, int day, int hour, int minute, int second)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second)).toMSecsSinceEpoch();
}

const QLocale english(QLocale::English, QLocale::UnitedStates);
const QLocale german(QLocale::German, QLocale::Germany);

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void ages_data();
    void ages();
    void runningTimes_data();
    void runningTimes();
    void dues_data();
    void dues();
    void times_data();
    void times();
    void sizes_data();
    void sizes();
    void durations_data();
    void durations();
    void counts_data();
    void counts();
    void shares_data();
    void shares();
    void numbers_data();
    void numbers();
    void spacesAreTheRightOnes();
    void utcAndDates();
    void changes();
};

void TestWords::ages_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("words");
    QTest::newRow("future") << qint64(-5000) << u"just now"_s;
    QTest::newRow("nothing") << qint64(0) << u"just now"_s;
    QTest::newRow("under two seconds") << qint64(1999) << u"just now"_s;
    QTest::newRow("two seconds") << qint64(2000) << u"2 s"_s;
    QTest::newRow("seconds") << qint64(33'400) << u"33 s"_s;
    QTest::newRow("last second") << qint64(59'999) << u"59 s"_s;
    QTest::newRow("a minute") << qint64(60'000) << u"1 min"_s;
    QTest::newRow("minutes") << qint64(192'000) << u"3 min 12 s"_s;
    QTest::newRow("an hour") << qint64(3'600'000) << u"1 h"_s;
    QTest::newRow("hours") << qint64(3'900'000) << u"1 h 5 min"_s;
    QTest::newRow("last hour") << qint64(86'399'000) << u"23 h 59 min"_s;
    QTest::newRow("days") << qint64(4) * 86'400'000 << u"4 d"_s;
}

void TestWords::ages()
{
    QFETCH(qint64, ms);
    QFETCH(QString, words);
    QCOMPARE(plain(words::age(ms)), words);
}

void TestWords::runningTimes_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("words");
    QTest::newRow("start") << qint64(0) << u"0.0 s"_s;
    QTest::newRow("cut, not rounded") << qint64(890) << u"0.8 s"_s;
    QTest::newRow("under ten") << qint64(9999) << u"9.9 s"_s;
    QTest::newRow("from ten") << qint64(10'000) << u"10 s"_s;
    QTest::newRow("clock went back") << qint64(-1) << u"0.0 s"_s;
}

void TestWords::runningTimes()
{
    QFETCH(qint64, ms);
    QFETCH(QString, words);
    QCOMPARE(plain(words::running(ms, english)), words);
}

void TestWords::dues_data()
{
    QTest::addColumn<qint64>("days");
    QTest::addColumn<QString>("words");
    QTest::newRow("ahead") << qint64(21) << u"in 21 d"_s;
    QTest::newRow("today") << qint64(0) << u"today"_s;
    QTest::newRow("late") << qint64(-3) << u"3 d late"_s;
}

void TestWords::dues()
{
    QFETCH(qint64, days);
    QFETCH(QString, words);
    QCOMPARE(plain(words::due(days)), words);
}

void TestWords::times_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("words");
    QTest::newRow("today") << local(2026, 3, 12, 10, 42, 13) << u"10:42:13"_s;
    QTest::newRow("yesterday") << local(2026, 3, 11, 9, 5, 1) << u"11 Mar 09:05"_s;
    QTest::newRow("tomorrow") << local(2026, 3, 13, 0, 0, 0) << u"13 Mar 00:00"_s;
    QTest::newRow("last year") << local(2025, 12, 31, 23, 0, 0) << u"31 Dec 2025"_s;
    QTest::newRow("no time") << qint64(0) << u"–"_s;
}

void TestWords::times()
{
    QFETCH(qint64, at);
    QFETCH(QString, words);
    QCOMPARE(words::time(at, local(2026, 3, 12, 11, 0, 0), english), words);
}

void TestWords::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(999) << u"999 B"_s;
    QTest::newRow("one kB") << qint64(1000) << u"1.0 kB"_s;
    QTest::newRow("small kB") << qint64(9'100) << u"9.1 kB"_s;
    QTest::newRow("rounds up to ten") << qint64(9'960) << u"10 kB"_s;
    QTest::newRow("kB") << qint64(184'000) << u"184 kB"_s;
    QTest::newRow("rounds up to a MB") << qint64(999'600) << u"1.0 MB"_s;
    QTest::newRow("MB") << qint64(38'200'000) << u"38.2 MB"_s;
    QTest::newRow("many MB") << qint64(640'000'000) << u"640 MB"_s;
    QTest::newRow("GB") << qint64(1'500'000'000) << u"1.5 GB"_s;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << u"9.2 EB"_s;
}

void TestWords::sizes()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, words);
    QCOMPARE(plain(words::size(bytes, english)), words);
}

void TestWords::durations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("part of a microsecond") << 0.4e-6 << u"0.4 µs"_s;
    QTest::newRow("microseconds") << 62e-6 << u"62 µs"_s;
    QTest::newRow("a few milliseconds") << 4.2e-3 << u"4.2 ms"_s;
    QTest::newRow("milliseconds") << 0.048 << u"48 ms"_s;
    QTest::newRow("rounds up to a second") << 0.9996 << u"1.00 s"_s;
    QTest::newRow("seconds") << 1.5 << u"1.50 s"_s;
    QTest::newRow("tens of seconds") << 28.4 << u"28.4 s"_s;
    QTest::newRow("rounds up to a minute") << 59.97 << u"1 min"_s;
    QTest::newRow("minutes") << 94.0 << u"1 min 34 s"_s;
    QTest::newRow("hours") << 7500.0 << u"2 h 5 min"_s;
    QTest::newRow("negative") << -1.0 << u"–"_s;
    QTest::newRow("not a number") << std::nan("") << u"–"_s;
}

void TestWords::durations()
{
    QFETCH(double, seconds);
    QFETCH(QString, words);
    QCOMPARE(plain(words::duration(seconds, english)), words);
}

void TestWords::counts_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("zero") << qint64(0) << u"0"_s;
    QTest::newRow("three digits") << qint64(999) << u"999"_s;
    QTest::newRow("four digits") << qint64(4812) << u"4 812"_s;
    QTest::newRow("six digits") << qint64(141'220) << u"141 220"_s;
    QTest::newRow("millions") << qint64(1'234'567) << u"1 234 567"_s;
    QTest::newRow("minus three digits") << qint64(-812) << u"-812"_s;
    QTest::newRow("minus four digits") << qint64(-4812) << u"-4 812"_s;
}

void TestWords::counts()
{
    QFETCH(qint64, value);
    QFETCH(QString, words);
    QCOMPARE(plain(words::count(value, english)), words);
    QCOMPARE(plain(words::count(value, german)), words);
}

void TestWords::shares_data()
{
    QTest::addColumn<qint64>("part");
    QTest::addColumn<qint64>("whole");
    QTest::addColumn<QString>("words");
    QTest::newRow("with n") << qint64(3738) << qint64(4090) << u"91.4 % of 4 090"_s;
    QTest::newRow("all") << qint64(10) << qint64(10) << u"100.0 % of 10"_s;
    QTest::newRow("almost all is not all") << qint64(99'999) << qint64(100'000) << u"99.9 % of 100 000"_s;
    QTest::newRow("almost nothing is not nothing") << qint64(1) << qint64(100'000) << u"0.1 % of 100 000"_s;
    QTest::newRow("nothing") << qint64(0) << qint64(5) << u"0.0 % of 5"_s;
    QTest::newRow("no look-ups") << qint64(0) << qint64(0) << u"–"_s;
}

void TestWords::shares()
{
    QFETCH(qint64, part);
    QFETCH(qint64, whole);
    QFETCH(QString, words);
    QCOMPARE(plain(words::share(part, whole, english)), words);
}

void TestWords::numbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("words");
    QTest::newRow("English") << 141220.25 << 2 << english << u"141 220.25"_s;
    QTest::newRow("German") << 141220.25 << 2 << german << u"141 220,25"_s;
    QTest::newRow("same decimals") << 12.0 << 3 << english << u"12.000"_s;
    QTest::newRow("endless") << double(INFINITY) << 1 << english << u"–"_s;
}

void TestWords::numbers()
{
    QFETCH(double, value);
    QFETCH(int, decimals);
    QFETCH(QLocale, locale);
    QFETCH(QString, words);
    QCOMPARE(plain(words::number(value, decimals, locale)), words);
}

void TestWords::spacesAreTheRightOnes()
{
    QCOMPARE(words::count(4812, english), u"4"_s + QChar(0x202F) + u"812"_s);
    QCOMPARE(words::age(33'000), u"33"_s + QChar(0x00A0) + u's');
}

void TestWords::utcAndDates()
{
    const qint64 at = QDateTime(QDate(2026, 3, 12), QTime(9, 31, 7), Qt::UTC).toMSecsSinceEpoch();
    QCOMPARE(words::utc(at), u"2026-03-12 09:31:07 UTC"_s);
    QCOMPARE(words::date(QDate(2026, 3, 12), english), u"12 Mar 2026"_s);
    QCOMPARE(words::date(QDate(), english), u"–"_s);
    QCOMPARE(words::fullTime(local(2026, 3, 12, 10, 31, 7), english), u"12 Mar 2026 10:31:07"_s);
}

void TestWords::changes()
{
    QCOMPARE(plain(words::change(u"14"_s, u"3"_s, u"calls/min"_s)), u"14 → 3 calls/min"_s);
    QCOMPARE(words::change(u"14"_s, u"3"_s), u"14 → 3"_s);
    QCOMPARE(plain(words::countOf(4812, 5000, english)), u"4 812 of 5 000"_s);
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
