// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/jsonfile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>
#include <random>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace qwats;
using namespace Qt::StringLiterals;
using Source = JsonFileContent::Source;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<none>");
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 0777 : 0;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
}

const QJsonObject first{{u"value"_s, 1}, {u"name"_s, u"Süd €"_s}};
const QJsonObject second{{u"value"_s, 2}, {u"list"_s, QJsonArray{1, 2, 3}}};

} // namespace

class TestJsonFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void roundTrip();
    void modes();
    void missing();
    void backupStandsInForMissing();
    void damaged_data();
    void damaged();
    void damagedTwiceKeepsBoth();
    void bothDamaged();
    void flippedBytesNeverLoseAnything();
    void writeOverDamagedMovesItAside();
    void notAFile_data();
    void notAFile();
    void symbolicLinkStays();
    void leftovers();
    void readOnlyFolder();
    void fullDisk_data();
    void fullDisk();
    void sizeLimit();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"settings.json"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestJsonFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void TestJsonFile::cleanup()
{
    m_dir.reset();
}

void TestJsonFile::roundTrip()
{
    const JsonFile file(path());
    QVERIFY(file.write(first));
    QCOMPARE(file.read()->object, first);
    QVERIFY(!QFile::exists(file.backupPath()));
    QVERIFY(file.write(second));
    QCOMPARE(file.read()->object, second);
    QCOMPARE(file.read()->source, Source::File);
    QVERIFY(file.read()->problem.isEmpty());
    QCOMPARE(QJsonDocument::fromJson(contentOf(file.backupPath())).object(), first);
    QVERIFY(file.write(second)); // the backup and the file are different files at each step
    QCOMPARE(filesIn(m_dir->path()), QStringList({u"settings.json"_s, u"settings.json.bak"_s}));
}

void TestJsonFile::modes()
{
    const mode_t before = ::umask(0);
    const JsonFile file(m_dir->filePath(u"a/b/settings.json"_s));
    const Status written = file.write(first);
    ::umask(before);
    QVERIFY(written);
    QCOMPARE(modeOf(file.path()), mode_t(0600));
    QCOMPARE(modeOf(m_dir->filePath(u"a"_s)), mode_t(0700));
    QCOMPARE(modeOf(m_dir->filePath(u"a/b"_s)), mode_t(0700));
    ::chmod(QFile::encodeName(file.path()).constData(), 0644); // an earlier, careless hand
    QVERIFY(file.write(second));
    QCOMPARE(modeOf(file.path()), mode_t(0600));
}

void TestJsonFile::missing()
{
    const auto content = JsonFile(path()).read();
    QVERIFY(content);
    QCOMPARE(content->source, Source::Nothing);
    QVERIFY(content->object.isEmpty() && content->problem.isEmpty() && content->movedTo.isEmpty());
    QVERIFY(filesIn(m_dir->path()).isEmpty());
}

void TestJsonFile::backupStandsInForMissing()
{
    const JsonFile file(path());
    QVERIFY(file.write(first));
    QVERIFY(file.write(second));
    QVERIFY(QFile::remove(path()));
    const auto content = file.read();
    QVERIFY(content);
    QCOMPARE(content->source, Source::Backup);
    QCOMPARE(content->object, first);
    QVERIFY(!content->problem.isEmpty());
}

void TestJsonFile::damaged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray("{\"value\": 2, \"li");
    QTest::newRow("zeros") << QByteArray(64, '\0');
    QTest::newRow("list") << QByteArray("[1, 2]");
    QTest::newRow("a number") << QByteArray("42");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\": \"\xff\xfe\"}");
    QTest::newRow("words") << QByteArray("enable_cache = true\n");
    QTest::newRow("two objects") << QByteArray("{}{}");
    QTest::newRow("bare NaN") << QByteArray("{\"a\": NaN}");
    QTest::newRow("nested too deep") << QByteArray("{\"a\":") + QByteArray(5000, '[') + QByteArray(5000, ']') + "}";
    QTest::newRow("5 MB") << QByteArray("{\"a\": \"") + QByteArray(5'000'000, 'x') + "\"}";
}

void TestJsonFile::damaged()
{
    QFETCH(QByteArray, bytes);
    const JsonFile file(path());
    QVERIFY(file.write(first));
    QVERIFY(file.write(second));
    put(path(), bytes);
    const auto content = file.read();
    QVERIFY(content);
    QCOMPARE(content->source, Source::Backup);
    QCOMPARE(content->object, first);
    QVERIFY(content->problem.contains(content->movedTo));
    QVERIFY(content->movedTo.startsWith(path() + u".corrupt-"_s));
    QCOMPARE(contentOf(content->movedTo), bytes);
    QVERIFY(!QFile::exists(path()));
    QVERIFY(file.write(second)); // and life goes on
    QCOMPARE(file.read()->source, Source::File);
    QCOMPARE(contentOf(content->movedTo), bytes);
}

void TestJsonFile::damagedTwiceKeepsBoth()
{
    const JsonFile file(path());
    QStringList moved;
    for (const QByteArray bytes : {"one", "two", "three"}) { // within the same second
        put(path(), bytes);
        const auto content = file.read();
        QVERIFY(content);
        QCOMPARE(contentOf(content->movedTo), bytes);
        moved.append(content->movedTo);
    }
    QCOMPARE(QSet<QString>(moved.begin(), moved.end()).size(), 3);
    QCOMPARE(filesIn(m_dir->path()).size(), 3);
}

void TestJsonFile::bothDamaged()
{
    const JsonFile file(path());
    put(path(), "one");
    put(file.backupPath(), "two");
    const auto content = file.read();
    QVERIFY(content);
    QCOMPARE(content->source, Source::Nothing);
    QVERIFY(!content->problem.isEmpty());
    QVERIFY(file.write(first));
    QVERIFY(file.write(second));
    QList<QByteArray> kept;
    for (const QString &name : filesIn(m_dir->path()).filter(u".corrupt-"_s))
        kept.append(contentOf(m_dir->filePath(name)));
    std::sort(kept.begin(), kept.end());
    QCOMPARE(kept, QList<QByteArray>({"one", "two"}));
}

void TestJsonFile::flippedBytesNeverLoseAnything()
{
    const JsonFile file(path());
    QVERIFY(file.write(first));
    const QByteArray good = contentOf(path());
    std::mt19937 random(7);
    int damagedCount = 0;
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes = good;
        if (round % 3 == 0)
            bytes.truncate(qsizetype(random() % size_t(good.size())));
        else
            bytes[qsizetype(random() % size_t(good.size()))] = round % 3 == 1 ? char(random() % 256) : '\0';
        put(path(), bytes);
        const auto content = file.read();
        QVERIFY(content);
        if (content->movedTo.isEmpty()) {
            QCOMPARE(contentOf(path()), bytes);
        } else {
            ++damagedCount;
            QCOMPARE(contentOf(content->movedTo), bytes);
            QVERIFY(QFile::remove(content->movedTo));
        }
    }
    QVERIFY(damagedCount > 100);
}

void TestJsonFile::writeOverDamagedMovesItAside()
{
    const JsonFile file(path());
    QVERIFY(file.write(first));
    QVERIFY(file.write(second));
    put(path(), "damaged meanwhile");
    QVERIFY(file.write(second));
    QCOMPARE(QJsonDocument::fromJson(contentOf(file.backupPath())).object(),
             first); // not overwritten by the damaged one
    const QStringList moved = filesIn(m_dir->path()).filter(u".corrupt-"_s);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(contentOf(m_dir->filePath(moved.first())), QByteArray("damaged meanwhile"));
}

void TestJsonFile::notAFile_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("a folder") << u"folder"_s;
    QTest::newRow("a pipe without a writer") << u"pipe"_s;
    QTest::newRow("below a file") << u"below"_s;
}

void TestJsonFile::notAFile()
{
    QFETCH(QString, kind);
    QString where = path();
    if (kind == "folder"_L1) {
        QVERIFY(QDir().mkdir(where));
    } else if (kind == "pipe"_L1) {
        QCOMPARE(::mkfifo(QFile::encodeName(where).constData(), 0600), 0);
    } else {
        put(where, "{}");
        where += u"/settings.json"_s;
    }
    const auto content = JsonFile(where).read();
    QVERIFY(!content);
    QCOMPARE(content.error().kind, Error::Kind::Storage);
    const Status written = JsonFile(where).write(first);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Storage);
    QVERIFY(filesIn(m_dir->path()).filter(u".new-"_s).isEmpty());
}

void TestJsonFile::symbolicLinkStays()
{
    QVERIFY(QDir(m_dir->path()).mkdir(u"dotfiles"_s));
    const QString target = m_dir->filePath(u"dotfiles/qwats.json"_s);
    put(target, QJsonDocument(first).toJson());
    QVERIFY(QFile::link(target, path()));
    const JsonFile file(path());
    QVERIFY(file.write(second));
    QVERIFY(QFileInfo(path()).isSymLink());
    QCOMPARE(QJsonDocument::fromJson(contentOf(target)).object(), second);
}

void TestJsonFile::leftovers()
{
    const QString old = path() + u".new-aBcDeF"_s;
    const QString young = path() + u".new-xYzXyZ"_s;
    put(old, "half");
    put(young, "half");
    QFile file(old);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-7200), QFileDevice::FileModificationTime));
    file.close();
    QVERIFY(JsonFile(path()).write(first));
    QVERIFY(!QFile::exists(old));
    QVERIFY(QFile::exists(young)); // may be another program's, at work
}

/// File permissions do not hold back root: act as nobody for a while.
class Nobody
{
public:
    Nobody()
        : m_changed(::geteuid() == 0 && ::seteuid(65534) == 0)
    {
    }
    ~Nobody()
    {
        if (m_changed)
            static_cast<void>(::seteuid(0) == 0);
    }
    Nobody(const Nobody &) = delete;
    Nobody &operator=(const Nobody &) = delete;

private:
    bool m_changed;
};

void TestJsonFile::readOnlyFolder()
{
    const JsonFile file(path());
    QVERIFY(file.write(first));
    ::chmod(QFile::encodeName(path()).constData(), 0644);
    ::chmod(QFile::encodeName(m_dir->path()).constData(), 0555);
    Status written;
    Result<JsonFileContent> content;
    {
        const Nobody nobody;
        written = file.write(second);
        content = file.read();
    }
    ::chmod(QFile::encodeName(m_dir->path()).constData(), 0700);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Storage);
    QVERIFY(written.error().message.contains(u"unchanged"_s));
    QVERIFY(content);
    QCOMPARE(content->object, first);
    QCOMPARE(QJsonDocument::fromJson(contentOf(path())).object(), first);
}

void TestJsonFile::fullDisk_data()
{
    QTest::addColumn<int>("freeBlocks"); // of 4 KiB
    for (const int blocks : {0, 1, 2, 3, 5, 9, 16})
        QTest::addRow("%d blocks free", blocks) << blocks;
}

void TestJsonFile::fullDisk()
{
    QFETCH(int, freeBlocks);
    const QByteArray mountPoint = QFile::encodeName(m_dir->path());
    // In a mount table of this process alone, so that nothing stays behind.
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
        || ::mount("tmpfs", mountPoint.constData(), "tmpfs", 0, "size=262144,mode=0700") != 0)
        QSKIP("A disk of 256 kB can't be made: mounting needs root. Nothing was tested about full disks here.");
    const JsonFile file(path());
    QJsonObject large{{u"filler"_s, QString(30'000, u'x')}}; // needs eight blocks
    const bool begun = file.write(first).has_value();
    // Fill it, then give back so many blocks.
    QFile filler(m_dir->filePath(u"filler"_s));
    bool open = filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    const QByteArray block(4096, 'f');
    while (open && filler.write(block) == block.size()) { }
    const bool shrunk = open && filler.resize(filler.size() / 4096 * 4096 - qint64(freeBlocks) * 4096);
    const Status written = file.write(large);
    const auto content = file.read();
    const QStringList names = filesIn(m_dir->path());
    filler.close();
    ::umount(mountPoint.constData());
    QVERIFY(begun && shrunk);
    QVERIFY(content);
    QCOMPARE(written.has_value(), freeBlocks >= 8);
    QCOMPARE(content->object, written ? large : first);
    if (!written) {
        QCOMPARE(written.error().kind, Error::Kind::Storage);
        QVERIFY2(written.error().message.contains(u"full"_s), qPrintable(written.error().message));
    }
    QVERIFY(names.filter(u".new-"_s).isEmpty());
}

void TestJsonFile::sizeLimit()
{
    // Works without root: the system cuts each file at 8 kB, in the middle of a write.
    const JsonFile file(path());
    QVERIFY(file.write(first));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit low = before;
    low.rlim_cur = 8192;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &low), 0);
    const Status written = file.write({{u"filler"_s, QString(30'000, u'x')}});
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Storage);
    QCOMPARE(file.read()->object, first);
    QVERIFY(filesIn(m_dir->path()).filter(u".new-"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestJsonFile)
#include "tst_jsonfile.moc"
