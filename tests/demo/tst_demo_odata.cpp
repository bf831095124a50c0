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
    QString id;
    QString kind;
};

const QList<Row> rows{
    {u"Alpha"_s, 3, u"2026-01-10T08:00:00Z"_s, true, {u"X1"_s, u"Y2"_s}, {}, u"Alpha kind"_s},
    {u"beta"_s, 7, u"2026-01-15T10:00:00Z"_s, false, {}, u"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s, u"B"_s},
    {u"Gamma"_s, 7, u"2026-02-01T00:00:00Z"_s, true, {u"X1"_s}, u"a0000000-0d2e-4b7a-9c55-3f0a7d6b1e01"_s, u"B"_s},
    {u"O'Brien"_s, -1.5, QString(), true, {u"Z9"_s}, {}, u"B"_s},
};

const Row &at(RowRef row)
{
    return rows[row.row];
}

/// The four rows above: name, count, date (may be null), active, id, kind, and the list parts/code.
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
        result.add(Field{u"id"_s, Kind::Text, [](RowRef r) { return Value::of(at(r).id); }, {}});
        result.add(Field{u"kind"_s, Kind::Text, [](RowRef r) { return Value::of(at(r).kind); },
                         [](const Value &v) {
                             return v.text == u"A"_s || v.text == u"alpha kind"_s ? Value::of(u"Alpha kind"_s) : v;
                         }});
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
    void projection_data();
    void projection();
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
    QTest::newRow("words in capitals") << u"count GT 3 AND NOT active EQ TRUE"_s << u"1"_s;
    QTest::newRow("gt text") << u"name gt 'Gamma'"_s << u"13"_s;
    QTest::newRow("literal first, turned") << u"3 lt count"_s << u"12"_s;
    QTest::newRow("literal first, ge") << u"3 ge count"_s << u"03"_s;
    QTest::newRow("ge null is never true") << u"count ge null"_s << u""_s;
    QTest::newRow("null in a list") << u"date in (null, 2026-02-01)"_s << u"23"_s;
    QTest::newRow("not in") << u"not (name in ('beta','Gamma'))"_s << u"03"_s;
    QTest::newRow("not before a function") << u"not contains(name,'a')"_s << u"3"_s;
    QTest::newRow("not without a space") << u"not(active)"_s << u"1"_s;
    QTest::newRow("function eq true") << u"contains(name,'am') eq true"_s << u"2"_s;
    QTest::newRow("function eq false") << u"startswith(name, 'be') eq false"_s << u"023"_s;
    QTest::newRow("group ne true") << u"(count eq 7) ne true"_s << u"03"_s;
    QTest::newRow("any ne false") << u"parts/any(p: p/code eq 'Y2') ne false"_s << u"0"_s;
    QTest::newRow("functions inside each other") << u"tolower(toupper(name)) eq 'beta'"_s << u"1"_s;
    QTest::newRow("contains of a folded field") << u"contains(tolower(name), 'alp')"_s << u"0"_s;
    QTest::newRow("contains a field") << u"contains('xbetax', name)"_s << u"1"_s;
    QTest::newRow("contains a quote") << u"contains(name, '''')"_s << u"3"_s;
    QTest::newRow("empty text") << u"name ne ''"_s << u"0123"_s;
    QTest::newRow("words inside a text") << u"name eq 'a and (b' or name eq 'beta'"_s << u"1"_s;
    QTest::newRow("fields against each other") << u"title eq name"_s << u"0123"_s;
    QTest::newRow("path from the row") << u"$it/name eq 'beta'"_s << u"1"_s;
    QTest::newRow("number with exponent") << u"count lt 1e1 and count gt 5E0"_s << u"12"_s;
    QTest::newRow("date in the old form") << u"date eq datetime'2026-01-15T10:00:00'"_s << u"1"_s;
    QTest::newRow("seven digits of fraction")
        << u"date lt 2026-01-15T10:00:00.0010000Z and date gt 2026-01-12"_s << u"1"_s;
    QTest::newRow("one digit of fraction") << u"date ge 2026-01-15T09:59:59.9+00:00"_s << u"12"_s;
    QTest::newRow("negative offset") << u"date eq 2026-01-15T07:30:00-02:30"_s << u"1"_s;
    QTest::newRow("quoted date in a list") << u"date in ('2026-01-10T08:00:00Z')"_s << u"0"_s;
    QTest::newRow("date without seconds") << u"date eq 2026-01-15T10:00"_s << u"1"_s;
    QTest::newRow("guid") << u"id eq 6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s << u"1"_s;
    QTest::newRow("guid in capitals") << u"id eq 6F1C2A34-0D2E-4B7A-9C55-3F0A7D6B1E01"_s << u"1"_s;
    QTest::newRow("guid that begins with a letter")
        << u"id eq a0000000-0d2e-4b7a-9c55-3f0a7d6b1e01 and active"_s << u"2"_s;
    QTest::newRow("guid in the old form") << u"id eq guid'6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01'"_s << u"1"_s;
    QTest::newRow("quoted guid") << u"id in ('6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01')"_s << u"1"_s;
    QTest::newRow("literal with a meaning") << u"kind eq 'A'"_s << u"0"_s;
    QTest::newRow("literal with a meaning, folded") << u"tolower(kind) eq 'alpha kind'"_s << u"0"_s;
    QTest::newRow("63 levels") << QString(63, u'(') + u"count eq 3"_s + QString(63, u')') << u"0"_s;
    QTest::newRow("a thousand parts") << u"count eq 1 or "_s.repeated(1000) + u"count eq 3"_s << u"0"_s;
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
    QTest::addColumn<QString>("expected"); // part of what the message says could stand there

    const auto row = [](const char *name, const QString &text, int position, const QString &expected) {
        QTest::newRow(name) << text << position << expected;
    };
    row("unknown field", u"count eq 3 and colour eq 'x'"_s, 15, u"field"_s);
    row("open quote", u"name eq 'O'Brien'"_s, 16, u"quote"_s);
    row("no operator", u"name 'x'"_s, 5, u"eq, ne"_s);
    row("unknown operator", u"name like 'x'"_s, 5, u"eq, ne"_s);
    row("no value", u"name eq "_s, 8, u"value"_s);
    row("no value before and", u"name eq and active"_s, 8, u"field"_s);
    row("nothing but an operator", u"eq"_s, 0, u"field"_s);
    row("ends after and", u"count eq 3 and"_s, 14, u"field or a value"_s);
    row("ends after not", u"not"_s, 3, u"field or a value"_s);
    row("begins with or", u"or count eq 3"_s, 0, u"field"_s);
    row("open parenthesis", u"(count eq 3"_s, 11, u"closing parenthesis"_s);
    row("closing too many", u"count eq 3)"_s, 10, u"and, or, or the end"_s);
    row("two comparisons without and", u"count eq 3 count eq 4"_s, 11, u"and, or"_s);
    row("empty parentheses", u"()"_s, 1, u"field"_s);
    row("strange character", u"count = 3"_s, 6, u"operator in letters"_s);
    row("number with letters", u"count eq 3abc"_s, 9, u"number"_s);
    row("number against text", u"count eq 'x'"_s, 9, u"a number"_s);
    row("number that is none", u"count eq 'nan'"_s, 9, u"a number"_s);
    row("number against bool", u"count ge true"_s, 9, u"a number"_s);
    row("bool against number", u"active eq 1"_s, 10, u"true or false"_s);
    row("date against nonsense", u"date eq 'soon'"_s, 8, u"a date"_s);
    row("date against number", u"date gt 5"_s, 8, u"a date"_s);
    row("no such day", u"date eq 2026-02-30"_s, 8, u"date such as"_s);
    row("no such hour", u"date eq 2026-02-20T25:00:00Z"_s, 8, u"date such as"_s);
    row("lone minus", u"count eq -"_s, 9, u"number"_s);
    row("contains on a number", u"contains(count, '3')"_s, 9, u"a text"_s);
    row("contains of a number", u"contains(name, 3)"_s, 15, u"a text"_s);
    row("contains without comma", u"contains(name 'a')"_s, 14, u"comma"_s);
    row("contains left open", u"contains(name, 'a'"_s, 18, u"closing parenthesis of contains"_s);
    row("contains eq a text", u"contains(name, 'a') eq 'a'"_s, 23, u"true or false"_s);
    row("startswith of nothing", u"startswith()"_s, 11, u"field or a value"_s);
    row("endswith with three", u"endswith(name, 'a', 'b')"_s, 18, u"closing parenthesis of endswith"_s);
    row("tolower on a number", u"tolower(count) eq '3'"_s, 8, u"a text"_s);
    row("toupper left open", u"toupper(name eq 'A'"_s, 13, u"closing parenthesis of toupper"_s);
    row("unknown function", u"length(name) eq 3"_s, 0, u"contains, startswith"_s);
    row("unknown list", u"things/any(t: t/code eq 'x')"_s, 0, u"name of a list"_s);
    row("unknown field in any", u"parts/any(p: p/size eq 'x')"_s, 15, u"name of a field"_s);
    row("other variable in any", u"parts/any(p: q/code eq 'x')"_s, 13, u"name of a field"_s);
    row("any without variable", u"parts/any('x')"_s, 10, u"variable"_s);
    row("any without colon", u"parts/any(p p/code eq 'x')"_s, 12, u"colon"_s);
    row("any without condition", u"parts/any(p:)"_s, 12, u"field"_s);
    row("any left open", u"parts/any(p: p/code eq 'x'"_s, 26, u"closing parenthesis of any()"_s);
    row("any in any", u"parts/any(p: parts/any(q: q/code eq 'x'))"_s, 13, u"does not nest"_s);
    row("all", u"parts/all(p: p/code eq 'x')"_s, 0, u"name of a field"_s);
    row("two sides differ", u"name eq count"_s, 8, u"a text"_s);
    row("in without list", u"count in 3"_s, 9, u"opening parenthesis"_s);
    row("empty list", u"count in ()"_s, 10, u"field or a value"_s);
    row("list without comma", u"count in (3 4)"_s, 12, u"comma"_s);
    row("list of the wrong kind", u"count in (3, 'x')"_s, 13, u"a number"_s);
    row("broken guid", u"id eq a0000000-0d2e-4b7a-9c55-3f0a7d6b1e0"_s, 14, u"number"_s);
    row("semicolon", u"count eq 3; drop"_s, 10, u"operator"_s);
    row("nested too deeply", QString(100, u'(') + u"count eq 3"_s + QString(100, u')'), 64, QString());
    row("too many nots", u"not "_s.repeated(100) + u"active"_s, 4 * 64, QString());
    row("too many functions", u"tolower("_s.repeated(100), 8 * 63, QString());
    row("too long", u"name eq '"_s + QString(20000, u'x') + u'\'', 16000, u"16000 characters at most"_s);
}

void TestDemoOData::badFilter()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(QString, expected);
    Problem problem;
    QVERIFY(!parseFilter(text, schema(), &problem));
    QVERIFY(!problem.message.isEmpty());
    QVERIFY2(int(problem.position) == position, qPrintable(problem.toSentence()));
    QVERIFY2(problem.expected.contains(expected), qPrintable(problem.toSentence()));
    QVERIFY(problem.toSentence().contains(u"character %1."_s.arg(position + 1)));
    QCOMPARE(problem.toSentence().contains(u"Expected: "_s), !problem.expected.isEmpty());
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
    QTest::newRow("three keys") << Options{{}, u"active desc,count,name desc"_s, {}, {}} << u"3021"_s << QString();
    QTest::newRow("order by an alias, in capitals") << Options{{}, u"TITLE DESC"_s, {}, {}} << u"1320"_s << QString();
    QTest::newRow("comma too many") << Options{{}, u"count,,"_s, {}, {}} << u"3012"_s << QString();
    QTest::newRow("skip and top past everything")
        << Options{{}, u"count"_s, u"9223372036854775807"_s, u"9223372036854775807"_s} << u""_s << QString();
    QTest::newRow("top too big for a number")
        << Options{{}, {}, u"99999999999999999999"_s, {}} << QString() << u"$top"_s;
    QTest::newRow("top with a fraction") << Options{{}, {}, u"1.5"_s, {}} << QString() << u"$top"_s;
    QTest::newRow("where the order is wrong")
        << Options{{}, u"name, colour desc"_s, {}, {}} << QString() << u"character 7. Expected: the name of a field"_s;
    QTest::newRow("where the direction is wrong")
        << Options{{}, u"name asc,count up"_s, {}, {}} << QString() << u"character 16. Expected: asc or desc"_s;
    QTest::newRow("a word too many") << Options{{}, u"name desc first"_s, {}, {}} << QString()
                                     << u"character 11. Expected: a comma"_s;
    QTest::newRow("too many keys") << Options{{}, u"name,"_s.repeated(17), {}, {}} << QString() << u"16 at most"_s;
    QTest::newRow("where the filter is wrong")
        << Options{u"name eq 1 and"_s, {}, {}, {}} << QString() << u"character 14. Expected: a field or a value"_s;
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

void TestDemoOData::projection_data()
{
    QTest::addColumn<QString>("select");
    QTest::addColumn<QStringList>("kept");
    const QStringList all{u"count"_s, u"extra"_s, u"name"_s};
    QTest::newRow("not given") << QString() << all;
    QTest::newRow("one") << u"name"_s << QStringList{u"name"_s};
    QTest::newRow("two, spaced, in capitals") << u" COUNT , name"_s << QStringList{u"count"_s, u"name"_s};
    QTest::newRow("alias") << u"title"_s << QStringList{u"name"_s};
    QTest::newRow("unknown ones are ignored") << u"colour,count"_s << QStringList{u"count"_s};
    QTest::newRow("nothing known") << u"colour"_s << all;
    QTest::newRow("star") << u"count,*"_s << all;
}

void TestDemoOData::projection()
{
    QFETCH(QString, select);
    QFETCH(QStringList, kept);
    const QJsonObject object{{u"name"_s, u"Alpha"_s}, {u"count"_s, 3}, {u"extra"_s, true}};
    Projection projection(select, schema());
    QCOMPARE(projection.applied(object).keys(), kept);
    projection.keep({u"extra"_s});
    QVERIFY(projection.applied(object).contains(u"extra"_s));
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
