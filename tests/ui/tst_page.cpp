// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

#include <QTest>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 Now = 1'770'000'000'000;
constexpr qint64 Answered = Now - 90'000;
constexpr qint64 Away = Now - 30'000;

FetchedInfo answered(Freshness freshness, bool fromCache)
{
    FetchedInfo info;
    info.freshness = freshness;
    info.fromCache = fromCache;
    if (freshness != Freshness::None)
        info.asOf = Timestamp::fromMs(Answered);
    if (freshness == Freshness::Fresh)
        info.freshFor = 210s;
    return info;
}

ServerState server(ServerState::Reach reach)
{
    ServerState state;
    state.reach = reach;
    state.since = Timestamp::fromMs(Away);
    return state;
}

} // namespace

class TestPage : public QObject
{
    Q_OBJECT

private slots:
    void age_data();
    void age();
    void neverNewWhenOld_data();
    void neverNewWhenOld();
};

void TestPage::age_data()
{
    QTest::addColumn<Freshness>("freshness");
    QTest::addColumn<bool>("fromCache");
    QTest::addColumn<bool>("loading");
    QTest::addColumn<bool>("failed");
    QTest::addColumn<ServerState::Reach>("reach");
    QTest::addColumn<StatusKind>("kind");
    QTest::addColumn<qint64>("since");
    using Reach = ServerState::Reach;
    const auto row = [](const char *name, Freshness freshness, bool fromCache, bool loading, bool failed, Reach reach,
                        StatusKind kind, qint64 since) {
        QTest::newRow(name) << freshness << fromCache << loading << failed << reach << kind << since;
    };
    row("nothing asked", Freshness::None, false, false, false, Reach::Unknown, StatusKind::Unknown, 0);
    row("first load", Freshness::None, false, true, false, Reach::Unknown, StatusKind::Fetching, Now - 800);
    row("first load while away", Freshness::None, false, true, false, Reach::Offline, StatusKind::Fetching, Now - 800);
    row("second try after a failure", Freshness::None, false, true, true, Reach::Online, StatusKind::Fetching,
        Now - 800);
    row("no data", Freshness::None, false, false, true, Reach::Online, StatusKind::Failed, Now);
    row("no data and away", Freshness::None, false, false, true, Reach::Offline, StatusKind::Failed, Now);
    row("new from the server", Freshness::Fresh, false, false, false, Reach::Online, StatusKind::Fresh, 0);
    row("new from the cache", Freshness::Fresh, true, false, false, Reach::Online, StatusKind::Fresh, 0);
    row("new and refreshing", Freshness::Fresh, true, true, false, Reach::Online, StatusKind::Fresh, 0);
    row("new but the server is away", Freshness::Fresh, true, false, false, Reach::Offline, StatusKind::Offline, Away);
    row("old", Freshness::Stale, true, false, false, Reach::Online, StatusKind::Stale, Answered);
    row("old and refreshing", Freshness::Stale, true, true, false, Reach::Online, StatusKind::Stale, Answered);
    row("old and the server is away", Freshness::Stale, true, false, false, Reach::Offline, StatusKind::Offline, Away);
    row("shown for want of newer", Freshness::Offline, true, false, true, Reach::Offline, StatusKind::Offline, Away);
    row("shown for want of newer, server not known away", Freshness::Offline, true, false, true, Reach::Online,
        StatusKind::Offline, Now);
    row("token withdrawn, data new", Freshness::Fresh, true, false, false, Reach::Unauthorized, StatusKind::Fresh, 0);
}

void TestPage::age()
{
    QFETCH(Freshness, freshness);
    QFETCH(bool, fromCache);
    QFETCH(bool, loading);
    QFETCH(bool, failed);
    QFETCH(ServerState::Reach, reach);
    QFETCH(StatusKind, kind);
    QFETCH(qint64, since);
    FetchedInfo info = answered(freshness, fromCache);
    if (failed)
        info.error = Error{Error::Kind::Offline, u"No answer."_s, {}, 0};
    const DataAge age = dataAgeOf(info, loading, Timestamp::fromMs(Now - 800), server(reach), Timestamp::fromMs(Now));
    QCOMPARE(age.kind, kind);
    QCOMPARE(age.sinceMs, since);
    const bool hasValue = freshness != Freshness::None;
    QCOMPARE(age.asOfMs > 0, hasValue);
    QCOMPARE(age.note.isEmpty(), !(loading && hasValue));
    const bool counts = kind == StatusKind::Fresh && fromCache;
    QCOMPARE(age.freshForSeconds, counts ? std::optional<int>(210) : std::nullopt);
    if (kind == StatusKind::Offline)
        QCOMPARE(age.source, u"from cache"_s);
}

void TestPage::neverNewWhenOld_data()
{
    QTest::addColumn<Freshness>("freshness");
    QTest::newRow("nothing") << Freshness::None;
    QTest::newRow("old") << Freshness::Stale;
    QTest::newRow("offline") << Freshness::Offline;
}

/// Whatever else is true, what is not new never stands there as new.
void TestPage::neverNewWhenOld()
{
    QFETCH(Freshness, freshness);
    using Reach = ServerState::Reach;
    for (const auto reach : {Reach::Unknown, Reach::Online, Reach::Offline, Reach::Unauthorized}) {
        for (int bits = 0; bits < 8; ++bits) {
            FetchedInfo info = answered(freshness, bits & 1);
            info.freshFor = 300s; // a wrong hint must not help
            if (bits & 4)
                info.error = Error{Error::Kind::ServerError, u"Broken."_s, {}, 500};
            const DataAge age
                = dataAgeOf(info, bits & 2, Timestamp::fromMs(Now), server(reach), Timestamp::fromMs(Now));
            QVERIFY(age.kind != StatusKind::Fresh);
            QVERIFY(!age.freshForSeconds);
        }
    }
}

QTEST_GUILESS_MAIN(TestPage)
#include "tst_page.moc"
