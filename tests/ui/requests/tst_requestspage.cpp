// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "core/session/session.h"
#include "harcheck.h"
#include "ui/delegates/densetableview.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestsmodel.h"
#include "ui/requests/requestspage.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/waterfall.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int LongWait = 20'000;
const QString Planted = u"cGxhbnRlZDp0b2tlbi1vZi10aGUtdGVzdA=="_s;

RequestRecord made(quint64 id, Outcome outcome = Outcome::Fresh)
{
    RequestRecord record;
    record.id = id;
    record.started = Timestamp::fromMs(1'772'600'000'000 + qint64(id));
    record.method = "GET";
    record.route = "/api/Asset/{idOrSerial}";
    record.target = "/api/Asset/FX-" + QByteArray::number(id);
    record.initiator = "assets page";
    record.domain = Domain::Asset;
    record.outcome = outcome;
    record.total = 400ns;
    if (outcome == Outcome::Cold) {
        record.network = true;
        record.status = 200;
        record.attempts = 1;
        record.wait = 40ms;
        record.total = 41ms;
        record.bytesReceived = record.bytesDecoded = 2000;
    }
    return record;
}

} // namespace

class TestRequestsPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        demo::DemoOptions options;
        options.token = Planted;
        QString error;
        m_server = demo::DemoServer::start(options, &error);
        QVERIFY2(m_server, qPrintable(error));
        Profile profile;
        profile.id = u"p"_s;
        profile.name = u"Demo"_s;
        profile.url = QUrl(m_server->url());
        SessionOptions sessionOptions;
        sessionOptions.watchServer = false;
        m_session = std::make_unique<Session>(profile, Planted.toLatin1(), sessionOptions);
        m_page = std::make_unique<RequestsPage>(*m_session);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_page->model(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_page->resize(1196, 728);
        m_page->show();
        m_page->activateWindow();
        (void)QTest::qWaitForWindowActive(m_page.get());
        m_page->setShown(true);
    }

    void cleanup()
    {
        m_tester.reset();
        m_page.reset();
        m_session.reset();
        m_server.reset();
    }

    void everyLineOfTheLog()
    {
        ask(), ask(), askMany(3);
        m_page->takeNewLines();
        const auto lines = m_session->log().since(0);
        auto *model = m_page->model();
        QCOMPARE(size_t(model->rowCount()), lines.size());
        QVERIFY(lines.size() >= 5);
        qint64 network = 0;
        qint64 fresh = 0;
        for (size_t row = 0; row < lines.size(); ++row) {
            const RequestRecord &line = lines[row];
            const auto cell = [&](int column) { return model->index(int(row), column).data().toString(); };
            QCOMPARE(model->recordAt(int(row))->id, line.id);
            QCOMPARE(cell(RequestsModel::Verb), QString::fromLatin1(line.method));
            QCOMPARE(cell(RequestsModel::Status), line.network ? QString::number(line.status) : u"–"_s);
            QCOMPARE(cell(RequestsModel::AskedBy), QString::fromUtf8(line.initiator));
            network += line.network ? 1 : 0;
            fresh += sourceOf(line) == RequestSource::Fresh ? 1 : 0;
            if (line.network && !line.error) // the phases are the log's own, and fill the time
                QCOMPARE(sumOf(phasesOf(line)), line.queued + line.connect + line.wait + line.download + line.decode);
            QVERIFY(sumOf(phasesOf(line)) <= line.total + 1ms);
        }
        QCOMPARE(model->countOf(RequestFilter::Chip::All), qint64(lines.size()));
        QCOMPARE(model->countOf(RequestFilter::Chip::Network), network);
        QCOMPARE(model->countOf(RequestFilter::Chip::Fresh), fresh);
        QCOMPARE(quint64(network), m_server->requestsSeen());
        QVERIFY(m_page->header()->age()->text().contains(u"live"_s));
    }

    void theFirstCallConnects()
    {
        ask();
        const auto lines = m_session->log().since(0);
        QVERIFY(lines.front().network);
        QVERIFY(lines.front().connect > 0ns);
        QVERIFY(lines.front().wait > 0ns);
    }

    void retriesAreGhosts()
    {
        QCOMPARE(m_server->setFaults(u"503"_s), QString());
        auto answer = m_session->fetcher().ask(AssetService::types());
        QTRY_VERIFY_WITH_TIMEOUT(m_server->requestsSeen() > 0, LongWait);
        QCOMPARE(m_server->setFaults({}), QString());
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), LongWait);
        const auto lines = m_session->log().since(0);
        QCOMPARE(lines.size(), size_t(1));
        QCOMPARE(lines[0].attempts, 2);
        QCOMPARE(lines[0].failedAttempts.size(), size_t(1));
        QCOMPARE(lines[0].failedAttempts[0].status, 503);
        const auto phases = phasesOf(lines[0]);
        QCOMPARE(std::count_if(phases.begin(), phases.end(),
                               [](const RequestPhase &phase) { return phase.kind == RequestPhase::Kind::Ghost; }),
                 1);
        for (size_t i = 1; i < phases.size(); ++i)
            QVERIFY(phases[i].from >= phases[i - 1].from + phases[i - 1].took);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("ids");
        QTest::newRow("nothing") << QString() << QList<int>{1, 2, 3, 4, 5, 6};
        QTest::newRow("word") << u"fx-3"_s << QList<int>{3};
        QTest::newRow("blank in the path") << u"\"hall 2\""_s << QList<int>{6};
        QTest::newRow("asker") << u"by:reports"_s << QList<int>{5};
        QTest::newRow("status") << u"status:404"_s << QList<int>{4};
        QTest::newRow("family") << u"status:5xx"_s << QList<int>{5};
        QTest::newRow("at least") << u"status >= 404"_s << QList<int>{4, 5};
        QTest::newRow("time") << u"time > 100 ms"_s << QList<int>{5};
        QTest::newRow("size") << u"size>1kB"_s << QList<int>{2, 6};
        QTest::newRow("failed") << u"is:failed"_s << QList<int>{5};
        QTest::newRow("cached") << u"is:cached"_s << QList<int>{1, 3};
        QTest::newRow("write") << u"is:write"_s << QList<int>{6};
        QTest::newRow("verb") << u"verb:put"_s << QList<int>{6};
        QTest::newRow("retried") << u"tries>1"_s << QList<int>{5};
        QTest::newRow("outcome") << u"outcome:stale"_s << QList<int>{3};
        QTest::newRow("domain") << u"domain:report"_s << QList<int>{5};
        QTest::newRow("not") << u"-is:network"_s << QList<int>{1, 3};
        QTest::newRow("both") << u"is:network -status:200"_s << QList<int>{4, 5};
    }

    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, ids);
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(sixLines());
        auto filter = RequestFilter::parse(text);
        QVERIFY2(filter, filter ? "" : qPrintable(filter.error().message));
        model.setFilter(*filter);
        QCOMPARE(idsOf(model), ids);
        RequestsModel late; // lines that come after the filter was set
        late.setFilter(*filter);
        late.append(sixLines());
        QCOMPARE(idsOf(late), ids);
    }

    void wordsNotUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"time>abc", "time>5kB", "is:blue", "outcome:warm", "domain:moon", "status:many"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void wordsNotUnderstood()
    {
        QFETCH(QString, text);
        ask();
        m_page->takeNewLines();
        const int before = m_page->model()->rowCount();
        QTest::keyClicks(m_page->filter(), text);
        QTRY_VERIFY(m_page->notice()->isVisible());
        QVERIFY(m_page->notice()->title().contains(u"not in force"_s));
        QCOMPARE(m_page->model()->rowCount(), before);
        QTest::keyClick(m_page->filter(), Qt::Key_Escape);
        QTRY_VERIFY(!m_page->notice()->isVisible());
    }

    void chipsNarrow()
    {
        ask(), ask();
        m_page->takeNewLines();
        m_page->chips()->press(int(RequestFilter::Chip::Network));
        QCOMPARE(m_page->model()->rowCount(), 1);
        QVERIFY(m_page->model()->recordAt(0)->network);
        m_page->chips()->press(int(RequestFilter::Chip::Failed));
        QCOMPARE(m_page->model()->rowCount(), 0);
        QVERIFY(!m_page->table()->isVisible()); // filtered away, said so
        QVERIFY(m_page->escape() || true);
    }

    void pauseStopsThePictureOnly()
    {
        ask();
        m_page->takeNewLines();
        const int before = m_page->model()->rowCount();
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_P);
        QVERIFY(m_page->isPaused());
        ask();
        m_page->takeNewLines();
        QCOMPARE(m_page->model()->rowCount(), before);
        QVERIFY(m_page->header()->age()->text().contains(u"paused since"_s));
        QVERIFY(m_session->log().lastId() > m_page->model()->lastId());
        QTest::keyClick(m_page->table(), Qt::Key_P);
        QCOMPARE(m_page->model()->lastId(), m_session->log().lastId());
    }

    void nothingIsReadWhileHidden()
    {
        m_page->setShown(false);
        ask();
        QSignalSpy changes(m_page->model(), &RequestsModel::countsChanged);
        QVERIFY(!changes.wait(3 * int(RequestsPage::UpdateEvery.count())));
        m_page->setShown(true);
        QCOMPARE(m_page->model()->lastId(), m_session->log().lastId());
    }

    void followsUntilScrolledUp()
    {
        for (quint64 i = 1; i <= 100; ++i)
            m_session->log().add(made(i));
        m_page->takeNewLines();
        auto *bar = m_page->table()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
        bar->setValue(bar->maximum() / 2);
        QVERIFY(!m_page->isFollowing());
        const int stays = bar->value();
        for (quint64 i = 101; i <= 150; ++i)
            m_session->log().add(made(i));
        m_page->takeNewLines();
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), stays);
        m_page->table()->setFocus();
        m_page->table()->setCurrentIndex(m_page->model()->index(20, 0));
        QTest::keyClick(m_page->table(), Qt::Key_End);
        QVERIFY(m_page->isFollowing());
        QTest::keyClick(m_page->table(), Qt::Key_Up);
        QVERIFY(!m_page->isFollowing());
    }

    void theDetailByKeys()
    {
        ask();
        m_page->takeNewLines();
        m_page->table()->setFocus();
        m_page->table()->setCurrentIndex(m_page->model()->index(0, 0));
        QTest::keyClick(m_page->table(), Qt::Key_Return);
        QVERIFY(m_page->detail()->isVisible());
        const RequestRecord line = m_session->log().since(0).front();
        QCOMPARE(m_page->detail()->record().id, line.id);
        QString facts;
        for (const Fact &fact : m_page->detail()->facts())
            facts += fact.label + u'=' + fact.value + u'\n';
        QVERIFY2(facts.contains(u"Status=200"_s), qPrintable(facts));
        QVERIFY2(facts.contains(QString::fromLatin1(line.target)), qPrintable(facts));
        QVERIFY2(facts.contains(u"Asked by=tests page"_s), qPrintable(facts));
        QVERIFY2(facts.contains(u"Kept with tags="_s), qPrintable(facts));
        QVERIFY(m_page->detail()->timing()->lineCount() >= 4);
        QVERIFY(m_page->escape());
        QVERIFY(!m_page->detail()->isVisible());
    }

    void repeatedSingleCallsAreFound()
    {
        askMany(20);
        m_page->refresh();
        QCOMPARE(m_page->findings().size(), size_t(1));
        QCOMPARE(m_page->findings()[0].calls, size_t(20));
        QVERIFY(m_page->notice()->isVisible());
        QVERIFY2(m_page->notice()->title().contains(u"tests page"_s), qPrintable(m_page->notice()->title()));
        emit m_page->notice()->actionRequested();
        QCOMPARE(m_page->model()->rowCount(), 20);
    }

    void noTokenLeaves()
    {
        ask(), ask(), askMany(3);
        m_page->takeNewLines();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"requests.har"_s);
        QSignalSpy done(m_page.get(), &RequestsPage::harDone);
        m_page->saveHar(path);
        QVERIFY(done.wait(LongWait));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray har = file.readAll();
        QCOMPARE(test::HarCheck::problems(har), QStringList());
        if (const QString kept = qEnvironmentVariable("QWATS_HAR_SAMPLE"); !kept.isEmpty())
            QVERIFY(QFile::exists(kept) || QFile::copy(path, kept));
        m_page->table()->selectAll();
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_C);
        const QByteArray curl = QApplication::clipboard()->text().toUtf8();
        QVERIFY(curl.startsWith("curl "));
        QCOMPARE(curl.count('\n') + 1, m_page->model()->rowCount());
        QByteArray rest;
        const auto source = m_page->exportSource();
        source->rows->next([&](const Result<ExportBatch> &batch) {
            for (const ExportRow &row : batch->rows) {
                for (const QVariant &cell : row)
                    rest += cell.toString().toUtf8() + '\n';
            }
        });
        for (int row = 0; row < m_page->model()->rowCount(); ++row) {
            for (int column = 0; column < RequestsModel::ColumnCount; ++column) {
                const QModelIndex index = m_page->model()->index(row, column);
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                    rest += index.data(role).toString().toUtf8() + '\n';
            }
        }
        QVERIFY(rest.size() > 100);
        const QByteArray plain = QByteArray::fromBase64(Planted.toLatin1());
        for (const QByteArray &out : {har, curl, rest}) {
            QVERIFY(!out.contains(Planted.toLatin1()));
            QVERIFY(!out.contains(plain));
        }
    }

    void harComesBack()
    {
        ask(), ask(), askMany(2);
        m_page->takeNewLines();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"requests.har"_s);
        QSignalSpy done(m_page.get(), &RequestsPage::harDone);
        m_page->saveHar(path);
        QVERIFY(done.wait(LongWait));
        const auto live = m_page->model()->shownRecords();
        m_page->openHar(path);
        QVERIFY(done.wait(LongWait));
        QVERIFY(!m_page->isLive());
        QVERIFY(m_page->header()->age()->text().contains(u"requests.har"_s));
        QCOMPARE(size_t(m_page->model()->rowCount()), live.size());
        for (size_t row = 0; row < live.size(); ++row) {
            QCOMPARE(m_page->model()->recordAt(int(row))->total, live[row].total);
            QVERIFY(m_page->model()->recordAt(int(row))->outcome == live[row].outcome);
        }
        ask();
        m_page->takeNewLines();
        QCOMPARE(size_t(m_page->model()->rowCount()), live.size()); // a file does not grow
        m_page->backToLive();
        QCOMPARE(size_t(m_page->model()->rowCount()), m_session->log().since(0).size());
    }

    void badFileChangesNothing()
    {
        ask();
        m_page->takeNewLines();
        QTemporaryDir folder;
        QFile file(folder.filePath(u"x.har"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"log\":7}");
        file.close();
        QSignalSpy done(m_page.get(), &RequestsPage::harDone);
        QSignalSpy said(m_page.get(), &Page::notify);
        m_page->openHar(file.fileName());
        QVERIFY(done.wait(LongWait));
        QCOMPARE(done.constFirst().constFirst().toBool(), false);
        QCOMPARE(said.size(), 1);
        QVERIFY(m_page->isLive());
        QCOMPARE(size_t(m_page->model()->rowCount()), m_session->log().since(0).size());
    }

    void boundedAndWholeAtTheEnd()
    {
        RequestsModel model(nullptr, 50);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto filter = RequestFilter::parse(u"is:network"_s);
        model.setFilter(*filter);
        for (quint64 from = 1; from <= 400; from += 7) {
            std::vector<RequestRecord> news;
            for (quint64 id = from; id < from + 7; ++id)
                news.push_back(made(id, id % 3 == 0 ? Outcome::Cold : Outcome::Fresh));
            model.append(std::move(news));
            QVERIFY(model.keptCount() <= 50);
            QCOMPARE(model.countOf(RequestFilter::Chip::All), qint64(model.rowCount()));
        }
        QVERIFY(model.rowCount() >= 16);
        QCOMPARE(model.rowOf(model.recordAt(3)->id), 3);
        QCOMPARE(model.rowOf(1), -1);
    }

    void fiftyThousandLines()
    {
        for (quint64 i = 1; i <= RequestsModel::MostLines; ++i)
            m_session->log().add(made(i, i % 5 == 0 ? Outcome::Cold : Outcome::Fresh));
        QElapsedTimer watch;
        watch.start();
        m_tester.reset(); // reads every row at each change
        m_page->takeNewLines();
        const double all = double(watch.nsecsElapsed()) / 1e6;
        QCoreApplication::processEvents();
        QCOMPARE(size_t(m_page->model()->rowCount()), RequestsModel::MostLines);
        for (quint64 i = 0; i < 100; ++i)
            m_session->log().add(made(i));
        watch.start();
        m_page->takeNewLines();
        m_page->table()->grab();
        const double update = double(watch.nsecsElapsed()) / 1e6;
        watch.start();
        m_page->filter()->setText(u"fx-4999"_s);
        QTest::keyClick(m_page->filter(), Qt::Key_Return);
        QTRY_VERIFY(m_page->model()->rowCount() < 20);
        watch.start();
        m_page->chips()->press(int(RequestFilter::Chip::Network));
        const double filter = double(watch.nsecsElapsed()) / 1e6;
        qInfo("50 000 lines: taken in %.1f ms, 100 more with a frame %.1f ms, filter %.1f ms", all, update, filter);
        QCOMPARE(m_page->model()->keptCount(), RequestsModel::MostLines);
    }

private:
    void ask()
    {
        FetchOptions options;
        options.initiator = "tests page";
        auto answer = m_session->fetcher().ask(AssetService::types(), options);
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), LongWait);
    }

    /// Different single things, one call each.
    void askMany(int count)
    {
        FetchOptions options;
        options.initiator = "tests page";
        for (int i = 0; i < count; ++i) {
            auto answer = m_session->fetcher().ask(ReportService::one(u"no-such-report-%1"_s.arg(i)), options);
            QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), LongWait);
        }
    }

    static std::chrono::nanoseconds sumOf(const std::vector<RequestPhase> &phases)
    {
        std::chrono::nanoseconds sum{0};
        for (const RequestPhase &phase : phases)
            sum += phase.took;
        return sum;
    }

    static std::vector<RequestRecord> sixLines()
    {
        std::vector<RequestRecord> lines{made(1),
                                         made(2, Outcome::Cold),
                                         made(3, Outcome::Stale),
                                         made(4, Outcome::Cold),
                                         made(5, Outcome::Cold),
                                         made(6, Outcome::Cold)};
        lines[3].status = 404;
        lines[3].outcome = Outcome::Negative;
        lines[3].error = Error::Kind::NotFound;
        lines[3].bytesDecoded = lines[3].bytesReceived = 100;
        lines[4].status = 503;
        lines[4].outcome = Outcome::Failed;
        lines[4].error = Error::Kind::ServerError;
        lines[4].domain = Domain::Report;
        lines[4].initiator = "reports page";
        lines[4].attempts = 3;
        lines[4].total = 900ms;
        lines[4].bytesDecoded = lines[4].bytesReceived = 0;
        lines[5].method = "PUT";
        lines[5].target = "/api/Asset/hall%202";
        lines[5].domain.reset();
        lines[5].outcome.reset();
        return lines;
    }

    static QList<int> idsOf(const RequestsModel &model)
    {
        QList<int> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids << int(model.recordAt(row)->id);
        return ids;
    }

    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RequestsPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ThemeManager theme;
    theme.setChoice(ThemeChoice::Light);
    TestRequestsPage test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_requestspage.moc"
