// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "core/http/target.h"
#include "core/session/session.h"
#include "tests/support/scriptedserver.h"
#include "ui/paging/pagedlist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace qwats;
using namespace qwats::test;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

using Numbers = std::vector<int>;
constexpr int PageSize = 10;

Result<Numbers> decodeNumbers(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (!json.isArray())
        return failure(Error::Kind::BadReply, u"Not a list of numbers."_s);
    Numbers numbers;
    const QJsonArray array = json.array();
    for (const QJsonValue &value : array)
        numbers.push_back(value.toInt());
    return numbers;
}

void tagNumbers(const QByteArray &subject, const void *, TagList &tags)
{
    tags << "list:" + subject;
}

constexpr EndpointOf<Numbers> numbersEndpoint{{"/numbers", Domain::Asset, decodeWith<decodeNumbers>, tagNumbers}};

Query<Numbers> numbers(PageRange range, const QByteArray &of = "numbers")
{
    return {numbersEndpoint,
            "/" + of + "?skip=" + QByteArray::number(range.skip) + "&top=" + QByteArray::number(range.top), of};
}

int skipOf(const ScriptedServer::Request &request)
{
    return QUrlQuery(QUrl(QString::fromLatin1(request.target))).queryItemValue(u"skip"_s).toInt();
}

} // namespace

/// Pages of a list that the test makes longer and shorter while it is read.
class TestPagedList : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void pagesWithoutGap_data();
    void pagesWithoutGap();
    void loadsAheadByItself();
    void secondTimeIsThereAtOnce();
    void anotherQuestionForgetsLateAnswers();
    void refreshKeepsRows();
    void cancelKeepsRowsAndCanGoOn();
    void failedPageWaitsToBeAskedAgain();
    void changesWhilePageUnderWay_data();
    void changesWhilePageUnderWay();
    void invalidationReloads_data();
    void invalidationReloads();
    void emptyLastPageReloadsQuietly();
    void hiddenListWaits();
    void othersTagsDoNotReload();
    void lostServerKeepsRows();
    void demoServerPages_data();
    void demoServerPages();

private:
    ScriptedServer::Reply answer(const ScriptedServer::Request &request) const
    {
        const int skip = skipOf(request);
        if (skip == m_brokenSkip)
            return ScriptedServer::status(403);
        QJsonArray rows;
        for (int row = skip; row < std::min(skip + PageSize, m_length); ++row)
            rows.append(m_offset + row);
        ScriptedServer::Reply reply = ScriptedServer::ok(QJsonDocument(rows).toJson(QJsonDocument::Compact));
        reply.holdMs = skip == m_slowSkip || m_slowSkip == -2 ? m_slowMs : 0;
        return reply;
    }
    void ask()
    {
        m_list->setSource([](PageRange range) { return numbers(range); });
    }
    void loadAll()
    {
        m_list->setLoadAhead(1000);
        ask();
        QTRY_VERIFY(m_list->isComplete() && !m_list->isLoading());
        m_list->setLoadAhead(0);
    }
    /// Every row is there, in order, without gap or double.
    [[nodiscard]] bool isWhole() const
    {
        for (int row = 0; row < m_list->rowCount(); ++row) {
            if (m_list->at(row) != m_offset + row)
                return false;
        }
        return true;
    }
    [[nodiscard]] int requestsFor(int skip) const
    {
        const auto &all = m_server->requests();
        return int(
            std::count_if(all.begin(), all.end(), [skip](const auto &request) { return skipOf(request) == skip; }));
    }

    int m_length = 25;
    int m_offset = 0;
    int m_brokenSkip = -1;
    int m_slowSkip = -1; // -2: every page
    int m_slowMs = 150;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PagedList<int>> m_list;
};

void TestPagedList::init()
{
    m_length = 25;
    m_offset = 0;
    m_brokenSkip = m_slowSkip = -1;
    m_server = std::make_unique<ScriptedServer>([this](const auto &request) { return answer(request); });
    Profile profile;
    profile.id = u"test"_s;
    profile.name = u"test"_s;
    profile.url = m_server->url();
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    options.requestsPerMinute = 0;
    m_session = std::make_unique<Session>(profile, QByteArray("dXNlcjpwYXNz"), options);
    m_list = std::make_unique<PagedList<int>>(m_session->fetcher(), "test", PageSize, nullptr);
}

void TestPagedList::cleanup()
{
    m_list.reset();
    m_session.reset();
    m_server.reset();
}

void TestPagedList::pagesWithoutGap_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("requests");
    QTest::newRow("nothing") << 0 << 1;
    QTest::newRow("one row") << 1 << 1;
    QTest::newRow("a page less one") << 9 << 1;
    QTest::newRow("a page: only the next says that it was the last") << 10 << 2;
    QTest::newRow("two and a half") << 25 << 3;
    QTest::newRow("three full") << 30 << 4;
}

void TestPagedList::pagesWithoutGap()
{
    QFETCH(int, length);
    QFETCH(int, requests);
    m_length = length;
    QSignalSpy appended(m_list.get(), &PagedListBase::rowsAppended);
    ask();
    QTRY_VERIFY(!m_list->isLoading());
    while (!m_list->isComplete()) {
        const int before = m_list->rowCount();
        m_list->fetchMore();
        m_list->fetchMore(); // asking twice asks once
        QTRY_VERIFY(!m_list->isLoading());
        QVERIFY(m_list->rowCount() > before || m_list->isComplete());
    }
    QCOMPARE(m_list->rowCount(), length);
    QVERIFY(isWhole());
    QCOMPARE(int(m_server->requests().size()), requests);
    int next = 0;
    for (const auto &signal : appended) {
        QCOMPARE(signal[0].toInt(), next);
        next += signal[1].toInt();
    }
    QCOMPARE(next, length);
    m_list->fetchMore();
    QVERIFY2(!m_list->isLoading(), "a complete list asks for nothing more");
}

void TestPagedList::loadsAheadByItself()
{
    m_length = 95;
    m_list->setLoadAhead(35);
    ask();
    QTRY_COMPARE(m_list->rowCount(), 40);
    QVERIFY(!m_list->isLoading());
    QVERIFY(!m_list->isComplete());
    QVERIFY(isWhole());
}

void TestPagedList::secondTimeIsThereAtOnce()
{
    loadAll();
    const auto before = m_server->requests().size();
    ask();
    QCOMPARE(m_list->rowCount(), PageSize); // before the event loop ran
    QVERIFY(m_list->info().fromCache);
    QCOMPARE(m_list->info().freshness, Freshness::Fresh);
    m_list->fetchMore();
    QCOMPARE(m_list->rowCount(), 2 * PageSize);
    QCOMPARE(m_server->requests().size(), before);
}

void TestPagedList::anotherQuestionForgetsLateAnswers()
{
    m_slowSkip = 0;
    ask();
    QTRY_COMPARE(requestsFor(0), 1);
    m_slowSkip = -1;
    m_list->setSource([](PageRange range) { return numbers(range, "others"); });
    QTRY_COMPARE(m_list->rowCount(), PageSize);
    QSignalSpy changed(m_list.get(), &PagedListBase::rowsChanged);
    QSignalSpy appended(m_list.get(), &PagedListBase::rowsAppended);
    (void)QTest::qWaitFor([&] { return appended.size() + changed.size() > 0; },
                          2 * m_slowMs); // time for the late answer
    QCOMPARE(appended.size() + changed.size(), 0);
    QCOMPARE(m_list->rowCount(), PageSize);
}

void TestPagedList::refreshKeepsRows()
{
    loadAll();
    m_offset = 100;
    m_slowSkip = -2;
    QSignalSpy gone(m_list.get(), &PagedListBase::aboutToReset);
    QSignalSpy changed(m_list.get(), &PagedListBase::rowsChanged);
    m_list->refresh();
    QVERIFY(m_list->isLoading());
    QVERIFY(m_list->loadingSince().isValid());
    QCOMPARE(m_list->rowCount(), 25);
    QCOMPARE(m_list->at(0), 0);
    QTRY_VERIFY(!m_list->isLoading());
    QCOMPARE(m_list->rowCount(), 25);
    QVERIFY2(isWhole(), "all pages are the new ones");
    QCOMPARE(gone.size(), 0);
    QCOMPARE(changed.size(), 3);
}

void TestPagedList::cancelKeepsRowsAndCanGoOn()
{
    ask();
    QTRY_COMPARE(m_list->rowCount(), PageSize);
    m_slowSkip = PageSize;
    m_list->fetchMore();
    QTRY_COMPARE(requestsFor(PageSize), 1);
    m_list->cancel();
    QVERIFY(!m_list->isLoading());
    QCOMPARE(m_list->rowCount(), PageSize);
    (void)QTest::qWaitFor([this] { return m_list->rowCount() > PageSize; }, 2 * m_slowMs);
    QCOMPARE(m_list->rowCount(), PageSize); // what was given up does not come after all
    m_slowSkip = -1;
    m_list->fetchMore();
    QTRY_COMPARE(m_list->rowCount(), 2 * PageSize);
    QVERIFY(isWhole());
}

void TestPagedList::failedPageWaitsToBeAskedAgain()
{
    m_brokenSkip = PageSize;
    m_list->setLoadAhead(1000);
    ask();
    QTRY_VERIFY(m_list->info().error.has_value());
    QCOMPARE(m_list->info().error->kind, Error::Kind::Forbidden);
    QVERIFY(!m_list->isLoading());
    QVERIFY(!m_list->isComplete());
    QCOMPARE(m_list->rowCount(), PageSize);
    QVERIFY(m_list->info().freshness != Freshness::None);
    m_brokenSkip = -1;
    m_list->fetchMore();
    QTRY_VERIFY(m_list->isComplete());
    QVERIFY(!m_list->info().error);
    QVERIFY(isWhole());
}

void TestPagedList::changesWhilePageUnderWay_data()
{
    QTest::addColumn<int>("loadedPages");
    QTest::addColumn<int>("length"); // of the list after the change
    QTest::newRow("last loaded page gets short") << 2 << 15;
    QTest::newRow("first of two gets short") << 2 << 7;
    QTest::newRow("nothing is left") << 2 << 0;
    QTest::newRow("the only page gets short") << 1 << 4;
    QTest::newRow("one row less") << 2 << 24;
    QTest::newRow("longer") << 2 << 48;
}

/// The next page was asked for when the list was longer: its answer must not stand behind a list that ends before it.
void TestPagedList::changesWhilePageUnderWay()
{
    QFETCH(int, loadedPages);
    QFETCH(int, length);
    ask();
    QTRY_COMPARE(m_list->rowCount(), PageSize);
    for (int page = 1; page < loadedPages; ++page) {
        m_list->fetchMore();
        QTRY_COMPARE(m_list->rowCount(), (page + 1) * PageSize);
    }
    m_slowSkip = loadedPages * PageSize;
    m_list->fetchMore();
    QTRY_COMPARE(requestsFor(m_slowSkip), 1);
    m_length = length;
    m_list->refresh();
    QTRY_VERIFY(!m_list->isLoading());
    if (length <= loadedPages * PageSize) {
        QCOMPARE(m_list->rowCount(), length);
        QVERIFY(m_list->isComplete());
    }
    QVERIFY(isWhole());
    while (!m_list->isComplete()) {
        m_list->fetchMore();
        QTRY_VERIFY(!m_list->isLoading());
    }
    QVERIFY(isWhole());
}

void TestPagedList::invalidationReloads_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::newRow("values change") << 25 << 25;
    QTest::newRow("last page grows") << 25 << 28;
    QTest::newRow("last page gets full") << 25 << 30;
    QTest::newRow("last page shrinks") << 25 << 21;
    QTest::newRow("last page goes") << 25 << 20;
    QTest::newRow("ends in the first page") << 25 << 3;
    QTest::newRow("everything goes") << 25 << 0;
    QTest::newRow("something comes") << 0 << 4;
}

void TestPagedList::invalidationReloads()
{
    QFETCH(int, before);
    QFETCH(int, after);
    m_length = before;
    loadAll();
    QCOMPARE(m_list->rowCount(), before);
    m_length = after;
    m_offset = 1000;
    m_session->fetcher().dropTags({"list:numbers"});
    QVERIFY2(m_list->rowCount() == before, "the rows stay until newer ones come");
    QTRY_VERIFY(!m_list->isLoading() && (m_list->rowCount() == 0 || m_list->at(0) == 1000));
    m_list->setLoadAhead(1000);
    m_list->fetchMore();
    QTRY_VERIFY(m_list->isComplete() && !m_list->isLoading());
    QCOMPARE(m_list->rowCount(), after);
    QVERIFY(isWhole());
}

void TestPagedList::emptyLastPageReloadsQuietly()
{
    m_length = 20;
    loadAll();
    QSignalSpy changed(m_list.get(), &PagedListBase::rowsChanged);
    m_list->refresh();
    QTRY_VERIFY(!m_list->isLoading());
    QCOMPARE(changed.size(), 2);
    for (const auto &signal : changed)
        QVERIFY2(signal[1].toInt() > 0, "no rows cannot change");
}

void TestPagedList::hiddenListWaits()
{
    loadAll();
    m_list->setShown(false);
    const auto before = m_server->requests().size();
    m_offset = 500;
    m_session->fetcher().dropTags({"list:numbers"});
    QVERIFY(!m_list->isLoading());
    m_session->fetcher().dropTags({"list:numbers"});
    QCOMPARE(m_server->requests().size(), before);
    m_list->setShown(true);
    QTRY_VERIFY(!m_list->isLoading() && m_list->at(24) == 524);
    QCOMPARE(m_server->requests().size(), before + 3);
    m_list->setShown(false);
    m_list->setShown(true);
    QVERIFY2(!m_list->isLoading(), "nothing was dropped meanwhile");
}

void TestPagedList::othersTagsDoNotReload()
{
    loadAll();
    m_session->fetcher().dropTags({"list:others", "asset:1"});
    QVERIFY(!m_list->isLoading());
    QCOMPARE(int(m_server->requests().size()), 3);
}

void TestPagedList::lostServerKeepsRows()
{
    loadAll();
    m_server->shut();
    m_list->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!m_list->isLoading(), 15'000);
    QCOMPARE(m_list->rowCount(), 25);
    QVERIFY(isWhole());
    QCOMPARE(m_list->info().freshness, Freshness::Offline);
    QVERIFY(m_list->info().error && m_list->info().error->isOutage());
    QVERIFY(m_list->info().asOf.isValid());
}

void TestPagedList::demoServerPages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("pageSize");
    QTest::newRow("all") << QString() << 25;
    QTest::newRow("pages of one") << u"fx-"_s << 7;
    QTest::newRow("nothing matches") << u"no such asset"_s << 10;
}

/// The same against a server that sorts and narrows for real: every asset once.
void TestPagedList::demoServerPages()
{
    QFETCH(QString, text);
    QFETCH(int, pageSize);
    QString error;
    const auto server = demo::DemoServer::start({.products = 5, .assets = 90, .reports = 20}, &error);
    QVERIFY2(server, qPrintable(error));
    Profile profile = m_session->profile();
    profile.url = QUrl(server->url());
    SessionOptions options;
    options.watchServer = false;
    Session session(profile, server->token().toLatin1(), options);
    const auto all = [&] {
        auto future = session.fetcher().ask(
            AssetService::list({text, {}, {}}, AssetSort::Serial, Qt::AscendingOrder, {0, 10'000}));
        future.waitForFinished();
        return future.result();
    }();
    QVERIFY(all.value);
    PagedList<Asset> list(session.fetcher(), "test", pageSize, nullptr);
    list.setLoadAhead(10'000);
    list.setSource([text](PageRange range) {
        return AssetService::list({text, {}, {}}, AssetSort::Serial, Qt::AscendingOrder, range);
    });
    QTRY_VERIFY(list.isComplete() && !list.isLoading());
    QCOMPARE(list.rowCount(), int(all->size()));
    for (int row = 0; row < list.rowCount(); ++row)
        QCOMPARE(list.at(row).serialNumber, (*all)[static_cast<size_t>(row)].serialNumber);
}

QTEST_GUILESS_MAIN(TestPagedList)
#include "tst_pagedlist.moc"
