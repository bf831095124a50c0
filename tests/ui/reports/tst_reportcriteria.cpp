// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportcriteria.h"
#include "ui/report/savedfilters.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

using Kind = ReportPeriod::Kind;

Timestamp utc(const char *iso)
{
    return Timestamp::parse(std::string_view(iso));
}

} // namespace

/// Filters as values: periods by the clock, wildcards, places, and what is kept of them.
class TestReportCriteria : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void periods_data();
    void periods();
    void periodTexts();
    void wildcards();
    void mapAndBack();
    void mapsOfOthers_data();
    void mapsOfOthers();
    void ranges_data();
    void ranges();
    void savedFiltersSurvive();
    void savedNamesAreUnique();
    void savedOrderAndFirst();
    void damagedMemory_data();
    void damagedMemory();
};

void TestReportCriteria::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-test-criteria"_s);
}

void TestReportCriteria::init()
{
    QSettings().clear();
}

void TestReportCriteria::periods_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("now"); // Oslo: UTC+1 in winter, +2 in summer
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const QByteArray wednesday = "2026-03-04T08:15:30Z";
    QTest::newRow("any") << Kind::Any << wednesday << QByteArray() << QByteArray();
    QTest::newRow("today") << Kind::Today << wednesday << QByteArray("2026-03-03T23:00:00.000Z") << QByteArray();
    QTest::newRow("today, after midnight here")
        << Kind::Today << QByteArray("2026-03-04T23:30:00Z") << QByteArray("2026-03-04T23:00:00.000Z") << QByteArray();
    QTest::newRow("yesterday") << Kind::Yesterday << wednesday << QByteArray("2026-03-02T23:00:00.000Z")
                               << QByteArray("2026-03-03T22:59:59.999Z");
    QTest::newRow("yesterday of 23 hours")
        << Kind::Yesterday << QByteArray("2026-03-30T08:00:00Z") << QByteArray("2026-03-28T23:00:00.000Z")
        << QByteArray("2026-03-29T21:59:59.999Z");
    QTest::newRow("last 24 hours") << Kind::Last24Hours << wednesday << QByteArray("2026-03-03T08:00:00.000Z")
                                   << QByteArray();
    QTest::newRow("last 7 days") << Kind::Last7Days << wednesday << QByteArray("2026-02-25T08:00:00.000Z")
                                 << QByteArray();
    QTest::newRow("last 30 days") << Kind::Last30Days << wednesday << QByteArray("2026-02-02T08:00:00.000Z")
                                  << QByteArray();
    QTest::newRow("this week") << Kind::ThisWeek << wednesday << QByteArray("2026-03-01T23:00:00.000Z") << QByteArray();
    QTest::newRow("this week on its first day") << Kind::ThisWeek << QByteArray("2026-03-02T08:00:00Z")
                                                << QByteArray("2026-03-01T23:00:00.000Z") << QByteArray();
    QTest::newRow("last week") << Kind::LastWeek << wednesday << QByteArray("2026-02-22T23:00:00.000Z")
                               << QByteArray("2026-03-01T22:59:59.999Z");
}

void TestReportCriteria::periods()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, now);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QLocale::setDefault(QLocale(QLocale::NorwegianBokmal, QLocale::Norway));
    const auto range = ReportPeriod{kind}.at(utc(now.constData()), QTimeZone("Europe/Oslo"));
    QLocale::setDefault(QLocale::c());
    QCOMPARE(range.from.toIso().toLatin1(), from);
    QCOMPARE(range.to.toIso().toLatin1(), to);
}

void TestReportCriteria::periodTexts()
{
    const ReportPeriod custom{Kind::Custom, QDate(2026, 3, 6), QDate(2026, 3, 12)};
    const auto range = custom.at({}, QTimeZone("Europe/Oslo"));
    QCOMPARE(range.from.toIso(), u"2026-03-05T23:00:00.000Z"_s);
    QCOMPARE(range.to.toIso(), u"2026-03-12T22:59:59.999Z"_s);
    QCOMPARE(ReportPeriod::fromText(custom.toText()), custom);
    for (int kind = 0; kind < ReportPeriod::KindCount - 1; ++kind) {
        const ReportPeriod one{static_cast<Kind>(kind)};
        QCOMPARE(ReportPeriod::fromText(one.toText()), one);
        QCOMPARE(one.words().isEmpty(), !one.isSet());
    }
    QCOMPARE(ReportPeriod::fromText(u"next year"_s), ReportPeriod());
    QCOMPARE(ReportPeriod::fromText(u"/"_s), ReportPeriod());
    const ReportPeriod open{Kind::Custom, QDate(2026, 3, 6), {}};
    QCOMPARE(ReportPeriod::fromText(open.toText()), open);
    QVERIFY(!open.at({}).to.isValid());
}

void TestReportCriteria::wildcards()
{
    ReportCriteria criteria;
    criteria.setValue(u"serial"_s, u" CB*42 "_s);
    QCOMPARE(criteria.value(u"serial"_s), u"CB%42"_s);
    QCOMPARE(criteria.filterAt({}).serialNumber, u"CB%42"_s);
    criteria.setValue(u"serial"_s, u"  "_s);
    QVERIFY(!criteria.isSet());
}

void TestReportCriteria::mapAndBack()
{
    ReportCriteria criteria;
    for (const auto &field : ReportCriteria::fields())
        criteria.setValue(field.id, field.editor == ReportCriteria::Editor::Text ? field.id + u'%' : u"50"_s);
    criteria.processName = u"PCBA test"_s;
    criteria.period = {Kind::LastWeek};
    criteria.results = {ReportResult::Failed, ReportResult::Terminated};
    const ReportCriteria back = ReportCriteria::fromMap(criteria.toMap());
    QVERIFY(back.sameAs(criteria));
    QCOMPARE(back.words(u"process"_s), u"PCBA test"_s);
    QCOMPARE(back.setFields().size(), ReportCriteria::fields().size() + 2);
    ReportCriteria none = back;
    const QStringList fields = back.setFields();
    for (const QString &field : fields)
        none.clear(field);
    QVERIFY(!none.isSet());
    QVERIFY(none.sameAs({}));
}

void TestReportCriteria::mapsOfOthers_data()
{
    QTest::addColumn<QVariantMap>("map");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<int>("results");
    QTest::addColumn<bool>("period");
    QTest::newRow("a link to a serial") << QVariantMap{{u"serial"_s, u"CB1"_s}} << u"CB1"_s << 0 << false;
    QTest::newRow("one result as a number") << QVariantMap{{u"result"_s, 1}} << QString() << 1 << false;
    QTest::newRow("a moment in ms") << QVariantMap{{u"from"_s, 1'772'600'000'000LL}} << QString() << 0 << true;
    QTest::newRow("nothing known") << QVariantMap{{u"colour"_s, u"red"_s}, {u"result"_s, u"77,x"_s}} << QString() << 0
                                   << false;
}

void TestReportCriteria::mapsOfOthers()
{
    QFETCH(QVariantMap, map);
    QFETCH(QString, serial);
    QFETCH(int, results);
    QFETCH(bool, period);
    const ReportCriteria criteria = ReportCriteria::fromMap(map);
    QCOMPARE(criteria.value(u"serial"_s), serial);
    QCOMPARE(int(criteria.results.size()), results);
    QCOMPARE(criteria.period.isSet(), period);
}

void TestReportCriteria::ranges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("least"); // -1: open
    QTest::addColumn<double>("most");
    QTest::newRow("both") << u"30..120"_s << 30. << 120.;
    QTest::newRow("at most") << u"..5.5"_s << -1. << 5.5;
    QTest::newRow("at least") << u"7.."_s << 7. << -1.;
    QTest::newRow("a number alone") << u"7"_s << 7. << -1.;
    QTest::newRow("negative") << u"-7..x"_s << -1. << -1.;
    QTest::newRow("empty") << QString() << -1. << -1.;
}

void TestReportCriteria::ranges()
{
    QFETCH(QString, text);
    QFETCH(double, least);
    QFETCH(double, most);
    const auto [from, to] = splitRange(text);
    QCOMPARE(from.value_or(-1), least);
    QCOMPARE(to.value_or(-1), most);
}

void TestReportCriteria::savedFiltersSurvive()
{
    ReportCriteria criteria;
    criteria.setValue(u"serial"_s, u"CB%"_s);
    criteria.period = {Kind::Last7Days};
    {
        SavedFilters filters(ProfileMemory(u"plant"_s));
        QCOMPARE(filters.indexOf(criteria), -1);
        QCOMPARE(filters.add(u"Boards"_s, criteria), 0);
        filters.setFirst(0);
    }
    const SavedFilters again(ProfileMemory(u"plant"_s));
    QCOMPARE(again.entries().size(), 1);
    QCOMPARE(again.entries()[0].name, u"Boards"_s);
    QCOMPARE(again.indexOf(criteria), 0);
    QVERIFY(again.first());
    const SavedFilters other(ProfileMemory(u"another plant"_s));
    QVERIFY(other.entries().isEmpty());
}

void TestReportCriteria::savedNamesAreUnique()
{
    SavedFilters filters(ProfileMemory(u"plant"_s));
    filters.add(u"Mine"_s, {});
    filters.add(u"mine"_s, {});
    filters.add(u" "_s, {});
    QCOMPARE(filters.entries()[1].name, u"mine 2"_s);
    QVERIFY(!filters.entries()[2].name.isEmpty());
    QVERIFY(!filters.rename(1, u"MINE"_s));
    QVERIFY(!filters.rename(1, u"  "_s));
    QVERIFY(filters.rename(1, u"Yours"_s));
    QVERIFY(!filters.rename(9, u"x"_s));
}

void TestReportCriteria::savedOrderAndFirst()
{
    SavedFilters filters(ProfileMemory(u"plant"_s));
    for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
        filters.add(name, {});
    filters.setFirst(2);
    filters.move(2, 0);
    QCOMPARE(filters.first()->name, u"c"_s);
    const auto gone = filters.take(0);
    QVERIFY(!filters.first());
    filters.insert(1, gone); // undone
    const SavedFilters again(ProfileMemory(u"plant"_s));
    QCOMPARE(again.entries()[1].name, u"c"_s);
    QVERIFY(again.entries()[1].first);
    filters.move(0, 7); // nowhere
    QCOMPARE(filters.entries()[0].name, u"a"_s);
}

void TestReportCriteria::damagedMemory_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no json") << u"{{{"_s;
    QTest::newRow("an object") << u"{\"name\":\"x\"}"_s;
    QTest::newRow("entries of other kinds") << u"[1,\"x\",null,[],{},{\"name\":7},{\"name\":\"  \"}]"_s;
}

void TestReportCriteria::damagedMemory()
{
    QFETCH(QString, text);
    QSettings().setValue(u"profiles/plant/reports/savedFilters"_s, text);
    SavedFilters filters(ProfileMemory(u"plant"_s));
    QVERIFY(filters.entries().isEmpty());
    filters.add(u"Works"_s, {});
    QCOMPARE(SavedFilters(ProfileMemory(u"plant"_s)).entries().size(), 1);
}

QTEST_GUILESS_MAIN(TestReportCriteria)
#include "tst_reportcriteria.moc"
