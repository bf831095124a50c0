// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/selection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qwats::demo::odata;

namespace {

struct Row
{
    QString name;
    double count;
    QString date;
    bool active;
    QStringList parts;
};

const QList<Row> rows{
    {u"Alpha"_s, 3, u"2026-01-10T08:00:00Z"_s, true, {u"X1"_s, u"Y2"_s}},
    {u"beta"_s, 7, u"2026-01-15T10:00:00Z"_s, false, {}},
    {u"Gamma"_s, 7, u"2026-02-01T00:00:00Z"_s, true, {u"X1"_s}},
    {u"O'Brien"_s, -1.5, QString(), true, {u"Z9"_s}},
};

const Row &at(RowRef row)
{
    return rows[row.row];
}

/// The four rows above: name, count, date (may be null), active, and the list parts/code.
const Schema &schema()
{
    static const Schema made = [] {
        Schema result;
        result.add(Field{u"name"_s, Kind::Text, [](RowRef r) { return Value::of(at(r).name); }, {}}, {u"title"_s});
        result.add(Field{u"count"_s, Kind::Number, [](RowRef r) { return Value::of(at(r).count); }, {}});
        result.add(Field{u"active"_s, Kind::Bool, [](RowRef r) { return Value::of(at(r).active); }, {}});
        result.add(Field{u"date"_s,
                         Kind::Time,
                         [](RowRef r) {
                             qint64 ms = 0;
                             return parseTime(at(r).date, &ms) ? Value::ofTime(ms) : Value::null();
                         },
                         {}});
        auto parts = std::make_shared<Schema>();
        parts->add(Field{u"code"_s, Kind::Text, [](RowRef r) { return Value::of(at(r).parts[r.element]); }, {}});
        result.add(Collection{u"parts"_s, [](RowRef r) { return at(r).parts.size(); }, parts});
        return result;
    }();
    return made;
}

} // namespace

class TestDemoOData : public QObject
{
    Q_OBJECT
private slots:
    void filter_data();
    void filter();
    void badFilter_data();
    void badFilter();
    void selection_data();
    void selection();
    void time_data();
    void time();
};

void TestDemoOData::filter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found"); // numbers of the rows

    QTest::newRow("eq text") << u"name eq 'Alpha'"_s << u"0"_s;
    QTest::newRow("eq is exact") << u"name eq 'alpha'"_s << u""_s;
    QTest::newRow("field name in other case") << u"NAME eq 'Alpha'"_s << u"0"_s;
    QTest::newRow("alias") << u"title eq 'Alpha'"_s << u"0"_s;
    QTest::newRow("ne") << u"name ne 'Alpha'"_s << u"123"_s;
    QTest::newRow("gt") << u"count gt 3"_s << u"12"_s;
    QTest::newRow("ge") << u"count ge 3"_s << u"012"_s;
    QTest::newRow("lt negative") << u"count lt -1"_s << u"3"_s;
    QTest::newRow("le fraction") << u"count le -1.5"_s << u"3"_s;
    QTest::newRow("literal first") << u"3 eq count"_s << u"0"_s;
    QTest::newRow("number as text") << u"count eq '7'"_s << u"12"_s;
    QTest::newRow("and binds tighter") << u"name eq 'Alpha' or count eq 7 and active eq true"_s << u"02"_s;
    QTest::newRow("parentheses") << u"(name eq 'Alpha' or count eq 7) and active eq false"_s << u"1"_s;
    QTest::newRow("not") << u"not (count eq 7)"_s << u"03"_s;
    QTest::newRow("not not") << u"not not count eq 7"_s << u"12"_s;
    QTest::newRow("bool field alone") << u"active"_s << u"023"_s;
    QTest::newRow("lone false") << u"false"_s << u""_s;
    QTest::newRow("lone true") << u"true"_s << u"0123"_s;
    QTest::newRow("quote doubled") << u"name eq 'O''Brien'"_s << u"3"_s;
    QTest::newRow("contains") << u"contains(name, 'am')"_s << u"2"_s;
    QTest::newRow("contains other case") << u"contains(name,'BRI')"_s << u"3"_s;
    QTest::newRow("startswith") << u"startswith(name, 'be')"_s << u"1"_s;
    QTest::newRow("endswith") << u"endswith(name, 'a')"_s << u"012"_s;
    QTest::newRow("tolower") << u"tolower(name) eq tolower('ALPHA')"_s << u"0"_s;
    QTest::newRow("toupper") << u"toupper(name) eq 'BETA'"_s << u"1"_s;
    QTest::newRow("in numbers") << u"count in (3, -1.5)"_s << u"03"_s;
    QTest::newRow("in texts") << u"name in ('beta','Gamma')"_s << u"12"_s;
    QTest::newRow("date only") << u"date ge 2026-01-15"_s << u"12"_s;
    QTest::newRow("date-time") << u"date eq 2026-01-15T10:00:00"_s << u"1"_s;
    QTest::newRow("date with Z and fraction") << u"date eq 2026-01-15T10:00:00.0000000Z"_s << u"1"_s;
    QTest::newRow("date with offset") << u"date eq 2026-01-15T11:00:00+01:00"_s << u"1"_s;
    QTest::newRow("date with plus lost in the query") << u"date eq 2026-01-15T11:00:00 01:00"_s << u"1"_s;
    QTest::newRow("quoted date") << u"date eq '2026-01-15T10:00:00Z'"_s << u"1"_s;
    QTest::newRow("date range") << u"date ge 2026-01-01 and date lt 2026-02-01"_s << u"01"_s;
    QTest::newRow("eq null") << u"date eq null"_s << u"3"_s;
    QTest::newRow("ne null") << u"date ne null"_s << u"012"_s;
    QTest::newRow("null is never less") << u"date lt 2030-01-01"_s << u"012"_s;
    QTest::newRow("any") << u"parts/any(p: p/code eq 'X1')"_s << u"02"_s;
    QTest::newRow("any with and") << u"parts/any(p: p/code eq 'X1' and startswith(p/code,'X'))"_s << u"02"_s;
    QTest::newRow("any, outer field") << u"parts/any(p: p/code eq 'X1' and count eq 7)"_s << u"2"_s;
    QTest::newRow("any without condition") << u"parts/any()"_s << u"023"_s;
    QTest::newRow("any and more") << u"parts/any(p: p/code eq 'X1') and count eq 3"_s << u"0"_s;
    QTest::newRow("spaces") << u"   count   eq   3  "_s << u"0"_s;
}

void TestDemoOData::filter()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    Problem problem;
    const auto condition = parseFilter(text, schema(), &problem);
    QVERIFY2(condition, qPrintable(problem.toSentence()));
    QString result;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (condition->holds({i, -1}))
            result += QString::number(i);
    }
    QCOMPARE(result, found);
}

void TestDemoOData::badFilter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");

    QTest::newRow("unknown field") << u"count eq 3 and colour eq 'x'"_s << 15;
    QTest::newRow("open quote") << u"name eq 'O'Brien'"_s << 16;
    QTest::newRow("no operator") << u"name 'x'"_s << 5;
    QTest::newRow("no value") << u"name eq "_s << 8;
    QTest::newRow("ends after and") << u"count eq 3 and"_s << 14;
    QTest::newRow("open parenthesis") << u"(count eq 3"_s << 11;
    QTest::newRow("closing too many") << u"count eq 3)"_s << 10;
    QTest::newRow("strange character") << u"count = 3"_s << 6;
    QTest::newRow("number with letters") << u"count eq 3abc"_s << 9;
    QTest::newRow("number against text") << u"count eq 'x'"_s << 9;
    QTest::newRow("date against nonsense") << u"date eq 'soon'"_s << 8;
    QTest::newRow("no such day") << u"date eq 2026-02-30"_s << 8;
    QTest::newRow("lone minus") << u"count eq -"_s << 9;
    QTest::newRow("contains on a number") << u"contains(count, '3')"_s << 9;
    QTest::newRow("contains without comma") << u"contains(name 'a')"_s << 14;
    QTest::newRow("unknown list") << u"things/any(t: t/code eq 'x')"_s << 0;
    QTest::newRow("unknown field in any") << u"parts/any(p: p/size eq 'x')"_s << 15;
    QTest::newRow("any without colon") << u"parts/any(p p/code eq 'x')"_s << 12;
    QTest::newRow("two sides differ") << u"name eq count"_s << 8;
    QTest::newRow("empty list") << u"count in ()"_s << 10;
    QTest::newRow("nested too deeply") << QString(100, u'(') + u"count eq 3"_s + QString(100, u')') << 64;
}

void TestDemoOData::badFilter()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    Problem problem;
    QVERIFY(!parseFilter(text, schema(), &problem));
    QVERIFY(!problem.message.isEmpty());
    QCOMPARE(int(problem.position), position);
    QVERIFY(problem.toSentence().contains(u"character %1."_s.arg(position + 1)));
}

void TestDemoOData::selection_data()
{
    QTest::addColumn<Options>("options");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("error");

    QTest::newRow("nothing") << Options{} << u"0123"_s << QString();
    QTest::newRow("order") << Options{{}, u"count"_s, {}, {}} << u"3012"_s << QString();
    QTest::newRow("order desc keeps equals in place") << Options{{}, u"count desc"_s, {}, {}} << u"1203"_s << QString();
    QTest::newRow("two keys") << Options{{}, u"count desc, name desc"_s, {}, {}} << u"1203"_s << QString();
    QTest::newRow("nulls first") << Options{{}, u"date asc"_s, {}, {}} << u"3012"_s << QString();
    QTest::newRow("top") << Options{{}, {}, u"2"_s, {}} << u"01"_s << QString();
    QTest::newRow("top 0") << Options{{}, {}, u"0"_s, {}} << u""_s << QString();
    QTest::newRow("skip") << Options{{}, {}, {}, u"3"_s} << u"3"_s << QString();
    QTest::newRow("skip past the end") << Options{{}, {}, {}, u"9"_s} << u""_s << QString();
    QTest::newRow("page") << Options{u"count ge 3"_s, u"name"_s, u"1"_s, u"1"_s} << u"2"_s << QString();
    QTest::newRow("top of everything") << Options{{}, {}, u"9223372036854775807"_s, u"1"_s} << u"123"_s << QString();
    QTest::newRow("bad top") << Options{{}, {}, u"-1"_s, {}} << QString() << u"$top"_s;
    QTest::newRow("bad skip") << Options{{}, {}, {}, u"x"_s} << QString() << u"$skip"_s;
    QTest::newRow("bad order field") << Options{{}, u"colour"_s, {}, {}} << QString() << u"colour"_s;
    QTest::newRow("bad order word") << Options{{}, u"name up"_s, {}, {}} << QString() << u"'up'"_s;
    QTest::newRow("bad filter") << Options{u"name eq"_s, {}, {}, {}} << QString() << u"$filter"_s;
}

void TestDemoOData::selection()
{
    QFETCH(Options, options);
    QFETCH(QString, found);
    QFETCH(QString, error);
    QString problem;
    const auto selection = Selection::parse(options, schema(), &problem);
    QCOMPARE(selection.has_value(), error.isEmpty());
    QVERIFY2(problem.contains(error), qPrintable(problem));
    QString result;
    if (selection) {
        for (const qsizetype row : selection->apply(rows.size()))
            result += QString::number(row);
    }
    QCOMPARE(result, found);
}

void TestDemoOData::time_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("epoch") << u"1970-01-01"_s << true << qint64(0);
    QTest::newRow("before the epoch") << u"1969-12-31T23:59:59Z"_s << true << qint64(-1000);
    QTest::newRow("seven digits") << u"1970-01-01T00:00:01.2345678Z"_s << true << qint64(1234);
    QTest::newRow("minutes only") << u"1970-01-01T00:01"_s << true << qint64(60000);
    QTest::newRow("negative offset") << u"1970-01-01T00:00:00-02:30"_s << true << qint64(9000000);
    QTest::newRow("month 13") << u"2026-13-01"_s << false << qint64(0);
    QTest::newRow("hour 24") << u"2026-01-01T24:00:00"_s << false << qint64(0);
    QTest::newRow("ten digits") << u"2026-01-01T00:00:00.1234567890Z"_s << false << qint64(0);
    QTest::newRow("empty") << QString() << false << qint64(0);
    QTest::newRow("trailing text") << u"2026-01-01T00:00:00Zx"_s << false << qint64(0);
}

void TestDemoOData::time()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(qint64, ms);
    qint64 result = 0;
    QCOMPARE(parseTime(text, &result), good);
    if (good)
        QCOMPARE(result, ms);
}

QTEST_GUILESS_MAIN(TestDemoOData)
#include "tst_demo_odata.moc"
