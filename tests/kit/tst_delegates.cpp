// SPDX-License-Identifier: GPL-3.0-or-later
// What the delegates paint, judged by the colours on the picture, and what they say and copy.
#include "tests/kit/tablesamples.h"
#include "ui/delegates/copytext.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/limitbardelegate.h"
#include "ui/delegates/twolinedelegate.h"
#include "ui/delegates/usagebardelegate.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <limits>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

int count(const QImage &image, const QColor &color, const QRect &part = {})
{
    const QRect room = part.isNull() ? image.rect() : part.intersected(image.rect());
    int found = 0;
    for (int y = room.top(); y <= room.bottom(); ++y) {
        for (int x = room.left(); x <= room.right(); ++x)
            found += image.pixelColor(x, y) == color;
    }
    return found;
}

/// The x of the first and the last pixel of a colour on a line, or -1.
QPair<int, int> span(const QImage &image, int y, const QColor &color)
{
    QPair<int, int> found{-1, -1};
    for (int x = 0; x < image.width(); ++x) {
        if (image.pixelColor(x, y) != color)
            continue;
        found.first = found.first < 0 ? x : found.first;
        found.second = x;
    }
    return found;
}

QImage blank(const QSize &size, const Tokens &tokens)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(tokens.base);
    return image;
}

QImage usageBar(const Usage &usage, const Tokens &tokens)
{
    QImage image = blank({100, 28}, tokens);
    QPainter painter(&image);
    UsageBarDelegate::paintBar(&painter, image.rect(), usage, tokens);
    return image;
}

QImage limitBar(const MeasureLimits &limits, const Tokens &tokens)
{
    QImage image = blank({150, 28}, tokens);
    QPainter painter(&image);
    LimitBarDelegate::paintBar(&painter, image.rect(), limits, tokens);
    return image;
}

Usage usage(double share, StatusKind kind)
{
    Usage made;
    made.share = share;
    made.status = kind;
    return made;
}

/// A one-cell table whose only cell carries the given roles.
QImage cell(const QList<QPair<int, QVariant>> &roles, RowDelegate *delegate, const QSize &size = {200, 28})
{
    QStandardItemModel model(1, 1);
    for (const auto &[role, value] : roles)
        model.setData(model.index(0, 0), value, role);
    QImage image = blank(size, lightTokens());
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.state = QStyle::State_Enabled | QStyle::State_Active;
    delegate->paint(&painter, option, model.index(0, 0));
    return image;
}

} // namespace

class TestDelegates : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void usageFill_data();
    void usageFill();
    void usageWithoutLimitHasNoBar();
    void usageIsHatchedBeyondTheLimit();
    void usagePosition_data();
    void usagePosition();
    void limitPlace_data();
    void limitPlace();
    void limitBand_data();
    void limitBand();
    void limitMark_data();
    void limitMark();
    void textInk_data();
    void textInk();
    void missingValueIsAlwaysQuiet();
    void placeholderPaintsBlocksOnly();
    void changedCellStandsOnAgedGround();
    void secondLineIsPainted();
    void longTextsAreElided_data();
    void longTextsAreElided();
    void numbersEndAtTheRight();
    void speech_data();
    void speech();
    void copy_data();
    void copy();
    void rowsCopyWithHeadings();
    void samplesAreSoundModels();

private:
    ThemeManager *m_themes = nullptr;
};

void TestDelegates::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    m_themes = new ThemeManager(this);
    m_themes->setChoice(ThemeChoice::Light);
}

void TestDelegates::usageFill_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("share");
    QTest::addColumn<int>("lastX");
    for (const bool dark : {false, true}) {
        const char *theme = dark ? "dark" : "light";
        QTest::addRow("%s good, half", theme) << dark << int(StatusKind::Ok) << 0.5 << 39;
        QTest::addRow("%s warning", theme) << dark << int(StatusKind::Warning) << 0.9 << 71;
        QTest::addRow("%s alarm at the limit", theme) << dark << int(StatusKind::Alarm) << 0.95 << 75;
        QTest::addRow("%s overdue", theme) << dark << int(StatusKind::Overdue) << 0.7 << 55;
        QTest::addRow("%s a trace is visible", theme) << dark << int(StatusKind::Ok) << 0.0001 << 1;
    }
}

void TestDelegates::usageFill()
{
    QFETCH(bool, dark);
    QFETCH(int, kind);
    QFETCH(double, share);
    QFETCH(int, lastX);
    const Tokens &t = dark ? darkTokens() : lightTokens();
    const auto state = StatusKind(kind);
    const QImage image = usageBar(usage(share, state), t);
    const auto [first, last] = span(image, 14, statusLook(state, t).shape);
    QCOMPARE(first, 0);
    QCOMPARE(last, lastX);
    QCOMPARE(image.pixelColor(98, 14), t.track);
    QCOMPARE(image.pixelColor(80, 8), t.text); // the limit's tick is higher than the bar
    QCOMPARE(image.pixelColor(64, 9), t.border); // and so is the warning's
}

void TestDelegates::usageWithoutLimitHasNoBar()
{
    Usage none;
    none.text = u"60 118"_s;
    QCOMPARE(count(usageBar(none, lightTokens()), lightTokens().base), 100 * 28);
    UsageBarDelegate delegate;
    const QImage image = cell({{UsageRole, QVariant::fromValue(none)}}, &delegate);
    QCOMPARE(count(image, lightTokens().track), 0);
    QVERIFY(count(image, lightTokens().muted) > 0);
    QCOMPARE(count(image, lightTokens().muted, {0, 0, 100, 28}), 0); // the value keeps its place at the right
}

void TestDelegates::usageIsHatchedBeyondTheLimit()
{
    const Tokens &t = lightTokens();
    const QImage image = usageBar(usage(1.2, StatusKind::Overdue), t);
    const QRect before(20, 11, 30, 6);
    const QRect beyond(82, 11, 13, 6);
    QCOMPARE(count(image, t.bad, before), 30 * 6);
    const int solid = count(image, t.bad, beyond);
    QVERIFY2(solid > 0 && solid < 13 * 6, qPrintable(QString::number(solid)));
}

void TestDelegates::usagePosition_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("x");
    QTest::addRow("nothing") << 0.0 << 0.0;
    QTest::addRow("limit at four fifths") << 1.0 << 80.0;
    QTest::addRow("end of the scale") << 1.25 << 100.0;
    QTest::addRow("far beyond sticks to the end") << 7.0 << 100.0;
    QTest::addRow("negative sticks to the start") << -3.0 << 0.0;
    QTest::addRow("not a number") << std::nan("") << 0.0;
}

void TestDelegates::usagePosition()
{
    QFETCH(double, share);
    QFETCH(double, x);
    QCOMPARE(UsageBarDelegate::position(share, 100), x);
}

void TestDelegates::limitPlace_data()
{
    using Maybe = std::optional<double>;
    QTest::addColumn<Maybe>("low");
    QTest::addColumn<Maybe>("high");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("place");
    const double endless = std::numeric_limits<double>::infinity();
    QTest::addRow("at the low limit") << Maybe(3.2) << Maybe(3.4) << 3.2 << 0.2;
    QTest::addRow("in the middle") << Maybe(3.2) << Maybe(3.4) << 3.3 << 0.5;
    QTest::addRow("at the high limit") << Maybe(3.2) << Maybe(3.4) << 3.4 << 0.8;
    QTest::addRow("far below sticks") << Maybe(3.2) << Maybe(3.4) << -900.0 << 0.0;
    QTest::addRow("far above sticks") << Maybe(3.2) << Maybe(3.4) << 900.0 << 1.0;
    QTest::addRow("only high, half of it") << Maybe() << Maybe(40) << 20.0 << 0.4;
    QTest::addRow("only high, above") << Maybe() << Maybe(40) << 60.0 << 0.9;
    QTest::addRow("only high, of zero") << Maybe() << Maybe(0) << -0.5 << 0.4;
    QTest::addRow("only low, at it") << Maybe(100) << Maybe() << 100.0 << 0.2;
    QTest::addRow("only low, below") << Maybe(100) << Maybe() << 50.0 << 0.1;
    QTest::addRow("equal, hit") << Maybe(5) << Maybe(5) << 5.0 << 0.5;
    QTest::addRow("equal, missed") << Maybe(5) << Maybe(5) << 4.0 << 0.1;
    QTest::addRow("no limits") << Maybe() << Maybe() << 4.0 << 0.5;
    QTest::addRow("endless") << Maybe(1) << Maybe(2) << endless << 1.0;
    QTest::addRow("minus endless") << Maybe(1) << Maybe(2) << -endless << 0.0;
}

void TestDelegates::limitPlace()
{
    QFETCH(std::optional<double>, low);
    QFETCH(std::optional<double>, high);
    QFETCH(double, value);
    QFETCH(double, place);
    MeasureLimits limits;
    limits.low = low;
    limits.high = high;
    QVERIFY(std::abs(LimitBarDelegate::place(limits, value) - place) < 1e-9);
}

void TestDelegates::limitBand_data()
{
    QTest::addColumn<bool>("low");
    QTest::addColumn<bool>("high");
    QTest::addColumn<int>("firstX");
    QTest::addColumn<int>("lastX");
    QTest::addRow("both limits") << true << true << 31 << 118; // ticks of 2 px stand on 30 and 120
    QTest::addRow("only high fills to the left") << false << true << 0 << 118;
    QTest::addRow("only low fills to the right") << true << false << 31 << 149;
}

void TestDelegates::limitBand()
{
    QFETCH(bool, low);
    QFETCH(bool, high);
    QFETCH(int, firstX);
    QFETCH(int, lastX);
    MeasureLimits limits;
    if (low)
        limits.low = 1;
    if (high)
        limits.high = 2;
    const Tokens &t = lightTokens();
    const QImage image = limitBar(limits, t);
    const auto [first, last] = span(image, 14, mixed(t.good, t.base, 0.38));
    QCOMPARE(first, firstX);
    QCOMPARE(last, lastX);
    QCOMPARE(count(image, t.text), (int(low) + int(high)) * 2 * 12);
}

void TestDelegates::limitMark_data()
{
    QTest::addColumn<bool>("failed");
    QTest::addColumn<double>("value");
    QTest::addRow("passed inside") << false << 1.5;
    QTest::addRow("failed outside") << true << 0.9;
    QTest::addRow("failed off the scale") << true << 99.0;
    // The report decides, not the picture.
    QTest::addRow("failed inside") << true << 1.5;
    QTest::addRow("passed outside") << false << 0.9;
}

void TestDelegates::limitMark()
{
    QFETCH(bool, failed);
    QFETCH(double, value);
    MeasureLimits limits;
    limits.low = 1;
    limits.high = 2;
    limits.value = value;
    limits.failed = failed;
    const Tokens &t = lightTokens();
    const QImage image = limitBar(limits, t);
    QCOMPARE(count(image, t.bad) > 20, failed);
    QCOMPARE(count(image, t.good), failed ? 0 : 3 * 12);
}

void TestDelegates::textInk_data()
{
    using Roles = QList<QPair<int, QVariant>>;
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<QColor>("color");
    const Tokens &t = lightTokens();
    // Blocks instead of letters: a thin stem never reaches its full colour.
    const QPair<int, QVariant> word{Qt::DisplayRole, u"\u2588\u2588"_s};
    QTest::addRow("plain") << Roles{word} << t.text;
    QTest::addRow("muted") << Roles{word, {MutedRole, true}} << t.muted;
    QTest::addRow("status without a text") << Roles{{StatusRole, status(StatusKind::Failed)}} << t.bad;
    QTest::addRow("status, own word") << Roles{word, {StatusRole, status(StatusKind::Warning)}} << t.warn;
    QTest::addRow("glyph leaves the text alone") << Roles{word, {GlyphRole, status(StatusKind::Overdue)}} << t.text;
    QTest::addRow("ink before muted") << Roles{word, {MutedRole, true}, {ColorTokenRole, ink(InkToken::Alarm)}}
                                      << t.alarm;
    QTest::addRow("old data") << Roles{word, {ColorTokenRole, ink(InkToken::Aged)}} << t.aged;
    QTest::addRow("unit is muted") << Roles{{Qt::DisplayRole, u"1"_s}, {UnitRole, u"\u2588\u2588"_s}} << t.muted;
    QTest::addRow("second text is muted")
        << Roles{{Qt::DisplayRole, u"1"_s}, {SubTextRole, u"\u2588\u2588"_s}} << t.muted;
}

void TestDelegates::textInk()
{
    using Roles = QList<QPair<int, QVariant>>;
    QFETCH(Roles, roles);
    QFETCH(QColor, color);
    RowDelegate delegate;
    const QImage image = cell(roles, &delegate);
    const bool marked = roles.last().first == StatusRole || roles.last().first == GlyphRole;
    const QRect words(marked ? 30 : 8, 0, 160, 27);
    QVERIFY(count(image, color, words) > 0);
    for (const QColor &other : {lightTokens().bad, lightTokens().warn, lightTokens().alarm, lightTokens().aged}) {
        if (other != color)
            QCOMPARE(count(image, other, words), 0);
    }
}

void TestDelegates::missingValueIsAlwaysQuiet()
{
    RowDelegate delegate;
    const QPair<int, QVariant> dash{Qt::DisplayRole, u"–"_s};
    const QImage loud = cell({dash, {StrongRole, true}, {ColorTokenRole, ink(InkToken::Bad)}}, &delegate);
    QCOMPARE(loud, cell({dash, {MutedRole, true}}, &delegate));
    QVERIFY(count(loud, lightTokens().base, {0, 0, 60, 27}) < 60 * 27);
}

void TestDelegates::placeholderPaintsBlocksOnly()
{
    RowDelegate delegate;
    const QImage image = cell({{Qt::DisplayRole, u"secret"_s}, {PlaceholderRole, true}}, &delegate);
    QVERIFY(count(image, lightTokens().track) >= 8 * 20);
    QCOMPARE(count(image, lightTokens().text), 0);
    const int known
        = count(image, lightTokens().track) + count(image, lightTokens().base) + count(image, lightTokens().hairline);
    QCOMPARE(known, 200 * 28);
}

void TestDelegates::changedCellStandsOnAgedGround()
{
    RowDelegate delegate;
    QVERIFY(count(cell({{ChangedRole, true}}, &delegate), lightTokens().agedBg) > 200 * 20);
    QCOMPARE(count(cell({{ChangedRole, false}}, &delegate), lightTokens().agedBg), 0);
}

void TestDelegates::secondLineIsPainted()
{
    TwoLineDelegate delegate;
    const QImage image = cell({{Qt::DisplayRole, u"\u2588\u2588"_s},
                               {KeyRole, true},
                               {SecondLineRole, u"\u2588\u2588"_s},
                               {RightTextRole, u"\u2588"_s},
                               {SecondRightRole, u"\u2588"_s}},
                              &delegate, {300, 44});
    const Tokens &t = lightTokens();
    QVERIFY(count(image, t.text, {0, 0, 150, 22}) > 0);
    QCOMPARE(count(image, t.text, {0, 24, 300, 19}), 0);
    for (const QRect &part : {QRect(0, 22, 150, 22), QRect(200, 0, 100, 22), QRect(200, 22, 100, 22)})
        QVERIFY(count(image, t.muted, part) > 0);
}

void TestDelegates::longTextsAreElided_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("numbers");
    QTest::addRow("left") << QString(60, u'M') << false;
    QTest::addRow("right") << QString(60, u'8') << true;
    QTest::addRow("wide letters") << QString(60, QChar(0x4e2d)) << false;
}

void TestDelegates::longTextsAreElided()
{
    QFETCH(QString, text);
    QFETCH(bool, numbers);
    RowDelegate delegate;
    const QImage image = cell({{Qt::DisplayRole, text}, {Qt::TextAlignmentRole, numbers ? alignNumber : alignText}},
                              &delegate, {120, 28});
    QVERIFY(count(image, lightTokens().base, {8, 0, 104, 27}) < 104 * 27);
    QCOMPARE(count(image, lightTokens().base, {0, 0, 8, 27}), 8 * 27);
    QCOMPARE(count(image, lightTokens().base, {112, 0, 8, 27}), 8 * 27);
}

void TestDelegates::numbersEndAtTheRight()
{
    RowDelegate delegate;
    const auto lastInk = [&](const QString &text) {
        const QImage image = cell({{Qt::DisplayRole, text}, {Qt::TextAlignmentRole, alignNumber}}, &delegate);
        for (int x = image.width() - 1; x >= 0; --x) {
            if (count(image, lightTokens().base, {x, 0, 1, 27}) < 27)
                return x;
        }
        return -1;
    };
    QCOMPARE(lastInk(u"4812"_s), lastInk(u"12"_s));
    QVERIFY(lastInk(u"4812"_s) > 180);
    const CellFont &font = CellFonts::current().body;
    QCOMPARE(CellPainter::textWidth(u"1111"_s, font), CellPainter::textWidth(u"8888"_s, font));
}

void TestDelegates::speech_data()
{
    using Roles = QList<QPair<int, QVariant>>;
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<QString>("words");
    Usage high = usage(0.96, StatusKind::Warning);
    high.text = u"4 812 of 5 000"_s;
    Usage open;
    open.text = u"88 410"_s;
    MeasureLimits failed{3.2, 3.4, 3.186, true, {}};
    MeasureLimits below{{}, 40, 23.1, false, {}};
    MeasureLimits note{{}, {}, {}, false, u"2 steps"_s};
    QTest::addRow("told by the model") << Roles{{Qt::DisplayRole, u"1"_s}, {Qt::AccessibleTextRole, u"one"_s}}
                                       << u"one"_s;
    QTest::addRow("usage") << Roles{{UsageRole, QVariant::fromValue(high)}} << u"4 812 of 5 000, warning"_s;
    QTest::addRow("usage without a limit") << Roles{{UsageRole, QVariant::fromValue(open)}} << u"88 410"_s;
    QTest::addRow("failed measure") << Roles{{LimitsRole, QVariant::fromValue(failed)}}
                                    << u"3.186, limits 3.2 to 3.4, failed"_s;
    QTest::addRow("one limit") << Roles{{LimitsRole, QVariant::fromValue(below)}} << u"23.1, at most 40, passed"_s;
    QTest::addRow("no limits") << Roles{{LimitsRole, QVariant::fromValue(note)}} << u"2 steps"_s;
    QTest::addRow("status word") << Roles{{StatusRole, status(StatusKind::Overdue)}} << u"Overdue"_s;
    QTest::addRow("glyph and key") << Roles{{Qt::DisplayRole, u"FX-1"_s}, {GlyphRole, status(StatusKind::Alarm)}}
                                   << u"FX-1, alarm"_s;
    QTest::addRow("unit") << Roles{{Qt::DisplayRole, u"48"_s}, {UnitRole, u"V"_s}} << u"48\u00a0V"_s;
    QTest::addRow("two lines") << Roles{{Qt::DisplayRole, u"820"_s}, {SecondLineRole, u"drive"_s}} << u"820, drive"_s;
    QTest::addRow("not loaded") << Roles{{Qt::DisplayRole, u"820"_s}, {PlaceholderRole, true}} << u"not loaded yet"_s;
}

void TestDelegates::speech()
{
    using Roles = QList<QPair<int, QVariant>>;
    QFETCH(Roles, roles);
    QFETCH(QString, words);
    QStandardItemModel model(1, 1);
    for (const auto &[role, value] : roles)
        model.setData(model.index(0, 0), value, role);
    QCOMPARE(qwats::ui::speech(model.index(0, 0)), words);
}

void TestDelegates::copy_data()
{
    using Roles = QList<QPair<int, QVariant>>;
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<QString>("text");
    Usage used = usage(0.5, StatusKind::Ok);
    used.text = u"4 812"_s;
    QTest::addRow("shown") << Roles{{Qt::DisplayRole, u"FX-1"_s}} << u"FX-1"_s;
    QTest::addRow("with its unit") << Roles{{Qt::DisplayRole, u"48"_s}, {UnitRole, u"mV"_s}} << u"48 mV"_s;
    QTest::addRow("status word") << Roles{{StatusRole, status(StatusKind::Passed)}} << u"Passed"_s;
    QTest::addRow("bar") << Roles{{UsageRole, QVariant::fromValue(used)}} << u"4 812"_s;
    QTest::addRow("own copy text") << Roles{{Qt::DisplayRole, u"10:31"_s}, {CopyTextRole, u"2026-03-12T10:31:07Z"_s}}
                                   << u"2026-03-12T10:31:07Z"_s;
    QTest::addRow("not loaded") << Roles{{Qt::DisplayRole, u"x"_s}, {PlaceholderRole, true}} << QString();
}

void TestDelegates::copy()
{
    using Roles = QList<QPair<int, QVariant>>;
    QFETCH(Roles, roles);
    QFETCH(QString, text);
    QStandardItemModel model(1, 1);
    for (const auto &[role, value] : roles)
        model.setData(model.index(0, 0), value, role);
    QCOMPARE(copyCell(model.index(0, 0)), text);
}

void TestDelegates::rowsCopyWithHeadings()
{
    QStandardItemModel model(2, 3);
    model.setHorizontalHeaderLabels({u"A"_s, u"B"_s, u"C"_s});
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 3; ++column)
            model.setData(model.index(row, column), u"%1\t%2\n!"_s.arg(row).arg(column));
    }
    QTableView view;
    view.setModel(&model);
    view.hideColumn(1);
    const QString text = copyRows({model.index(0, 0), model.index(1, 0)}, *view.horizontalHeader());
    QCOMPARE(text, u"A\tC\n0 0 !\t0 2 !\n1 0 !\t1 2 !\n"_s);
    QCOMPARE(copyRows({}, *view.horizontalHeader()), QString());
}

void TestDelegates::samplesAreSoundModels()
{
    samples::BigModel big(1000, 300);
    const QAbstractItemModelTester tester(&big, QAbstractItemModelTester::FailureReportingMode::QtTest);
    big.load(200);
    QCOMPARE(big.index(499, 1).data(PlaceholderRole).toBool(), false);
    QCOMPARE(big.index(500, 1).data(PlaceholderRole).toBool(), true);
}

QTEST_MAIN(TestDelegates)
#include "tst_delegates.moc"
