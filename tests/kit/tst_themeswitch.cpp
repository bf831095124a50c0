// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chipbar.h"
#include "ui/widgets/dataagelabel.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/topbar.h"

#include <QAccessible>
#include <QHash>
#include <QImage>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

#include <functional>
#include <memory>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

QList<Chip> stateChips()
{
    return {{u"all"_s, u"All"_s, 214},
            {u"ok"_s, u"OK"_s, 187, StatusKind::Ok},
            {u"warning"_s, u"Warning"_s, 15, StatusKind::Warning},
            {u"overdue"_s, u"Overdue"_s, 7, StatusKind::Overdue}};
}

void show(QWidget &widget)
{
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    widget.activateWindow();
}

using Maker = std::function<QWidget *()>;

QWidget *makeRail()
{
    auto *rail = new NavigationRail;
    rail->addPage(u"assets"_s, u"assets"_s, u"Assets"_s);
    return rail;
}

QWidget *makeStatePage()
{
    auto *page = new StatePage;
    page->showEmpty(u"queue"_s, u"No uploads are waiting"_s, u"Reports appear here."_s);
    return page;
}

QWidget *makeChips()
{
    auto *bar = new ChipBar(ChipBar::Exclusive);
    bar->setAccessibleName(u"State"_s);
    bar->setChips(stateChips());
    return bar;
}

QWidget *makeNotice()
{
    auto *bar = new NoticeBar;
    bar->showNotice(StatusKind::Offline, u"Working from saved data."_s, u"Changes wait."_s);
    return bar;
}

QWidget *makeAge()
{
    auto *label = new DataAgeLabel;
    label->setState({.kind = StatusKind::Fresh, .asOfMs = 1'773'308'533'000, .source = u"from cache"_s});
    return label;
}

const std::pair<const char *, Maker> makers[] = {
    {"rail", makeRail},
    {"top bar", [] { return new TopBar; }},
    {"page header", [] { return new PageHeader(u"Assets"_s); }},
    {"state page", makeStatePage},
    {"chips", makeChips},
    {"notice", makeNotice},
    {"data age", makeAge},
    {"filter line", [] { return new FilterLine(u"filter"_s, u"Filter assets"_s, {}); }},
    {"filter field", [] { return new FilterField(u"Part"_s, u"any"_s); }},
    {"button", [] { return makeButton(u"Connect"_s); }},
    {"ink label", [] { return new InkLabel(u"Text"_s, TextRole::Body, &Tokens::muted); }},
};

void makerRows()
{
    QTest::addColumn<int>("maker");
    int index = 0;
    for (const auto &[name, make] : makers)
        QTest::newRow(name) << index++;
}

/// The colour that fills most of a widget, and the farthest from it.
std::pair<QRgb, double> groundAndContrast(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ++counts[image.pixel(x, y)];
    }
    QRgb ground = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        ground = it.value() > counts.value(ground) ? it.key() : ground;
    double best = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        best = std::max(best, it.value() >= 3 ? contrast(QColor(it.key()), QColor(ground)) : 0.0);
    return {ground, best};
}

} // namespace

class TestThemeSwitch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(); }
    void cleanupTestCase() { m_themes.reset(); }

    void themeSwitchRepaints_data();
    void themeSwitchRepaints();
    void accessibleNames_data();
    void accessibleNames();

private:
    std::unique_ptr<ThemeManager> m_themes;
};

void TestThemeSwitch::themeSwitchRepaints_data()
{
    makerRows();
}

void TestThemeSwitch::themeSwitchRepaints()
{
    QFETCH(int, maker);
    m_themes->setChoice(ThemeChoice::Light);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(makers[maker].second());
    window.resize(500, 300);
    show(window);
    const auto [light, lightContrast] = groundAndContrast(window);
    m_themes->setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    const auto [dark, darkContrast] = groundAndContrast(window);
    m_themes->setChoice(ThemeChoice::Light);
    QVERIFY(QColor(light).lightness() > 200);
    QVERIFY(QColor(dark).lightness() < 60);
    QVERIFY2(lightContrast >= 4.5, qPrintable(QString::number(lightContrast)));
    QVERIFY2(darkContrast >= 4.5, qPrintable(QString::number(darkContrast)));
}

void TestThemeSwitch::accessibleNames_data()
{
    makerRows();
}

void TestThemeSwitch::accessibleNames()
{
    QFETCH(int, maker);
    const std::unique_ptr<QWidget> widget(makers[maker].second());
    widget->resize(500, 300);
    show(*widget);
    QList<QWidget *> all = widget->findChildren<QWidget *>();
    all.append(widget.get());
    for (QWidget *one : std::as_const(all)) {
        const bool reached = one->isVisible() && one->focusPolicy() != Qt::NoFocus;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(one);
        QVERIFY(face);
        QVERIFY2(!reached || !face->text(QAccessible::Name).isEmpty(), one->metaObject()->className());
    }
}

QTEST_MAIN(TestThemeSwitch)
#include "tst_themeswitch.moc"
