// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

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

} // namespace

class TestFilters : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(); }
    void cleanupTestCase() { m_themes.reset(); }

    void chipKeys_data();
    void chipKeys();
    void chipsByPointer();
    void chipsOverflow_data();
    void chipsOverflow();
    void chipsAreAccessible();
    void chipsKeepChoice();
    void segmentKeys_data();
    void segmentKeys();
    void segmentsAreAccessible();
    void filterLineClears();
    void filterLineTakesItsKey();
    void filterFieldKeys_data();
    void filterFieldKeys();
    void filterFieldClearsByPointer();

private:
    std::unique_ptr<ThemeManager> m_themes;
};

void TestFilters::chipKeys_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<QStringList>("chosen");
    QTest::newRow("first is chosen") << int(ChipBar::Exclusive) << QList<int>{} << QStringList{u"all"_s};
    QTest::newRow("arrow alone chooses nothing")
        << int(ChipBar::Exclusive) << QList<int>{Qt::Key_Right} << QStringList{u"all"_s};
    QTest::newRow("arrow and Space") << int(ChipBar::Exclusive) << QList<int>{Qt::Key_Right, Qt::Key_Space}
                                     << QStringList{u"ok"_s};
    QTest::newRow("End and Return") << int(ChipBar::Exclusive) << QList<int>{Qt::Key_End, Qt::Key_Return}
                                    << QStringList{u"overdue"_s};
    QTest::newRow("Home comes back") << int(ChipBar::Exclusive)
                                     << QList<int>{Qt::Key_End, Qt::Key_Home, Qt::Key_Right, Qt::Key_Space}
                                     << QStringList{u"ok"_s};
    QTest::newRow("left stops at the first")
        << int(ChipBar::Exclusive) << QList<int>{Qt::Key_Left, Qt::Key_Left, Qt::Key_Space} << QStringList{u"all"_s};
    QTest::newRow("additive starts empty") << int(ChipBar::Additive) << QList<int>{} << QStringList{};
    QTest::newRow("additive adds") << int(ChipBar::Additive) << QList<int>{Qt::Key_Space, Qt::Key_Right, Qt::Key_Space}
                                   << QStringList{u"all"_s, u"ok"_s};
    QTest::newRow("additive takes away") << int(ChipBar::Additive) << QList<int>{Qt::Key_Space, Qt::Key_Space}
                                         << QStringList{};
}

void TestFilters::chipKeys()
{
    QFETCH(int, mode);
    QFETCH(QList<int>, keys);
    QFETCH(QStringList, chosen);
    ChipBar bar{ChipBar::Mode(mode)};
    bar.setChips(stateChips());
    bar.resize(600, 30);
    show(bar);
    bar.setFocus();
    for (const int key : keys)
        QTest::keyClick(&bar, Qt::Key(key));
    QCOMPARE(bar.chosen(), chosen);
}

void TestFilters::chipsByPointer()
{
    ChipBar bar{ChipBar::Exclusive};
    bar.setChips(stateChips());
    bar.resize(600, 30);
    show(bar);
    QSignalSpy changed(&bar, &ChipBar::chosenChanged);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.chipRect(2).center());
    QCOMPARE(bar.chosen(), QStringList{u"warning"_s});
    QCOMPARE(changed.size(), 1);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.chipRect(2).center());
    QCOMPARE(changed.size(), 1);
    QTest::mouseClick(&bar, Qt::RightButton, {}, bar.chipRect(1).center());
    QCOMPARE(changed.size(), 1);
}

void TestFilters::chipsOverflow_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("overflows");
    QTest::newRow("wide") << 700 << false;
    QTest::newRow("narrow") << 240 << true;
    QTest::newRow("very narrow") << 120 << true;
}

void TestFilters::chipsOverflow()
{
    QFETCH(int, width);
    QFETCH(bool, overflows);
    ChipBar bar{ChipBar::Exclusive};
    bar.setChips(stateChips());
    bar.setChosen({u"overdue"_s});
    bar.resize(width, 30);
    show(bar);
    QCOMPARE(bar.overflowCount() > 0, overflows);
    QVERIFY2(!bar.chipRect(3).isEmpty(), "the chosen chip stays visible");
    if (!overflows)
        return;
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.overflowRect().center());
    auto *menu = bar.findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), bar.overflowCount());
    menu->actions().constLast()->trigger();
    QVERIFY(bar.chosen() != QStringList{u"overdue"_s});
    menu->close();
}

void TestFilters::chipsAreAccessible()
{
    ChipBar bar{ChipBar::Additive};
    bar.setAccessibleName(u"State"_s);
    bar.setChips(stateChips());
    bar.resize(600, 30);
    show(bar);
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&bar);
    QVERIFY(face);
    QCOMPARE(face->text(QAccessible::Name), u"State"_s);
    QCOMPARE(face->childCount(), 4);
    QAccessibleInterface *overdue = face->child(3);
    QCOMPARE(overdue->text(QAccessible::Name), u"Overdue, 7"_s);
    QCOMPARE(overdue->role(), QAccessible::CheckBox);
    QVERIFY(!overdue->state().checked);
    overdue->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(overdue->state().checked);
    QCOMPARE(bar.chosen(), QStringList{u"overdue"_s});
    QCOMPARE(face->indexOfChild(overdue), 3);
}

void TestFilters::chipsKeepChoice()
{
    ChipBar bar{ChipBar::Exclusive};
    bar.setChips(stateChips());
    bar.setChosen({u"warning"_s});
    QSignalSpy changed(&bar, &ChipBar::chosenChanged);
    QList<Chip> counted = stateChips();
    counted[2].count = 16;
    bar.setChips(counted);
    QCOMPARE(bar.chosen(), QStringList{u"warning"_s});
    counted.removeAt(2);
    bar.setChips(counted);
    QCOMPARE(bar.chosen(), QStringList{u"all"_s});
    QCOMPARE(changed.size(), 0);
}

void TestFilters::segmentKeys_data()
{
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<QString>("current");
    QTest::newRow("start") << QList<int>{} << u"1"_s;
    QTest::newRow("right") << QList<int>{Qt::Key_Right} << u"5"_s;
    QTest::newRow("right past the end") << QList<int>{Qt::Key_End, Qt::Key_Right} << u"30"_s;
    QTest::newRow("left") << QList<int>{Qt::Key_End, Qt::Key_Left} << u"5"_s;
    QTest::newRow("home") << QList<int>{Qt::Key_End, Qt::Key_Home} << u"1"_s;
}

void TestFilters::segmentKeys()
{
    QFETCH(QList<int>, keys);
    QFETCH(QString, current);
    SegmentedControl control;
    control.setSegments({{u"1"_s, u"1 min"_s}, {u"5"_s, u"5 min"_s}, {u"30"_s, u"30 min"_s}});
    show(control);
    control.setFocus();
    for (const int key : keys)
        QTest::keyClick(&control, Qt::Key(key));
    QCOMPARE(control.current(), current);
}

void TestFilters::segmentsAreAccessible()
{
    SegmentedControl control;
    control.setSegments({{u"1"_s, u"1 min"_s}, {u"5"_s, u"5 min"_s}});
    control.resize(control.sizeHint());
    show(control);
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    QTest::mouseClick(&control, Qt::LeftButton, {}, control.segmentRect(1).center());
    QCOMPARE(changed.size(), 1);
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&control);
    QCOMPARE(face->childCount(), 2);
    QCOMPARE(face->child(1)->role(), QAccessible::RadioButton);
    QVERIFY(face->child(1)->state().checked);
    QCOMPARE(face->child(1)->text(QAccessible::Name), u"5 min"_s);
}

void TestFilters::filterLineClears()
{
    FilterLine line(u"filter"_s, u"Filter assets"_s, QKeySequence(Qt::CTRL | Qt::Key_F));
    show(line);
    line.setFocus();
    QSignalSpy cleared(&line, &FilterLine::cleared);
    QTest::keyClicks(&line, u"fx"_s);
    QCOMPARE(line.text(), u"fx"_s);
    QTest::keyClick(&line, Qt::Key_Escape);
    QCOMPARE(line.text(), QString());
    QCOMPARE(cleared.size(), 1);
    QTest::keyClick(&line, Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QTest::keyClicks(&line, u"fx"_s);
    QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(line.width() - 14, line.height() / 2));
    QCOMPARE(line.text(), QString());
    QCOMPARE(cleared.size(), 2);
    QSignalSpy moved(&line, &FilterLine::moveRequested);
    QTest::keyClick(&line, Qt::Key_Down);
    QCOMPARE(moved.value(0).value(0).toInt(), 1);
}

void TestFilters::filterLineTakesItsKey()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *other = new QLineEdit(&window);
    auto *line = new FilterLine(u"filter"_s, u"Filter assets"_s, QKeySequence(Qt::CTRL | Qt::Key_F), &window);
    column->addWidget(other);
    column->addWidget(line);
    show(window);
    other->setFocus();
    QTRY_VERIFY(other->hasFocus());
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(line->hasFocus());
}

void TestFilters::filterFieldKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("edits");
    QTest::addColumn<int>("clears");
    QTest::newRow("Space") << int(Qt::Key_Space) << 1 << 0;
    QTest::newRow("Return") << int(Qt::Key_Return) << 1 << 0;
    QTest::newRow("Down") << int(Qt::Key_Down) << 1 << 0;
    QTest::newRow("Delete") << int(Qt::Key_Delete) << 0 << 1;
    QTest::newRow("other key") << int(Qt::Key_A) << 0 << 0;
}

void TestFilters::filterFieldKeys()
{
    QFETCH(int, key);
    QFETCH(int, edits);
    QFETCH(int, clears);
    FilterField field(u"Part"_s, u"any"_s);
    field.setValue(u"610-2041"_s);
    show(field);
    QSignalSpy edited(&field, &FilterField::editRequested);
    QSignalSpy cleared(&field, &FilterField::cleared);
    QTest::keyClick(&field, Qt::Key(key));
    QCOMPARE(edited.size(), edits);
    QCOMPARE(cleared.size(), clears);
    QCOMPARE(field.isSet(), clears == 0);
}

void TestFilters::filterFieldClearsByPointer()
{
    FilterField field(u"Part"_s, u"any"_s);
    QCOMPARE(field.accessibleName(), u"Part: any"_s);
    field.setValue(u"610-2041"_s);
    QCOMPARE(field.accessibleName(), u"Part: 610-2041"_s);
    show(field);
    field.resize(field.sizeHint());
    QSignalSpy edited(&field, &FilterField::editRequested);
    QTest::mouseClick(&field, Qt::LeftButton, {}, QPoint(10, 10));
    QCOMPARE(edited.size(), 1);
    QTest::mouseClick(&field, Qt::LeftButton, {}, QPoint(field.width() - 12, 10));
    QVERIFY(!field.isSet());
    QCOMPARE(edited.size(), 1);
}

QTEST_MAIN(TestFilters)
#include "tst_filters.moc"
