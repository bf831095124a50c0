// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwats/singleinstance.h"

#include <QCoreApplication>
#include <QLocalSocket>
#include <QProcess>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <memory>
#include <unistd.h>
#include <vector>

using namespace qwats;
using namespace Qt::StringLiterals;

namespace {

const auto InstanceWord = u"--as-instance"_s;
constexpr int LongestWait = 30'000;

void say(const QString &line)
{
    QTextStream(stdout) << line << '\n' << Qt::flush;
}

/// One start of the program: says who it is, and if it is the owner what later starts ask for, until its input ends.
int runInstance(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    SingleInstance instance(arguments.at(2));
    QObject::connect(&instance, &SingleInstance::started, &instance,
                     [](const QStringList &asked) { say(u"asked "_s + asked.join(u' ')); });
    switch (instance.claim(arguments.mid(3), LongestWait)) {
    case SingleInstance::Role::HandedOver: say(u"handed over"_s); return 0;
    case SingleInstance::Role::Alone: say(u"alone"_s); return 0;
    case SingleInstance::Role::Owner: break;
    }
    say(u"owner"_s);
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}

std::unique_ptr<QProcess> startOne(const QString &folder, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(QCoreApplication::applicationFilePath(), QStringList{InstanceWord, folder} + arguments);
    return process;
}

QStringList linesOf(QProcess &process, QByteArray &seen)
{
    seen += process.readAllStandardOutput();
    return QString::fromUtf8(seen).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

/// One program per user and folder, whatever happens to it. Real processes, real sockets.
class TestSingleInstance : public QObject
{
    Q_OBJECT

private slots:
    void secondStartHandsOver();
    void twentyAtOnceHaveOneOwner();
    void survivesAKill();
    void otherFolderIsAnotherProgram();
    void rubbishIsRefused();
};

void TestSingleInstance::secondStartHandsOver()
{
    const QTemporaryDir folder;
    SingleInstance owner(folder.path());
    QVERIFY(owner.claim({}) == SingleInstance::Role::Owner);
    QStringList asked;
    connect(&owner, &SingleInstance::started, this, [&asked](const QStringList &arguments) { asked = arguments; });
    const auto second = startOne(folder.path(), {u"--open"_s, u"assets/FX 0412 æ"_s});
    QTRY_COMPARE_WITH_TIMEOUT(second->state(), QProcess::NotRunning, LongestWait);
    QCOMPARE(second->readAllStandardOutput(), QByteArray("handed over\n"));
    QCOMPARE(asked, (QStringList{u"--open"_s, u"assets/FX 0412 æ"_s}));
}

void TestSingleInstance::twentyAtOnceHaveOneOwner()
{
    const QTemporaryDir folder;
    constexpr int Count = 20;
    std::vector<std::unique_ptr<QProcess>> all;
    std::vector<QByteArray> said(Count);
    for (int i = 0; i < Count; ++i)
        all.push_back(startOne(folder.path(), {QString::number(i)}));
    const auto ended = [&all] {
        return std::count_if(all.begin(), all.end(),
                             [](const auto &one) { return one->state() == QProcess::NotRunning; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(ended(), qsizetype(Count - 1), 2 * LongestWait);
    int owners = 0;
    for (int i = 0; i < Count; ++i) {
        if (all[size_t(i)]->state() == QProcess::NotRunning) {
            QCOMPARE(all[size_t(i)]->readAllStandardOutput(), QByteArray("handed over\n"));
            continue;
        }
        ++owners;
        QTRY_COMPARE_WITH_TIMEOUT(linesOf(*all[size_t(i)], said[size_t(i)]).size(), Count, LongestWait);
        const QStringList lines = linesOf(*all[size_t(i)], said[size_t(i)]);
        QCOMPARE(lines.first(), u"owner"_s);
        QSet<QString> asked(lines.begin() + 1, lines.end());
        QCOMPARE(asked.size(), Count - 1); // each start is heard once
        all[size_t(i)]->closeWriteChannel();
        QVERIFY(all[size_t(i)]->waitForFinished(LongestWait));
    }
    QCOMPARE(owners, 1);
}

void TestSingleInstance::survivesAKill()
{
    const QTemporaryDir folder;
    const auto first = startOne(folder.path(), {});
    QByteArray said;
    QTRY_COMPARE_WITH_TIMEOUT(linesOf(*first, said), QStringList{u"owner"_s}, LongestWait);
    first->kill();
    QVERIFY(first->waitForFinished(LongestWait));
    QVERIFY2(QFile::exists(SingleInstance(folder.path()).lockPath()), "what it left behind is there");
    SingleInstance next(folder.path());
    QVERIFY(next.claim({}) == SingleInstance::Role::Owner);
    const auto second = startOne(folder.path(), {});
    QTRY_COMPARE_WITH_TIMEOUT(second->state(), QProcess::NotRunning, LongestWait);
    QCOMPARE(second->readAllStandardOutput(), QByteArray("handed over\n"));
}

void TestSingleInstance::otherFolderIsAnotherProgram()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    SingleInstance first(one.path());
    SingleInstance second(other.path());
    QVERIFY(first.claim({}) == SingleInstance::Role::Owner);
    QVERIFY(second.claim({}) == SingleInstance::Role::Owner);
    QVERIFY(first.socketName() != second.socketName());
}

void TestSingleInstance::rubbishIsRefused()
{
    const QTemporaryDir folder;
    SingleInstance owner(folder.path());
    QVERIFY(owner.claim({}) == SingleInstance::Role::Owner);
    int heard = 0;
    connect(&owner, &SingleInstance::started, this, [&heard] { ++heard; });
    for (const QByteArray &rubbish : {QByteArray("{\"a\":1}\n"), QByteArray("no json\n"), QByteArray(200'000, 'x')}) {
        QLocalSocket socket;
        socket.connectToServer(owner.socketName());
        QVERIFY(socket.waitForConnected(LongestWait));
        socket.write(rubbish);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, LongestWait);
    }
    QCOMPARE(heard, 0);
}

int main(int argc, char **argv)
{
    if (argc > 2 && QString::fromLocal8Bit(argv[1]) == InstanceWord)
        return runInstance(argc, argv);
    const QCoreApplication app(argc, argv);
    TestSingleInstance test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_singleinstance.moc"
