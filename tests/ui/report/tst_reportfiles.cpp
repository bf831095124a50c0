// SPDX-License-Identifier: GPL-3.0-or-later
// Files inside reports: names that do no harm, previews that run nothing, saving that is whole or not at all.
#include "core/report/report.h"
#include "ui/report/filenames.h"
#include "ui/report/filepreview.h"
#include "ui/report/savefile.h"
#include "ui/widgets/plaintext.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

Attachment file(const QByteArray &data, const QString &name = u"a.bin"_s, const QString &type = {})
{
    Attachment one;
    one.name = name;
    one.contentType = type;
    one.data = data;
    return one;
}

QByteArray picture(const QSize &size, const char *format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

} // namespace

class TestReportFiles : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void nameOfAReport();
    void previews_data();
    void previews();
    void previewsHaveLimits();
    void hugePictureIsNotDecoded();
    void saves();
    void savesInBackground();
    void failureKeepsTheOldFile();
    void reads();
    void oneLine_data();
    void oneLine();
    void tips_data();
    void tips();
};

void TestReportFiles::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *what, const QString &name, const QString &expected, const QString &type = {}) {
        QTest::newRow(what) << name << type << expected;
    };
    row("a plain name", u"log.txt"_s, u"log.txt"_s);
    row("umlauts and spaces", u"Prüfbericht 3.pdf"_s, u"Prüfbericht 3.pdf"_s);
    row("a path", u"/etc/passwd"_s, u"passwd"_s);
    row("a way up", u"../../.bashrc"_s, u"bashrc"_s);
    row("a path of Windows", u"C:\\Windows\\win.ini"_s, u"win.ini"_s);
    row("a stream of Windows", u"a.txt:evil.exe"_s, u"a.txt_evil.exe"_s);
    row("only dots", u"..."_s, u"attachment.bin"_s);
    row("a folder", u"evil/"_s, u"attachment.txt"_s, u"text/plain; charset=utf-8"_s);
    row("nothing", QString(), u"attachment.png"_s, u"image/png"_s);
    row("a device", u"CON"_s, u"_CON"_s);
    row("a device with an ending", u"nul.txt"_s, u"_nul.txt"_s);
    row("a serial port", u"com1.log"_s, u"_com1.log"_s);
    row("a raised port", u"COM¹.log"_s, u"_COM¹.log"_s);
    row("no device", u"console.log"_s, u"console.log"_s);
    row("a turned name", u"report\u202Efdp.exe"_s, u"reportfdp.exe"_s);
    row("isolates and zero widths", u"a\u2066b\u200Bc\uFEFF.txt"_s, u"abc.txt"_s);
    row("control characters", u"a\nb\tc\x01.txt"_s, u"abc.txt"_s);
    row("a dot and a space at the end", u"evil.exe. "_s, u"evil.exe"_s);
    row("half a character", u"a"_s + QChar(0xD83D) + u".txt"_s, u"a.txt"_s);
    row("a whole one", u"a😀.txt"_s, u"a😀.txt"_s);
    row("too long", QString(500, u'x') + u".txt"_s, QString(116, u'x') + u".txt"_s);
    row("too long without an ending", QString(500, u'x'), QString(120, u'x'));
    row("forbidden letters", u"a<b>c?d*e|f\"g.txt"_s, u"a_b_c_d_e_f_g.txt"_s);
}

void TestReportFiles::names()
{
    QFETCH(QString, name);
    QFETCH(QString, type);
    QTEST(safeFileName(name, type), "expected");
    QCOMPARE(safeFileName(safeFileName(name, type)), safeFileName(name, type)); // safe stays as it is
}

void TestReportFiles::nameOfAReport()
{
    Report report;
    report.id = u"6f1c2a34-0d2e-4b7a-9c55-3f0a7d6b1e01"_s;
    report.serialNumber = u"../DB/000123"_s;
    report.start = Timestamp::fromMs(1'772'618'130'250);
    const QString name = reportFileName(report, u"pdf"_s);
    QVERIFY2(name.endsWith(u"DB_000123 2026-03-04 6f1c2a34.pdf"_s), qPrintable(name));
    QVERIFY(!name.contains(u'/'));
}

void TestReportFiles::previews_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<FilePreview::Kind>("kind");
    QTest::addColumn<QString>("text");
    using Kind = FilePreview::Kind;
    QTest::newRow("text") << QByteArray("hello\nworld") << Kind::Text << u"hello\nworld"_s;
    QTest::newRow("UTF-8") << QByteArray("24 \xc2\xb0"
                                         "C")
                           << Kind::Text << u"24 °C"_s;
    QTest::newRow("HTML stays text") << QByteArray("<html><img src='file:///etc/passwd'></html>") << Kind::Text
                                     << u"<html><img src='file:///etc/passwd'></html>"_s;
    QTest::newRow("SVG stays text") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>") << Kind::Text
                                    << u"<svg xmlns='http://www.w3.org/2000/svg'/>"_s;
    QTest::newRow("a PNG") << picture({40, 30}, "PNG") << Kind::Picture << QString();
    QTest::newRow("a JPEG") << picture({40, 30}, "JPEG") << Kind::Picture << QString();
    QTest::newRow("a BMP") << picture({40, 30}, "BMP") << Kind::None << QString();
    QTest::newRow("a damaged PNG") << picture({40, 30}, "PNG").left(40) << Kind::None << QString();
    QTest::newRow("only the begin of a PNG") << QByteArray("\x89PNG\r\n\x1a\n") << Kind::None << QString();
    QTest::newRow("a program") << QByteArray("\x7f"
                                             "ELF\0\0",
                                             6)
                               << Kind::None << QString();
    QTest::newRow("no text of ours") << QByteArray("\xff\xfe\xfa") << Kind::None << QString();
    QTest::newRow("nothing") << QByteArray() << Kind::None << QString();
}

void TestReportFiles::previews()
{
    QFETCH(QByteArray, data);
    QFETCH(FilePreview::Kind, kind);
    for (const QString &name : {u"a.txt"_s, u"a.png"_s, u"a.svg"_s, u"a.exe"_s}) { // the name says nothing
        const FilePreview preview = previewOf(file(data, name));
        QCOMPARE(preview.kind, kind);
        QTEST(preview.text, "text");
        QVERIFY(!preview.words.isEmpty());
        QCOMPARE(preview.picture.isNull(), kind != FilePreview::Kind::Picture);
    }
}

void TestReportFiles::previewsHaveLimits()
{
    const FilePreview text = previewOf(file(QByteArray(1'000'000, 'x')));
    QCOMPARE(text.text.size(), FilePreview::MostText);
    const FilePreview large = previewOf(file(picture({5000, 100}, "PNG")));
    QCOMPARE(large.picture.size(), QSize(2000, 40));
}

/// A PNG of a few bytes that claims to be 60 000 pixels a side: a few GB when decoded.
void TestReportFiles::hugePictureIsNotDecoded()
{
    QByteArray png = picture({4, 4}, "PNG");
    const QByteArray side("\x00\x00\xea\x60", 4);
    png.replace(16, 4, side).replace(20, 4, side);
    const FilePreview preview = previewOf(file(png));
    QCOMPARE(preview.kind, FilePreview::Kind::None);
    QVERIFY(!preview.words.isEmpty());
}

void TestReportFiles::saves()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.bin"_s);
    QByteArray bytes(300'000, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = char(i * 7);
    QVERIFY(saveFile(path, bytes).has_value());
    QCOMPARE(readFile(path, 1'000'000).value(), bytes);
    QVERIFY(saveFile(path, "new").has_value());
    QCOMPARE(readFile(path, 100).value(), QByteArray("new"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1); // nothing lies beside it
}

void TestReportFiles::savesInBackground()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.bin"_s);
    std::optional<bool> good;
    auto context = std::make_unique<QObject>();
    saveFileInBackground(path, "abc", context.get(), [&good](const Status &done) { good = done.has_value(); });
    QTRY_VERIFY(good.has_value());
    QVERIFY(*good);
    good.reset();
    saveFileInBackground(path, "def", context.get(), [&good](const Status &) { good = true; });
    context.reset();
    QTRY_COMPARE(readFile(path, 100).value(), QByteArray("def"));
    QCoreApplication::processEvents();
    QVERIFY(!good.has_value()); // nobody is called back who is gone
}

void TestReportFiles::failureKeepsTheOldFile()
{
    const QTemporaryDir folder;
    const Status inNoFolder = saveFile(folder.filePath(u"not/there.txt"_s), "abc");
    QVERIFY(!inNoFolder.has_value());
    QCOMPARE(inNoFolder.error().kind, Error::Kind::Storage);
    QVERIFY(QDir(folder.path()).mkdir(u"a.txt"_s));
    QVERIFY2(!saveFile(folder.filePath(u"a.txt"_s), "abc").has_value(), "a folder is not replaced");
    QVERIFY(QFileInfo(folder.filePath(u"a.txt"_s)).isDir());
}

void TestReportFiles::reads()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.txt"_s);
    QVERIFY(saveFile(path, "0123456789").has_value());
    QCOMPARE(readFile(path, 10).value(), QByteArray("0123456789"));
    QCOMPARE(readFile(path, 9).error().kind, Error::Kind::TooLarge);
    QCOMPARE(readFile(folder.path(), 100).error().kind, Error::Kind::Storage);
    QCOMPARE(readFile(folder.filePath(u"none"_s), 100).error().kind, Error::Kind::Storage);
}

void TestReportFiles::oneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"3V3 rail"_s << u"3V3 rail"_s;
    QTest::newRow("markup stays") << u"<b>x</b>"_s << u"<b>x</b>"_s;
    QTest::newRow("lines") << u"a\nb\r\nc\td"_s << u"a b  c d"_s;
    QTest::newRow("turned") << u"a\u202Eb"_s << u"a\uFFFDb"_s;
    QTest::newRow("control") << u"a\u0007b"_s << u"a\uFFFDb"_s;
    QTest::newRow("long") << QString(1000, u'x') << QString(300, u'x') + u'…';
    QTest::newRow("cut in a character") << QString(299, u'x') + u"😀😀"_s << QString(299, u'x') + u'…';
    QTest::newRow("empty") << QString() << QString();
}

void TestReportFiles::oneLine()
{
    QFETCH(QString, text);
    QTEST(plain::oneLine(text), "expected");
}

void TestReportFiles::tips_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"3 < 4 & 5"_s << u"3 < 4 & 5"_s;
    QTest::newRow("markup") << u"<img src='file:///x'>"_s << u"<qt>&lt;img src='file:///x'&gt;</qt>"_s;
    QTest::newRow("escaped markup") << u"&lt;b>"_s << u"<qt>&amp;lt;b&gt;</qt>"_s;
    QTest::newRow("markup on lines") << u"<b>a</b>\nb"_s << u"<qt>&lt;b&gt;a&lt;/b&gt;<br>b</qt>"_s;
}

void TestReportFiles::tips()
{
    QFETCH(QString, text);
    QTEST(plain::tip(text), "expected");
    QVERIFY(plain::tip(u"<b>"_s + QString(1'000'000, u'x')).size() < 3000);
}

QTEST_MAIN(TestReportFiles)
#include "tst_reportfiles.moc"
