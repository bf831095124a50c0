// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/status.h"
#include "ui/theme/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace qwats::ui;

namespace {

struct Pair
{
    const char *name;
    QColor Tokens::*over;
    QColor Tokens::*ground;
    double light; ///< as in the specification; 0: only the least value counts
    double dark;
    double least;
};

constexpr double textLeast = 4.5;
constexpr double shapeLeast = 3.0;

const Pair pairs[] = {
    {"text on base", &Tokens::text, &Tokens::base, 16.4, 14.0, textLeast},
    {"text on rail", &Tokens::text, &Tokens::rail, 13.7, 15.7, textLeast},
    {"text on selection", &Tokens::text, &Tokens::selection, 13.2, 9.7, textLeast},
    {"text on selection without focus", &Tokens::text, &Tokens::selectionOff, 13.3, 10.9, textLeast},
    {"muted on base", &Tokens::muted, &Tokens::base, 6.5, 7.2, textLeast},
    {"muted on rail", &Tokens::muted, &Tokens::rail, 5.4, 8.1, textLeast},
    {"muted on hover", &Tokens::muted, &Tokens::hover, 5.8, 6.2, textLeast},
    {"muted on selection", &Tokens::muted, &Tokens::selection, 5.2, 5.0, textLeast},
    {"muted on alt", &Tokens::muted, &Tokens::alt, 0, 0, textLeast},
    {"muted on window", &Tokens::muted, &Tokens::window, 0, 0, textLeast},
    {"muted on raised", &Tokens::muted, &Tokens::raised, 0, 0, textLeast},
    {"border on base", &Tokens::border, &Tokens::base, 3.7, 3.8, shapeLeast},
    {"border on window", &Tokens::border, &Tokens::window, 3.4, 4.1, shapeLeast},
    {"disabled on base", &Tokens::disabled, &Tokens::base, 3.0, 3.6, 2.9},
    {"accent on base", &Tokens::accent, &Tokens::base, 6.5, 7.6, textLeast},
    {"accent on rail", &Tokens::accent, &Tokens::rail, 5.4, 8.5, textLeast},
    {"accent on selection", &Tokens::accent, &Tokens::selection, 5.2, 5.2, textLeast},
    {"text on accent", &Tokens::onAccent, &Tokens::accent, 6.5, 8.2, textLeast},
    {"good on base", &Tokens::good, &Tokens::base, 5.8, 8.0, textLeast},
    {"good on rail", &Tokens::good, &Tokens::rail, 4.9, 8.9, textLeast},
    {"good on selection", &Tokens::good, &Tokens::selection, 4.7, 5.5, textLeast},
    {"good on its ground", &Tokens::good, &Tokens::goodBg, 5.0, 6.4, textLeast},
    {"warn on base", &Tokens::warn, &Tokens::base, 6.3, 9.8, textLeast},
    {"warn on rail", &Tokens::warn, &Tokens::rail, 5.3, 11.0, textLeast},
    {"warn on selection", &Tokens::warn, &Tokens::selection, 5.1, 6.8, textLeast},
    {"warn on its ground", &Tokens::warn, &Tokens::warnBg, 5.6, 7.7, textLeast},
    {"alarm on base", &Tokens::alarm, &Tokens::base, 5.8, 8.0, textLeast},
    {"alarm on rail", &Tokens::alarm, &Tokens::rail, 4.8, 8.9, textLeast},
    {"alarm on selection", &Tokens::alarm, &Tokens::selection, 4.6, 5.5, textLeast},
    {"alarm on its ground", &Tokens::alarm, &Tokens::alarmBg, 4.9, 6.5, textLeast},
    {"bad on base", &Tokens::bad, &Tokens::base, 6.7, 7.1, textLeast},
    {"bad on rail", &Tokens::bad, &Tokens::rail, 5.6, 7.9, textLeast},
    {"bad on selection", &Tokens::bad, &Tokens::selection, 5.4, 4.9, textLeast},
    {"bad on its ground", &Tokens::bad, &Tokens::badBg, 5.5, 5.9, textLeast},
    {"aged on base", &Tokens::aged, &Tokens::base, 7.2, 8.4, textLeast},
    {"aged on rail", &Tokens::aged, &Tokens::rail, 6.0, 9.3, textLeast},
    {"aged on selection", &Tokens::aged, &Tokens::selection, 5.7, 5.8, textLeast},
    {"aged on its ground", &Tokens::aged, &Tokens::agedBg, 6.0, 7.1, textLeast},
    {"info on base", &Tokens::info, &Tokens::base, 6.5, 7.6, textLeast},
    {"info on its ground", &Tokens::info, &Tokens::infoBg, 5.6, 6.1, textLeast},
    {"idle on base", &Tokens::idle, &Tokens::base, 6.5, 7.2, textLeast},
    {"idle on its ground", &Tokens::idle, &Tokens::idleBg, 5.5, 5.6, textLeast},
    {"amber shape on base", &Tokens::warnG, &Tokens::base, 4.1, 9.8, shapeLeast},
    {"amber shape on window", &Tokens::warnG, &Tokens::window, 3.7, 10.5, shapeLeast},
    {"good on track", &Tokens::good, &Tokens::track, 0, 0, 3.3},
    {"amber on track", &Tokens::warnG, &Tokens::track, 0, 0, 3.25},
    {"alarm on track", &Tokens::alarm, &Tokens::track, 0, 0, 3.3},
    {"bad on track", &Tokens::bad, &Tokens::track, 0, 0, 3.3},
};

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsAsSpecified_data();
    void contrastIsAsSpecified();
    void chartColoursStandOut_data();
    void chartColoursStandOut();
    void statusHasShapeWordAndColour_data();
    void statusHasShapeWordAndColour();
    void severityOrders();
    void paletteFollowsTheme_data();
    void paletteFollowsTheme();
    void iconFollowsTheme();
    void unknownIconIsNull();
    void fontsKeepOrder();
};

void TestTokens::contrastIsAsSpecified_data()
{
    QTest::addColumn<const Pair *>("pair");
    for (const Pair &pair : pairs)
        QTest::newRow(pair.name) << &pair;
}

void TestTokens::contrastIsAsSpecified()
{
    QFETCH(const Pair *, pair);
    for (const auto kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Tokens &t = Theme::tokens(kind);
        const double measured = contrast(t.*pair->over, t.*pair->ground);
        const double stated = kind == ThemeKind::Light ? pair->light : pair->dark;
        QVERIFY2(measured >= pair->least, qPrintable(QString::number(measured)));
        if (stated > 0)
            QVERIFY2(std::abs(measured - stated) < 0.1, qPrintable(QString::number(measured)));
    }
}

void TestTokens::chartColoursStandOut_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<double>("light");
    QTest::addColumn<double>("dark");
    QTest::newRow("fresh") << 0 << 4.7 << 5.6;
    QTest::newRow("seeded") << 1 << 3.7 << 9.5;
    QTest::newRow("joined") << 2 << 8.4 << 4.3;
    QTest::newRow("stale") << 3 << 4.8 << 7.0;
    QTest::newRow("miss") << 4 << 3.3 << 9.9;
    QTest::newRow("failed") << 5 << 7.0 << 4.8;
    QTest::newRow("p50") << 6 << 3.8 << 4.5;
    QTest::newRow("p95") << 7 << 7.1 << 9.0;
    QTest::newRow("p99") << 8 << 15.2 << 15.4;
    QTest::newRow("memCache") << 9 << 4.5 << 5.6;
}

void TestTokens::chartColoursStandOut()
{
    QFETCH(int, at);
    QFETCH(double, light);
    QFETCH(double, dark);
    const auto measured = [at](const Tokens &t) {
        const auto &c = t.chart;
        const QColor all[] = {c.fresh, c.seeded, c.joined, c.stale, c.miss, c.failed, c.p50, c.p95, c.p99, c.memCache};
        return contrast(all[at], t.base);
    };
    QVERIFY2(std::abs(measured(lightTokens()) - light) < 0.1, qPrintable(QString::number(measured(lightTokens()))));
    QVERIFY2(std::abs(measured(darkTokens()) - dark) < 0.1, qPrintable(QString::number(measured(darkTokens()))));
}

void TestTokens::statusHasShapeWordAndColour_data()
{
    QTest::addColumn<int>("kind");
    for (int i = 0; i < statusKindCount; ++i)
        QTest::addRow("%s", qPrintable(statusLook(StatusKind(i), lightTokens()).word + QString::number(i))) << i;
}

void TestTokens::statusHasShapeWordAndColour()
{
    QFETCH(int, kind);
    for (const auto theme : {ThemeKind::Light, ThemeKind::Dark}) {
        const Tokens &t = Theme::tokens(theme);
        const StatusLook look = statusLook(StatusKind(kind), t);
        QVERIFY(!look.word.isEmpty());
        QVERIFY(contrast(look.shape, t.base) >= 3.0);
        QVERIFY(contrast(look.text, t.base) >= 4.5);
        QVERIFY(contrast(look.text, statusGround(StatusKind(kind), t)) >= 4.5);
        const QImage drawn = StatusGlyph::pixmap(StatusKind(kind), 16, t, 2).toImage();
        QCOMPARE(drawn.size(), QSize(32, 32));
        int painted = 0;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x)
                painted += drawn.pixelColor(x, y).alpha() > 128 ? 1 : 0;
        }
        QVERIFY2(painted > 60, qPrintable(QString::number(painted)));
    }
}

void TestTokens::severityOrders()
{
    const auto s = statusSeverity;
    QVERIFY(s(StatusKind::Overdue) > s(StatusKind::Alarm));
    QVERIFY(s(StatusKind::Alarm) > s(StatusKind::Warning));
    QVERIFY(s(StatusKind::Warning) > s(StatusKind::Ok));
    QVERIFY(s(StatusKind::Error) > s(StatusKind::Failed));
    QVERIFY(s(StatusKind::Failed) > s(StatusKind::Terminated));
    QVERIFY(s(StatusKind::Terminated) > s(StatusKind::Passed));
}

void TestTokens::paletteFollowsTheme_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::addColumn<ThemeKind>("kind");
    QTest::newRow("light") << ThemeChoice::Light << ThemeKind::Light;
    QTest::newRow("dark") << ThemeChoice::Dark << ThemeKind::Dark;
}

void TestTokens::paletteFollowsTheme()
{
    QFETCH(ThemeChoice, choice);
    QFETCH(ThemeKind, kind);
    ThemeManager manager;
    manager.setChoice(choice == ThemeChoice::Light ? ThemeChoice::Dark : ThemeChoice::Light);
    QSignalSpy changed(&manager, &ThemeManager::changed);
    manager.setChoice(choice);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(manager.kind(), kind);
    QCOMPARE(Theme::kind(), kind);
    const Tokens &t = Theme::tokens(kind);
    QCOMPARE(Theme::of(nullptr).base, t.base);
    const QPalette palette = QGuiApplication::palette();
    QCOMPARE(palette.color(QPalette::Window), t.window);
    QCOMPARE(palette.color(QPalette::PlaceholderText), t.muted);
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), t.disabled);
    manager.toggle();
    QVERIFY(Theme::kind() != kind);
}

void TestTokens::iconFollowsTheme()
{
    ThemeManager manager;
    const QIcon refresh = icon(QStringLiteral("refresh"));
    const auto brightest = [&refresh](QIcon::Mode mode, QIcon::State state) {
        const QImage image = refresh.pixmap(QSize(32, 32), mode, state).toImage();
        QColor found;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() == 255)
                    found = image.pixelColor(x, y);
            }
        }
        return found.rgb();
    };
    manager.setChoice(ThemeChoice::Light);
    QCOMPARE(brightest(QIcon::Normal, QIcon::Off), lightTokens().text.rgb());
    manager.setChoice(ThemeChoice::Dark);
    QCOMPARE(brightest(QIcon::Normal, QIcon::Off), darkTokens().text.rgb());
    QCOMPARE(brightest(QIcon::Disabled, QIcon::Off), darkTokens().disabled.rgb());
    QCOMPARE(brightest(QIcon::Normal, QIcon::On), darkTokens().accent.rgb());
}

void TestTokens::unknownIconIsNull()
{
    QVERIFY(icon(QStringLiteral("no-such-icon")).isNull());
    QVERIFY(!appIcon().isNull());
    QVERIFY(!icon(QStringLiteral("mark")).isNull());
}

void TestTokens::fontsKeepOrder()
{
    const auto px = [](TextRole role) { return QFontInfo(font(role)).pixelSize(); };
    QVERIFY(px(TextRole::Figure) > px(TextRole::PageTitle));
    QVERIFY(px(TextRole::PageTitle) > px(TextRole::Section));
    QVERIFY(px(TextRole::Section) > px(TextRole::Body));
    QVERIFY(px(TextRole::Body) > px(TextRole::Small));
    QVERIFY(px(TextRole::Caption) >= 10);
    QVERIFY(QFontInfo(font(TextRole::Code)).fixedPitch());
    QVERIFY(tabularDigits(numberFont()));
}

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
