// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/atomicfile.h"
#include "ui/export/csv.h"
#include "ui/export/exportjob.h"
#include "ui/export/paper.h"

#include <QFile>
#include <QFileInfo>
#include <QPdfWriter>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <optional>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

/// Reads CSV by RFC 4180 and nothing else: a quote in a bare field, text after a closing quote or a lone CR is an
/// error.
class StrictCsv
{
public:
    explicit StrictCsv(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    [[nodiscard]] std::optional<QList<QStringList>> read()
    {
        QList<QStringList> records;
        while (m_at < m_bytes.size()) {
            QStringList fields;
            do {
                const auto field = readField();
                if (!field)
                    return {};
                fields << *field;
            } while (take(','));
            if (!take('\r') || !take('\n'))
                return {};
            records << fields;
        }
        return records;
    }

private:
    bool take(char c)
    {
        if (m_at >= m_bytes.size() || m_bytes[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    std::optional<QString> readField()
    {
        QByteArray field;
        if (!take('"')) {
            while (m_at < m_bytes.size() && m_bytes[m_at] != ',' && m_bytes[m_at] != '\r') {
                if (m_bytes[m_at] == '"' || m_bytes[m_at] == '\n')
                    return {};
                field += m_bytes[m_at++];
            }
            return QString::fromUtf8(field);
        }
        while (m_at < m_bytes.size()) {
            if (take('"')) {
                if (!take('"'))
                    return QString::fromUtf8(field);
                field += '"';
            } else {
                field += m_bytes[m_at++];
            }
        }
        return {};
    }

    QByteArray m_bytes;
    qsizetype m_at = 0;
};

/// Rows in batches; can fail or wait at one.
class BatchReader final : public RowReader
{
public:
    QList<QList<ExportRow>> batches;
    int failAt = -1;
    int waitAt = -1;
    FetchedInfo info;

    void next(Done done) override
    {
        const int now = m_at++;
        if (now == waitAt)
            return;
        if (now == failAt)
            return done(failure(Error::Kind::Offline, u"The server does not answer."_s, u"test"_s));
        done(ExportBatch{batches.at(now), now + 1 == batches.size() && failAt < 0, info});
    }

private:
    int m_at = 0;
};

FetchedInfo fresh(qint64 asOfMs)
{
    FetchedInfo info;
    info.asOf = Timestamp::fromMs(asOfMs);
    info.freshness = Freshness::Fresh;
    return info;
}

ExportSource sourceOf(std::shared_ptr<RowReader> rows)
{
    ExportSource source;
    source.title = u"Reports"_s;
    source.fileName = u"reports"_s;
    source.info = fresh(1'773'308'533'000);
    source.facts = {u"Part: 610-2041"_s};
    source.columns = {{u"Serial"_s}, {u"Run"_s, true}, {u"Comment"_s}, {u"Only in the file"_s, false, false}};
    source.rows = std::move(rows);
    return source;
}

QList<ExportRow> rowsOf(int from, int count)
{
    QList<ExportRow> rows;
    for (int i = from; i < from + count; ++i)
        rows << ExportRow{u"CB%1"_s.arg(i, 6, 10, QChar(u'0')), i, u"comment of %1"_s.arg(i), u"hidden"_s};
    return rows;
}

std::function<Timestamp()> online()
{
    return [] { return Timestamp(); };
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString textOfPdf(const QString &path)
{
    const QString tool = QStandardPaths::findExecutable(u"pdftotext"_s);
    QProcess process;
    process.start(tool, {u"-layout"_s, path, u"-"_s});
    if (tool.isEmpty() || !process.waitForFinished(30'000))
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

/// What leaves the program is what was on screen: whole, harmless in a spreadsheet, and as old as it says.
class TestExport : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void hostileCellsComeBack();
    void fileHasAgeAndExtent();
    void brokenOffSaysSo();
    void cutSaysSo();
    void cancelWritesNothing();
    void nothingAtAllIsAnError();
    void unwritablePlaceKeepsTheOldFile();
    void pdfHasAgeOnEveryPageAndAllRows();
    void stoppedPaperPaintsNothing();
    void ageOfPaperCountsFromNothing();
    void atomicFileIsWholeOrNotAtAll();

private:
    ExportOutcome run(std::shared_ptr<RowReader> rows, std::unique_ptr<ExportSink> sink, qint64 most = 1'000'000,
                      std::function<Timestamp()> unreachable = online());
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

ExportOutcome TestExport::run(std::shared_ptr<RowReader> rows, std::unique_ptr<ExportSink> sink, qint64 most,
                              std::function<Timestamp()> unreachable)
{
    ExportJob job(sourceOf(std::move(rows)), std::move(sink), most, std::move(unreachable));
    std::optional<ExportOutcome> outcome;
    connect(&job, &ExportJob::finished, this, [&outcome](const ExportOutcome &ended) { outcome = ended; });
    job.start();
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 60'000))
        QTest::qFail("the export did not end", __FILE__, __LINE__);
    return outcome.value_or(ExportOutcome());
}

void TestExport::fields_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *name, const QVariant &value, const QByteArray &field) {
        QTest::newRow(name) << value << field;
    };
    row("text", u"CB118342"_s, "CB118342");
    row("nothing", QVariant(), "");
    row("comma", u"a,b"_s, "\"a,b\"");
    row("quote", u"3\" pipe"_s, "\"3\"\" pipe\"");
    row("line end", u"a\nb"_s, "\"a\nb\"");
    row("formula", u"=1+1"_s, "\"'=1+1\"");
    row("plus", u"+47 22"_s, "\"'+47 22\"");
    row("minus as text", u"-3 V"_s, "\"'-3 V\"");
    row("at", u"@SUM(A1)"_s, "\"'@SUM(A1)\"");
    row("tab", u"\tx"_s, "\"'\tx\"");
    row("carriage return", u"\rx"_s, "\"'\rx\"");
    row("blank before a formula", u"  =cmd"_s, "\"'  =cmd\"");
    row("full-width equals", u"\uFF1D1"_s, "\"'\uFF1D1\"");
    row("mark before a formula", u"\u200F=1"_s, "\"'\u200F=1\"");
    row("NUL", QString(u"a"_s) + QChar(QChar::Null) + u'b',
        "a\uFFFD"
        "b");
    row("negative number", -5.25, "-5.25");
    row("large number", 1'234'567'890'123LL, "1234567890123");
    row("shortest double", 0.1, "0.1");
    row("not a number", std::numeric_limits<double>::quiet_NaN(), "");
    row("time", QDateTime(QDate(2026, 3, 12), QTime(10, 31, 7), QTimeZone("Europe/Oslo")), "2026-03-12T09:31:07.000Z");
}

void TestExport::fields()
{
    QFETCH(QVariant, value);
    QFETCH(QByteArray, field);
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German)); // decimal comma: must not be seen
    const QByteArray made = csvField(value);
    QLocale::setDefault(before);
    QCOMPARE(made, field);
}

void TestExport::hostileCellsComeBack()
{
    const QStringList hostile{u"=HYPERLINK(\"http://x\")"_s,
                              u"a\"b\"\"c"_s,
                              u"line\r\nline"_s,
                              u",,,"_s,
                              u"\u05E9\u05DC\u05D5\u05DD \u202E abc"_s,
                              u" spaced "_s,
                              u"\U0001F600"_s,
                              {}};
    ExportRow row;
    for (const QString &one : hostile)
        row << one;
    const auto records = StrictCsv(csvLine(row) + csvLine({QString()})).read();
    QVERIFY2(records, "the strict reader takes it");
    QCOMPARE(records->size(), 2);
    QStringList expected = hostile;
    expected[0].prepend(u'\'');
    QCOMPARE(records->first(), expected);
    QCOMPARE(records->last(), QStringList{QString()});
}

void TestExport::fileHasAgeAndExtent()
{
    auto rows = std::make_shared<BatchReader>();
    rows->batches = {rowsOf(0, 200), rowsOf(200, 200), rowsOf(400, 14)};
    rows->info = fresh(1'773'308'500'000); // older than the source itself
    rows->info.fromCache = true;
    const auto outcome
        = run(rows, csvSink(file(u"all.csv"_s), true), 1'000'000, [] { return Timestamp::fromMs(1'773'308'520'000); });
    QVERIFY2(outcome.written && outcome.complete, qPrintable(outcome.error ? outcome.error->message : QString()));
    QCOMPARE(outcome.rows, 414);
    QByteArray bytes = contentOf(file(u"all.csv"_s));
    QVERIFY(bytes.startsWith(Utf8Mark));
    const auto records = StrictCsv(bytes.mid(3)).read();
    QVERIFY(records);
    QCOMPARE(records->at(0), QStringList{u"# Reports"_s});
    const QString age = records->at(1).join(u',');
    QVERIFY2(age.contains(u"2026-03-12 09:41:40 UTC"_s), qPrintable(age));
    QVERIFY2(age.contains(u"from cache"_s) && age.contains(u"server unreachable since"_s), qPrintable(age));
    QVERIFY2(records->at(2).first().contains(u"complete: 414 rows"_s), qPrintable(records->at(2).first()));
    QCOMPARE(records->at(3), QStringList{u"# Part: 610-2041"_s});
    QCOMPARE(records->at(4), (QStringList{u"Serial"_s, u"Run"_s, u"Comment"_s, u"Only in the file"_s}));
    QCOMPARE(records->size(), 5 + 414);
    QCOMPARE(records->last(), (QStringList{u"CB000413"_s, u"413"_s, u"comment of 413"_s, u"hidden"_s}));
    QCOMPARE(QFileInfo(file(u"all.csv"_s)).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestExport::brokenOffSaysSo()
{
    auto rows = std::make_shared<BatchReader>();
    rows->batches = {rowsOf(0, 200), rowsOf(200, 200)};
    rows->failAt = 1;
    const auto outcome = run(rows, csvSink(file(u"part.csv"_s), false));
    QVERIFY(outcome.written);
    QVERIFY(!outcome.complete);
    QCOMPARE(outcome.rows, 200);
    QVERIFY(outcome.error && outcome.error->kind == Error::Kind::Offline);
    const QByteArray bytes = contentOf(file(u"part.csv"_s));
    QVERIFY2(bytes.contains("the first 200 rows: The server does not answer."), bytes.left(300).constData());
}

void TestExport::cutSaysSo()
{
    auto rows = std::make_shared<BatchReader>();
    rows->batches = {rowsOf(0, 200), rowsOf(200, 200)};
    const auto outcome = run(rows, csvSink(file(u"cut.csv"_s), false), 250);
    QVERIFY(outcome.written && !outcome.complete);
    QCOMPARE(outcome.rows, 250);
    QVERIFY(contentOf(file(u"cut.csv"_s)).contains("the first 250 rows of more"));
}

void TestExport::cancelWritesNothing()
{
    auto rows = std::make_shared<BatchReader>();
    rows->batches = {rowsOf(0, 200), rowsOf(200, 200)};
    rows->waitAt = 1;
    std::weak_ptr<BatchReader> watched = rows;
    ExportJob job(sourceOf(std::move(rows)), csvSink(file(u"no.csv"_s), false), 1000, online());
    QSignalSpy progress(&job, &ExportJob::progress);
    QSignalSpy finished(&job, &ExportJob::finished);
    job.start();
    QTRY_COMPARE(progress.size(), 1);
    QCOMPARE(progress.first().first().toLongLong(), 200);
    job.cancel();
    QCOMPARE(finished.size(), 1);
    QVERIFY(finished.first().first().value<ExportOutcome>().cancelled);
    QVERIFY2(watched.expired(), "the call under way is given up");
    QVERIFY(!QFile::exists(file(u"no.csv"_s)));
}

void TestExport::nothingAtAllIsAnError()
{
    auto rows = std::make_shared<BatchReader>();
    rows->batches = {rowsOf(0, 1)};
    rows->failAt = 0;
    const auto outcome = run(rows, csvSink(file(u"none.csv"_s), false));
    QVERIFY(!outcome.written && outcome.error);
    QVERIFY(!QFile::exists(file(u"none.csv"_s)));
}

void TestExport::unwritablePlaceKeepsTheOldFile()
{
    const QString folder = file(u"there"_s);
    const auto outcome = run(std::make_shared<ReadyRows>(rowsOf(0, 3)), csvSink(folder + u"/missing/x.csv"_s, false));
    QVERIFY(!outcome.written && outcome.error && outcome.error->kind == Error::Kind::Storage);
    QVERIFY2(outcome.error->message.contains(u"x.csv"_s), qPrintable(outcome.error->message));
}

void TestExport::pdfHasAgeOnEveryPageAndAllRows()
{
    const QString path = file(u"paper.pdf"_s);
    constexpr int Count = 180;
    QList<ExportRow> rows = rowsOf(0, Count);
    rows[17][2] = u"a very long comment that does not fit into one line of its column and so has to wrap LASTWORD"_s;
    const auto outcome = run(std::make_shared<ReadyRows>(rows), pdfSink(path), 20'000,
                             [] { return Timestamp::fromMs(1'773'308'520'000); });
    QVERIFY2(outcome.written && outcome.complete, qPrintable(outcome.error ? outcome.error->message : QString()));
    QVERIFY(outcome.pages > 2);
    const QString text = textOfPdf(path);
    QVERIFY2(!text.isEmpty(), "pdftotext of poppler-utils reads it");
    for (int i = 0; i < Count; ++i)
        QVERIFY2(text.contains(u"CB%1"_s.arg(i, 6, 10, QChar(u'0'))), qPrintable(QString::number(i)));
    QVERIFY2(text.contains(u"LASTWORD"_s), "long texts wrap, nothing is cut off");
    QVERIFY2(!text.contains(u"hidden"_s), "columns of the file only stay off the paper");
    QVERIFY(text.contains(u"Part: 610-2041"_s));
    QCOMPARE(text.count(u"server unreachable since"_s), outcome.pages);
    QCOMPARE(text.count(u"2026-03-12 09:42:13 UTC"_s), outcome.pages);
    QCOMPARE(text.count(u"Serial"_s), outcome.pages); // headings are repeated
    for (int page = 1; page <= outcome.pages; ++page)
        QVERIFY2(text.contains(u"page %1 of %2"_s.arg(page).arg(outcome.pages)), qPrintable(QString::number(page)));
    QVERIFY(text.contains(u"complete: 180 rows"_s));
}

void TestExport::stoppedPaperPaintsNothing()
{
    PaperDocument document;
    document.columns = {{u"Serial"_s}};
    for (int i = 0; i < 500; ++i)
        document.rows << ExportRow{u"CB%1"_s.arg(i)};
    QPdfWriter writer(file(u"stop.pdf"_s));
    const std::atomic_bool stop = true;
    QCOMPARE(paintPaper(document, writer, stop), 0);
}

void TestExport::ageOfPaperCountsFromNothing()
{
    FetchedInfo info = fresh(1'773'308'533'000);
    QVERIFY(exportAge(info, {}).contains(u"from server"_s));
    info.freshness = Freshness::Stale;
    QVERIFY(exportAge(info, {}).contains(u"stale"_s));
    info.freshness = Freshness::None;
    QCOMPARE(exportAge(info, {}), u"no data"_s);
    const FetchedInfo older = worstOf(fresh(2000), fresh(1000));
    QCOMPARE(older.asOf.ms(), 1000);
    FetchedInfo offline = fresh(5000);
    offline.freshness = Freshness::Offline;
    QVERIFY(worstOf(fresh(1000), offline).freshness == Freshness::Offline);
}

void TestExport::atomicFileIsWholeOrNotAtAll()
{
    const QString path = file(u"whole.txt"_s);
    {
        AtomicFile old(path);
        QVERIFY(old.open() && old.write("old") && old.commit());
    }
    {
        AtomicFile given(path);
        QVERIFY(given.open());
        QVERIFY(given.write("new and never committed"));
    }
    QCOMPARE(contentOf(path), QByteArray("old"));
    QCOMPARE(QDir(m_folder.path()).entryList({u"whole.txt*"_s}).size(), 1); // nothing is left behind
    AtomicFile full(u"/dev/full"_s);
    QVERIFY2(!full.open(), "a device is no place for a file");
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
