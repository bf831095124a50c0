// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigationhistory.h"

#include <QTest>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

Place at(const QString &page, const QString &thing = {}, const QString &text = {})
{
    Place place{page, thing, {}};
    if (!text.isEmpty())
        place.state.insert(u"text"_s, text);
    return place;
}

} // namespace

class TestNavigationHistory : public QObject
{
    Q_OBJECT

private slots:
    void walks_data();
    void walks();
    void emptyGoesNowhere();
    void sameThingReplacesItsState();
    void staysShort();
};

/// A walk is a word per move: "assets" visits, "<" goes back, ">" goes forward.
void TestNavigationHistory::walks_data()
{
    QTest::addColumn<QString>("walk");
    QTest::addColumn<QString>("ends");
    QTest::addColumn<bool>("canBack");
    QTest::addColumn<bool>("canForward");
    QTest::newRow("one place") << u"assets"_s << u"assets"_s << false << false;
    QTest::newRow("two places") << u"assets products"_s << u"products"_s << true << false;
    QTest::newRow("back") << u"assets products <"_s << u"assets"_s << false << true;
    QTest::newRow("back at the start") << u"assets < <"_s << u"assets"_s << false << false;
    QTest::newRow("forward at the end") << u"assets >"_s << u"assets"_s << false << false;
    QTest::newRow("back and forward") << u"assets products < >"_s << u"products"_s << true << false;
    QTest::newRow("all the way and half again") << u"a b c < < >"_s << u"b"_s << true << true;
    QTest::newRow("a new place forgets what was ahead") << u"a b c < < d >"_s << u"d"_s << true << false;
    QTest::newRow("the same place again is no step") << u"a a a"_s << u"a"_s << false << false;
    QTest::newRow("the same place again keeps what is ahead") << u"a b < a >"_s << u"b"_s << true << false;
    QTest::newRow("there and there again are two steps") << u"a b a <"_s << u"b"_s << true << true;
}

void TestNavigationHistory::walks()
{
    QFETCH(QString, walk);
    QFETCH(QString, ends);
    QFETCH(bool, canBack);
    QFETCH(bool, canForward);
    NavigationHistory history;
    const QStringList moves = walk.split(u' ');
    for (const QString &move : moves) {
        if (move != u"<" && move != u">") {
            history.visit(at(move));
            continue;
        }
        const Place shown = move == u"<" ? history.back() : history.forward();
        QCOMPARE(shown, history.current());
    }
    QCOMPARE(history.current().page, ends);
    QCOMPARE(history.canGoBack(), canBack);
    QCOMPARE(history.canGoForward(), canForward);
}

void TestNavigationHistory::emptyGoesNowhere()
{
    NavigationHistory history;
    QVERIFY(!history.canGoBack());
    QCOMPARE(history.back(), Place());
    QCOMPARE(history.forward(), Place());
}

void TestNavigationHistory::sameThingReplacesItsState()
{
    NavigationHistory history;
    history.visit(at(u"assets"_s, {}, u"fx"_s));
    history.visit(at(u"assets"_s, {}, u"fx-04"_s));
    history.visit(at(u"assets"_s, u"FX-0412"_s));
    const Place list = history.back();
    QCOMPARE(list.state.value(u"text"_s).toString(), u"fx-04"_s);
    QVERIFY(!history.canGoBack());
    QCOMPARE(history.forward().thing, u"FX-0412"_s);
}

void TestNavigationHistory::staysShort()
{
    NavigationHistory history;
    for (int n = 0; n < 3 * NavigationHistory::Longest; ++n)
        history.visit(at(u"reports"_s, QString::number(n)));
    int steps = 0;
    while (history.canGoBack()) {
        history.back();
        ++steps;
    }
    QCOMPARE(steps, int(NavigationHistory::Longest) - 1);
    QCOMPARE(history.current().thing, QString::number(2 * NavigationHistory::Longest));
}

QTEST_GUILESS_MAIN(TestNavigationHistory)
#include "tst_navigationhistory.moc"
