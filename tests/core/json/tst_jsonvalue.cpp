// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/jsonvalue.h"

#include <QTest>

#include <cmath>

using namespace qwats;
using namespace Qt::StringLiterals;

namespace {

struct Sample
{
    QString text;
    qint64 count = 7;
    int small = 7;
    double number = 7;
    bool flag = false;
    Timestamp when;
    std::optional<double> limit;
    std::optional<qint64> total;
};

const json::ObjectReader<Sample> &sampleReader()
{
    static const json::ObjectReader<Sample> reader{
        json::field<&Sample::text>("text"),   json::field<&Sample::count>("count"),
        json::field<&Sample::small>("small"), json::field<&Sample::number>("number"),
        json::field<&Sample::flag>("flag"),   json::field<&Sample::when>("when"),
        json::field<&Sample::limit>("limit"), json::field<&Sample::total>("total"),
    };
    return reader;
}

Result<Sample> decode(const QByteArray &body)
{
    return json::decodeObject(body, sampleReader());
}

/// What a member is after reading, as text, so that rows of every kind fit one table.
QString shown(const Sample &sample, const QString &member)
{
    const auto number = [](double value) { return std::isnan(value) ? u"nan"_s : QString::number(value, 'g', 17); };
    if (member == u"text")
        return sample.text;
    if (member == u"count")
        return QString::number(sample.count);
    if (member == u"small")
        return QString::number(sample.small);
    if (member == u"number")
        return number(sample.number);
    if (member == u"flag")
        return sample.flag ? u"true"_s : u"false"_s;
    if (member == u"when")
        return sample.when.toIso();
    if (member == u"limit")
        return sample.limit ? number(*sample.limit) : u"absent"_s;
    return sample.total ? QString::number(*sample.total) : u"absent"_s;
}

} // namespace

class TestJsonValue : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void listsThatMeanNothing_data();
    void listsThatMeanNothing();
    void objectsThatMeanNothing_data();
    void objectsThatMeanNothing();
    void cutAnywhereIsAnError();
    void namesThePlace_data();
    void namesThePlace();
    void deepNestingIsAnError();
    void bareNumbersInsideTextsStay();
    void sharedTextsShareMemory();
    void keepsWhatFits();
    void manyDocumentsOnOneThread();
};

void TestJsonValue::reads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *member, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(member) << QString::fromUtf8(expected);
    };
    row("text", R"({"text":"a"})", "text", "a");
    row("text, beyond ASCII", R"({"text":"\u00e5Ω"})", "text", "åΩ");
    row("text from a whole number", R"({"text":12})", "text", "12");
    row("text from the largest unsigned number", R"({"text":18446744073709551615})", "text", "18446744073709551615");
    row("text from a fraction keeps its digits", R"({"text":0.1})", "text", "0.1");
    row("text from a truth", R"({"text":true})", "text", "true");
    row("null text is empty", R"({"text":null})", "text", "");
    row("key in other case", R"({"TEXT":"a"})", "text", "a");
    row("key in Pascal case", R"({"Text":"a"})", "text", "a");
    row("unknown keys are skipped", R"({"x":{"y":[1,2]},"text":"a","z":null})", "text", "a");
    row("the last of two equal keys", R"({"text":"a","text":"b"})", "text", "b");
    row("byte-order mark", "\xEF\xBB\xBF{\"text\":\"a\"}", "text", "a");
    row("blanks around", " \r\n\t{\"text\":\"a\"}\n ", "text", "a");
    row("count", R"({"count":4812})", "count", "4812");
    row("count from text", R"({"count":"4812"})", "count", "4812");
    row("count from 4.0", R"({"count":4.0})", "count", "4");
    row("count beyond 2^53 from text is exact", R"({"count":"9007199254740993"})", "count", "9007199254740993");
    row("largest count", R"({"count":9223372036854775807})", "count", "9223372036854775807");
    row("count above 64 bits is the largest double below", R"({"count":18446744073709551615})", "count",
        "9223372036854774784");
    row("count of 25 digits", R"({"count":1234567890123456789012345})", "count", "9223372036854774784");
    row("null count keeps the default", R"({"count":null})", "count", "7");
    row("empty count keeps the default", R"({"count":""})", "count", "7");
    row("NaN count keeps the default", R"({"count":NaN})", "count", "7");
    row("small number is clamped up", R"({"small":99999999999})", "small", "2147483647");
    row("small number is clamped down", R"({"small":-99999999999})", "small", "-2147483648");
    row("number", R"({"number":3.31})", "number", "3.3100000000000001");
    row("number from text", R"({"number":"3.5"})", "number", "3.5");
    row("number from text with plus", R"({"number":"+3.5"})", "number", "3.5");
    row("number with exponent", R"({"number":1.5e3})", "number", "1500");
    row("bare NaN", R"({"number":NaN})", "number", "nan");
    row("bare Infinity", R"({"number": Infinity})", "number", "inf");
    row("bare -Infinity", R"({"number":-Infinity})", "number", "-inf");
    row("NaN as text", R"({"number":"NaN"})", "number", "nan");
    row("number beyond a double", R"({"number":1e999})", "number", "inf");
    row("negative number beyond a double", R"({"number":-1e999})", "number", "-inf");
    row("number of 400 digits", QByteArray("{\"number\":1" + QByteArray(400, '0') + "}").constData(), "number", "inf");
    row("null number keeps the default", R"({"number":null})", "number", "7");
    row("truth", R"({"flag":true})", "flag", "true");
    row("truth from a word", R"({"flag":"TRUE"})", "flag", "true");
    row("truth from one", R"({"flag":1})", "flag", "true");
    row("untruth from zero as text", R"({"flag":"0"})", "flag", "false");
    row("date with seven digits", R"({"when":"2026-03-04T08:15:30.2500000Z"})", "when", "2026-03-04T08:15:30.250Z");
    row("date with offset", R"({"when":"2026-03-04T09:15:30+01:00"})", "when", "2026-03-04T08:15:30.000Z");
    row("date without zone is UTC", R"({"when":"2026-03-04T08:15:30"})", "when", "2026-03-04T08:15:30.000Z");
    row("empty date is none", R"({"when":""})", "when", "");
    row("unreadable date is none", R"({"when":"soon"})", "when", "");
    row("limit", R"({"limit":0})", "limit", "0");
    row("absent limit", R"({"text":"a"})", "limit", "absent");
    row("null limit is absent", R"({"limit":null})", "limit", "absent");
    row("empty limit is absent, not zero", R"({"limit":""})", "limit", "absent");
    row("blank limit is absent, not zero", R"({"limit":"  "})", "limit", "absent");
    row("NaN limit is a limit", R"({"limit":NaN})", "limit", "nan");
    row("NaN total is absent, not zero", R"({"total":NaN})", "total", "absent");
    row("empty total is absent, not zero", R"({"total":""})", "total", "absent");
}

void TestJsonValue::reads()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, member);
    QFETCH(QString, expected);
    const auto sample = decode(body);
    QVERIFY2(sample, sample ? "" : qPrintable(sample.error().detail));
    QCOMPARE(shown(*sample, member), expected);
}

void TestJsonValue::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &body, const char *detail) {
        QTest::newRow(name) << body << QString::fromLatin1(detail);
    };
    row("sign-in page", "<!DOCTYPE html><html><body>Sign in</body></html>", "markup instead of JSON");
    row("page after blanks", "\r\n\r\n <html>", "markup instead of JSON");
    row("XML", "<?xml version=\"1.0\"?><a/>", "markup instead of JSON");
    row("blanks only", "  \n ", "empty body");
    row("words", "all is well", "JSON: ");
    row("unclosed", "{\"text\":\"a\"", "JSON: ");
    row("two documents", "{} {}", "JSON: ");
    row("trailing comma", "{\"text\":\"a\",}", "JSON: ");
    row("single quotes", "{'text':'a'}", "JSON: ");
    row("not UTF-8", "{\"text\":\"\xff\xfe\"}", "JSON: ");
    row("control character in a text", QByteArray("{\"text\":\"a\0b\"}", 14), "JSON: ");
    row("NaN inside a word", "{\"number\":NaNo}", "JSON: ");
    row("a list", "[]", "reply: expected an object");
    row("a text", "\"hello\"", "reply: expected an object");
    row("a number", "5", "reply: expected an object");
    row("text is an object", R"({"text":{}})", "text: expected text");
    row("text is a list", R"({"text":[]})", "text: expected text");
    row("count is a word", R"({"count":"many"})", "count: expected a number");
    row("count is a truth", R"({"count":true})", "count: expected a number");
    row("number is a word", R"({"number":"3,5 V"})", "number: expected a number");
    row("number is half a number", R"({"number":"1e5e5"})", "number: expected a number");
    row("limit is a word", R"({"limit":"high"})", "limit: expected a number");
    row("flag is a word", R"({"flag":"maybe"})", "flag: expected true or false");
    row("flag is an object", R"({"flag":{}})", "flag: expected true or false");
    row("date is a number", R"({"when":1772612130})", "when: expected a date");
}

void TestJsonValue::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, detail);
    const auto sample = decode(body);
    QVERIFY(!sample);
    QCOMPARE(sample.error().kind, Error::Kind::BadReply);
    QVERIFY2(sample.error().detail.startsWith(detail), qPrintable(sample.error().detail));
    QVERIFY(!sample.error().message.isEmpty());
}

void TestJsonValue::listsThatMeanNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no body") << QByteArray();
    QTest::newRow("empty list") << QByteArray("[]");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("blank text") << QByteArray("\" \"");
}

void TestJsonValue::listsThatMeanNothing()
{
    QFETCH(QByteArray, body);
    const auto rows = json::decodeList(body, sampleReader());
    QVERIFY(rows);
    QVERIFY(rows->empty());
}

void TestJsonValue::objectsThatMeanNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no body") << QByteArray();
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("empty text") << QByteArray("\"\"");
}

void TestJsonValue::objectsThatMeanNothing()
{
    QFETCH(QByteArray, body);
    const auto sample = decode(body);
    QVERIFY(!sample);
    QCOMPARE(sample.error().kind, Error::Kind::NotFound);
}

void TestJsonValue::cutAnywhereIsAnError()
{
    const QByteArray whole
        = R"([{"text":"å\n","count":12,"number":NaN,"limit":-1.5e3,"when":"2026-03-04T08:15:30Z"},{"flag":true}])";
    QVERIFY(json::decodeList(whole, sampleReader()));
    for (qsizetype length = 1; length < whole.size(); ++length) {
        const auto rows = json::decodeList(whole.left(length), sampleReader());
        QVERIFY2(!rows, whole.left(length).constData());
        QCOMPARE(rows.error().kind, Error::Kind::BadReply);
    }
}

void TestJsonValue::namesThePlace_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    QTest::newRow("a row that is no object") << QByteArray(R"([{},{},5])") << u"[2]: expected an object"_s;
    QTest::newRow("a member of a row") << QByteArray(R"([{"text":"a"},{"text":"b"},{"count":1},{"text":[1]}])")
                                       << u"[3].text: expected text"_s;
    QTest::newRow("not a list") << QByteArray(R"({"value":[]})") << u"reply: expected a list"_s;
}

void TestJsonValue::namesThePlace()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, detail);
    const auto rows = json::decodeList(body, sampleReader());
    QVERIFY(!rows);
    QCOMPARE(rows.error().detail, detail);
}

void TestJsonValue::deepNestingIsAnError()
{
    const QByteArray deep = "{\"x\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
    const auto sample = decode(deep);
    QVERIFY(!sample);
    QCOMPARE(sample.error().kind, Error::Kind::BadReply);
}

void TestJsonValue::bareNumbersInsideTextsStay()
{
    const auto sample = decode(R"({"text":"NaN, \"Infinity\": 12345678901234567890123","number":NaN})");
    QVERIFY(sample);
    QCOMPARE(sample->text, u"NaN, \"Infinity\": 12345678901234567890123"_s);
    QVERIFY(std::isnan(sample->number));
}

void TestJsonValue::sharedTextsShareMemory()
{
    const QByteArray body = R"([{"text":"station 7"},{"text":"other"},{"text":"station 7"}])";
    const json::SharedTexts shared;
    const auto rows = json::decodeList(body, sampleReader());
    QVERIFY(rows);
    QCOMPARE((*rows)[0].text, u"station 7"_s);
    QCOMPARE((*rows)[1].text, u"other"_s);
    QCOMPARE((*rows)[0].text.constData(), (*rows)[2].text.constData());
}

void TestJsonValue::keepsWhatFits()
{
    const auto document = json::Document::parse(R"([{"text":"a","count":"x","number":2},5,{"text":{},"count":3}])");
    QVERIFY(document);
    std::vector<Sample> rows;
    json::Problem problem;
    QVERIFY(!json::readWhatFits(*document, rows, sampleReader(), problem));
    QCOMPARE(problem.words(), u"[0].count: expected a number"_s); // the first of three
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(rows[0].text, u"a"_s);
    QCOMPARE(rows[0].number, 2.0);
    QCOMPARE(rows[1].count, 3);
}

void TestJsonValue::manyDocumentsOnOneThread()
{
    const QByteArray large
        = R"([{"text":")" + QByteArray(5'000'000, 'x') + R"("}])"; // its memory is given back by the next
    for (const QByteArray &body : {QByteArray(R"({"count":1})"), large, QByteArray(R"({"count":2})")}) {
        const auto rows = json::decodeList(body.startsWith('[') ? body : '[' + body + ']', sampleReader());
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(1));
    }
}

QTEST_GUILESS_MAIN(TestJsonValue)
#include "tst_jsonvalue.moc"
