// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "tests/support/scriptedserver.h"
#include "ui/paging/windowedlist.h"

#include <QJsonArray>
#include <QJsonDocument>
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
constexpr int PagesKept = 4;

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

void tagNumbers(const QByteArray &, const void *, TagList &tags)
{
    tags << "list:numbers";
}

constexpr EndpointOf<Numbers> numbersEndpoint{{"/numbers", Domain::ReportList, decodeWith<decodeNumbers>, tagNumbers}};

int queryItem(const ScriptedServer::Request &request, const QString &name)
{
    return QUrlQuery(QUrl(QString::fromLatin1(request.target))).queryItemValue(name).toInt();
}

} // namespace

/// Numbers from high to low, as reports from new to old: the test adds higher ones while the list is read.
class TestWindowedList : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void growsAsTheViewNearsTheEnd_data();
    void growsAsTheViewNearsTheEnd();
    void findsTheEnd_data();
    void findsTheEnd();
    void releasesPagesFarAway();
    void jumpAsksOnlyWhereItRests();
    void newRowsDoNotMoveTheOthers();
    void refreshBringsNewRowsInFront();
    void refreshOfAnotherListStartsAgain();
    void failedPageIsAskedForAgain();
    void cancelledSearchEnds();
    void writesMakeItOutdated();

private:
    ScriptedServer::Reply answer(const ScriptedServer::Request &request)
    {
        const int skip = queryItem(request, u"skip"_s);
        if (skip == m_brokenSkip)
            return ScriptedServer::status(403);
        const int top = queryItem(request, u"top"_s);
        const int from = request.target.contains("from=") ? queryItem(request, u"from"_s) : m_newest;
        QJsonArray rows;
        for (int row = skip; row < skip + top && from - row > m_newest - m_length; ++row)
            rows.append(from - row);
        return ScriptedServer::ok(QJsonDocument(rows).toJson(QJsonDocument::Compact));
    }
    void ask()
    {
        m_list->setSource([](PageRange range, const int *newest) -> Query<Numbers> {
            QByteArray target
                = "/numbers?skip=" + QByteArray::number(range.skip) + "&top=" + QByteArray::number(range.top);
            if (newest)
                target += "&from=" + QByteArray::number(*newest);
            return {numbersEndpoint, target};
        });
        QTRY_VERIFY(m_list->rowCount() > 0 || m_list->isComplete());
    }
    void addRows(int count)
    {
        m_newest += count;
        m_length += count;
    }
    [[nodiscard]] int valueAt(int row) const { return m_list->at(row) ? *m_list->at(row) : -1; }

    int m_length = 0;
    int m_newest = 1'000'000;
    int m_brokenSkip = -1;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<WindowedList<int>> m_list;
};

void TestWindowedList::init()
{
    m_length = 95;
    m_newest = 1'000'000;
    m_brokenSkip = -1;
    m_server = std::make_unique<ScriptedServer>([this](const auto &request) { return answer(request); });
    Profile profile;
    profile.id = profile.name = u"test"_s;
    profile.url = m_server->url();
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    options.requestsPerMinute = 0;
    m_session = std::make_unique<Session>(profile, QByteArray("dXNlcjpwYXNz"), options);
    m_list = std::make_unique<WindowedList<int>>(
        m_session->fetcher(), "test", PageSize, PagesKept, [](int a, int b) { return a == b; }, nullptr);
}

void TestWindowedList::cleanup()
{
    m_list.reset();
    m_session.reset();
    m_server.reset();
}

void TestWindowedList::growsAsTheViewNearsTheEnd_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {0, 1, 9, 10, 11, 20, 95})
        QTest::addRow("%d", length) << length;
}

void TestWindowedList::growsAsTheViewNearsTheEnd()
{
    QFETCH(int, length);
    m_length = length;
    ask();
    int seen = 0;
    while (seen < m_list->rowCount() || !m_list->isComplete()) {
        m_list->show(seen, seen + 3);
        QTRY_VERIFY(m_list->isComplete() || (m_list->rowCount() > seen + 3 && m_list->at(seen)));
        QTRY_VERIFY(seen >= m_list->rowCount() || m_list->at(seen));
        for (int row = seen; row < std::min(seen + 4, m_list->rowCount()) && m_list->at(row); ++row)
            QCOMPARE(valueAt(row), 1'000'000 - row);
        ++seen;
    }
    QCOMPARE(m_list->rowCount(), length);
}

void TestWindowedList::findsTheEnd_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {10, 11, 19, 20, 95, 160, 161, 1000, 54'321})
        QTest::addRow("%d", length) << length;
}

void TestWindowedList::findsTheEnd()
{
    QFETCH(int, length);
    m_length = length;
    ask();
    QSignalSpy found(m_list.get(), &WindowedListBase::endFound);
    m_list->findEnd();
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(m_list->rowCount(), length);
    QVERIFY(m_list->isComplete());
    QVERIFY(!m_list->isFindingEnd());
    m_list->show(length - 1, length - 1);
    QTRY_COMPARE(valueAt(length - 1), 1'000'000 - length + 1);
    QVERIFY(m_server->requests().size() < 40); // twice the distance each time, then halves
    m_list->findEnd(); // known now
    QCOMPARE(found.size(), 2);
}

void TestWindowedList::releasesPagesFarAway()
{
    m_length = 2000;
    ask();
    for (int row = 0; row < 1500; row += 5) {
        m_list->show(row, row + 5);
        QTRY_VERIFY(m_list->at(row) && m_list->at(row + 5));
        QVERIFY(m_list->heldPages() <= PagesKept);
    }
    QVERIFY(!m_list->at(0));
    m_list->show(0, 5); // they come back when they are seen again
    QTRY_COMPARE(valueAt(0), 1'000'000);
}

void TestWindowedList::jumpAsksOnlyWhereItRests()
{
    m_length = 2000;
    ask();
    m_list->findEnd();
    QTRY_VERIFY(m_list->isComplete());
    const auto before = m_server->requests().size();
    for (int row = 100; row < 1500; row += 50)
        m_list->show(row, row + 5); // nobody waits in between
    QTRY_VERIFY(m_list->at(1450));
    QTRY_VERIFY(!m_list->isLoading());
    QVERIFY(m_server->requests().size() - before <= 3);
    QVERIFY(!m_list->at(700));
}

void TestWindowedList::newRowsDoNotMoveTheOthers()
{
    ask();
    addRows(7); // while the list is read
    for (int row = 0; row < 95; row += 5) {
        m_list->show(row, row + 4);
        QTRY_VERIFY(m_list->at(std::min(row + 4, 94)));
        QCOMPARE(valueAt(row), 1'000'000 - row);
    }
    QTRY_COMPARE(m_list->rowCount(), 95);
}

void TestWindowedList::refreshBringsNewRowsInFront()
{
    ask();
    m_list->show(5, 14);
    QTRY_VERIFY(m_list->at(14));
    addRows(3);
    QSignalSpy prepended(m_list.get(), &WindowedListBase::rowsPrepended);
    QSignalSpy reset(m_list.get(), &WindowedListBase::reset);
    m_list->refresh();
    QTRY_COMPARE(prepended.size(), 1);
    QCOMPARE(prepended.at(0).at(0).toInt(), 3);
    QCOMPARE(valueAt(0), 1'000'003);
    QCOMPARE(valueAt(8), 1'000'003 - 8); // what was in view stays readable and moved with the others
    QTRY_VERIFY(!m_list->isLoading());
    QCOMPARE(valueAt(17), 1'000'003 - 17);
    QCOMPARE(reset.size(), 0);
}

void TestWindowedList::refreshOfAnotherListStartsAgain()
{
    ask();
    QSignalSpy reset(m_list.get(), &WindowedListBase::reset);
    m_newest = 500; // nothing of before is there any more
    m_length = 30;
    m_list->refresh();
    QTRY_COMPARE(reset.size(), 1);
    QCOMPARE(valueAt(0), 500);
    QCOMPARE(m_list->rowCount(), PageSize);
}

void TestWindowedList::failedPageIsAskedForAgain()
{
    ask();
    m_brokenSkip = 10;
    m_list->show(5, 12);
    QTRY_VERIFY(m_list->info().error.has_value());
    QVERIFY(!m_list->isLoading());
    QVERIFY(m_list->at(5));
    m_brokenSkip = -1;
    m_list->show(6, 13); // the view moved: tried again after a rest
    QTRY_VERIFY(m_list->at(13));
    QVERIFY(!m_list->info().error);
}

void TestWindowedList::cancelledSearchEnds()
{
    m_length = 5000;
    ask();
    m_list->findEnd();
    QVERIFY(m_list->isFindingEnd());
    m_list->cancel();
    QVERIFY(!m_list->isFindingEnd());
    QVERIFY(!m_list->isLoading());
    QCOMPARE(valueAt(0), 1'000'000);
    m_list->findEnd();
    QTRY_COMPARE(m_list->rowCount(), 5000);
}

void TestWindowedList::writesMakeItOutdated()
{
    ask();
    QSignalSpy outdated(m_list.get(), &WindowedListBase::outdated);
    m_session->fetcher().dropTags({"list:others"});
    m_session->fetcher().dropTags({"list:numbers"});
    QCOMPARE(outdated.size(), 1);
    m_list->setShown(false);
    m_session->fetcher().dropTags({"list:numbers"});
    QCOMPARE(outdated.size(), 1); // hidden: later
    m_list->setShown(true);
    QCOMPARE(outdated.size(), 2);
    QCOMPARE(valueAt(0), 1'000'000); // rows stay
}

QTEST_GUILESS_MAIN(TestWindowedList)
#include "tst_windowedlist.moc"
