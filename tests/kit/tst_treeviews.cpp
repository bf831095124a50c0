// SPDX-License-Identifier: GPL-3.0-or-later
// Trees, the footer of tables and the history strip under real keys and clicks.
#include "tests/kit/tablesamples.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

bool failedStep(const QModelIndex &index)
{
    return index.siblingAtColumn(3).data(LimitsRole).value<MeasureLimits>().failed;
}

} // namespace

class TestTreeViews : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void densities_data();
    void densities();
    void treeChevronClickFolds();
    void treeKeysFold();
    void treeFindsTheNextFailed();
    void treeCopiesInReadingOrder();
    void treeSelectionReachesTheEdge();

    void footerSays_data();
    void footerSays();
    void stripKeys_data();
    void stripKeys();
    void stripClickChooses();
    void stripShowsTheCurrentWhenNarrow();
    void stripIsAccessible();

private:
    DenseTreeView *stepTree();
    void show(QWidget *widget, const QSize &size);

    ThemeManager *m_themes = nullptr;
    std::unique_ptr<QWidget> m_window;
};

void TestTreeViews::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    m_themes = new ThemeManager(this);
}

void TestTreeViews::init()
{
    m_themes->setChoice(ThemeChoice::Light);
    m_window = std::make_unique<QWidget>();
    QApplication::clipboard()->setText(u"before"_s);
}

void TestTreeViews::cleanup()
{
    m_window.reset();
}

void TestTreeViews::show(QWidget *widget, const QSize &size)
{
    m_window->resize(size);
    widget->setParent(m_window.get());
    widget->setGeometry({QPoint(0, 0), size});
    m_window->show();
    widget->show();
    widget->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

DenseTreeView *TestTreeViews::stepTree()
{
    auto *tree = new DenseTreeView(m_window.get());
    tree->setModel(samples::steps(tree));
    tree->setColumns(samples::stepColumns());
    show(tree, {1196, 400});
    return tree;
}

void TestTreeViews::densities_data()
{
    QTest::addColumn<int>("pixels");
    QTest::addRow("compact") << int(RowDensity::Compact);
    QTest::addRow("normal") << int(RowDensity::Normal);
    QTest::addRow("comfortable") << int(RowDensity::Comfortable);
}

void TestTreeViews::densities()
{
    QFETCH(int, pixels);
    auto *tree = stepTree();
    tree->setDensity(RowDensity(pixels));
    tree->expandAll();
    QCOMPARE(tree->visualRect(tree->model()->index(0, 0)).height(), pixels);
}

void TestTreeViews::treeChevronClickFolds()
{
    auto *tree = stepTree();
    const QModelIndex root = tree->model()->index(0, 0);
    const QPoint chevron(22, tree->visualRect(root).center().y());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, chevron);
    QVERIFY(tree->isExpanded(root));
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, chevron);
    QVERIFY(!tree->isExpanded(root));
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, chevron + QPoint(40, 0));
    QVERIFY(!tree->isExpanded(root));
    QCOMPARE(tree->currentIndex().row(), 0);
}

void TestTreeViews::treeKeysFold()
{
    auto *tree = stepTree();
    const QModelIndex root = tree->model()->index(0, 0);
    tree->setCurrentIndex(root);
    QTest::keyClick(tree, Qt::Key_Right);
    QVERIFY(tree->isExpanded(root));
    QTest::keyClick(tree, Qt::Key_Right);
    QCOMPARE(tree->currentIndex().parent(), root);
    QTest::keyClick(tree, Qt::Key_Left);
    QCOMPARE(tree->currentIndex(), root);
    QTest::keyClick(tree, Qt::Key_Left);
    QVERIFY(!tree->isExpanded(root));
}

void TestTreeViews::treeFindsTheNextFailed()
{
    auto *tree = stepTree();
    tree->collapseAll();
    QVERIFY(tree->selectNext(failedStep));
    QCOMPARE(tree->currentIndex().data().toString(), u"3V3 at 1.2 A"_s);
    QVERIFY(tree->isExpanded(tree->currentIndex().parent()));
    QVERIFY(tree->viewport()->rect().contains(tree->visualRect(tree->currentIndex()).center()));
    QVERIFY(!tree->selectNext(failedStep));
    QCOMPARE(tree->currentIndex().data().toString(), u"3V3 at 1.2 A"_s); // stays where it was
    QVERIFY(!tree->selectNext(failedStep, false));
    tree->setCurrentIndex({});
    QVERIFY(tree->selectNext(failedStep, false));
    QCOMPARE(tree->currentIndex().data().toString(), u"3V3 at 1.2 A"_s);
}

void TestTreeViews::treeCopiesInReadingOrder()
{
    auto *tree = stepTree();
    tree->expandAll();
    const QModelIndex root = tree->model()->index(0, 0);
    auto *selection = tree->selectionModel();
    const auto rows = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    selection->select(tree->model()->index(2, 0, root), rows);
    selection->select(tree->model()->index(1, 0, root), rows);
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(u"Step\tStatus\tValue"_s));
    QVERIFY(lines.at(1).startsWith(u"Power\tPassed"_s));
    QVERIFY(lines.at(2).startsWith(u"Rails under load\tFailed"_s));
}

void TestTreeViews::treeSelectionReachesTheEdge()
{
    auto *tree = stepTree();
    tree->expandAll();
    tree->selectNext(failedStep);
    const int y = tree->visualRect(tree->currentIndex()).center().y();
    const QImage image = tree->viewport()->grab().toImage();
    QCOMPARE(image.pixelColor(1, y), lightTokens().accent);
    QCOMPARE(image.pixelColor(8, y), lightTokens().selection); // under the branches as well
    QCOMPARE(image.pixelColor(image.width() - 3, y), lightTokens().selection);
}

void TestTreeViews::footerSays_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("selected");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("hints");
    QTest::addRow("wide") << 900 << 0 << u"214 assets   rows 1–50"_s
                          << u"Enter opens · F5 refreshes · Space previews"_s;
    QTest::addRow("selected") << 900 << 2 << u"214 assets   rows 1–50   2 selected"_s
                              << u"Enter opens · F5 refreshes · Space previews"_s;
    QTest::addRow("no room for hints") << 180 << 0 << u"214 assets   rows 1–50"_s << QString();
}

void TestTreeViews::footerSays()
{
    QFETCH(int, width);
    QFETCH(int, selected);
    QFETCH(QString, left);
    QFETCH(QString, hints);
    auto *footer = new TableFooter(m_window.get());
    footer->setCount(u"214 assets"_s);
    footer->setLoaded(u"rows 1–50"_s);
    footer->setSelected(selected);
    footer->setHints({u"Enter opens"_s, u"F5 refreshes"_s, u"Space previews"_s});
    footer->resize(width, 28);
    QCOMPARE(footer->leftText(), left);
    QCOMPARE(footer->accessibleName(), left);
    QCOMPARE(footer->hintText(), hints);
}

void TestTreeViews::stripKeys_data()
{
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<QString>("chosen");
    QTest::addRow("enter on the current") << QList<int>{Qt::Key_Return} << u"4"_s;
    QTest::addRow("left, space") << QList<int>{Qt::Key_Left, Qt::Key_Space} << u"3"_s;
    QTest::addRow("home, enter") << QList<int>{Qt::Key_Home, Qt::Key_Return} << u"1"_s;
    QTest::addRow("not beyond the start") << QList<int>{Qt::Key_Home, Qt::Key_Left, Qt::Key_Return} << u"1"_s;
    QTest::addRow("not beyond the end") << QList<int>{Qt::Key_End, Qt::Key_Right, Qt::Key_Return} << u"4"_s;
}

void TestTreeViews::stripKeys()
{
    QFETCH(QList<int>, keys);
    QFETCH(QString, chosen);
    auto *strip = new HistoryStrip(m_window.get());
    strip->setItems(samples::history(), u"4"_s);
    show(strip, {1000, 44});
    QSignalSpy spy(strip, &HistoryStrip::chosen);
    for (const int key : keys)
        QTest::keyClick(strip, Qt::Key(key));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toString(), chosen);
    QCOMPARE(strip->currentId(), u"4"_s); // the page decides what is current
}

void TestTreeViews::stripClickChooses()
{
    auto *strip = new HistoryStrip(m_window.get());
    strip->setItems(samples::history(), u"4"_s);
    show(strip, {1000, 44});
    QSignalSpy spy(strip, &HistoryStrip::chosen);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->itemRect(1).center());
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toString(), u"2"_s);
    const int between = (strip->itemRect(1).right() + strip->itemRect(2).left()) / 2;
    QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(between, 20));
    QCOMPARE(spy.count(), 1);
    strip->setItems({}, {});
    QTest::keyClick(strip, Qt::Key_Return);
    QCOMPARE(spy.count(), 1);
}

void TestTreeViews::stripShowsTheCurrentWhenNarrow()
{
    auto *strip = new HistoryStrip(m_window.get());
    strip->setHeading(u"History of this unit"_s);
    strip->setItems(samples::history(), u"1"_s);
    show(strip, {420, 44});
    QVERIFY(!strip->itemRect(0).isEmpty());
    QVERIFY(strip->itemRect(3).isEmpty());
    QTest::keyClick(strip, Qt::Key_End);
    QVERIFY(!strip->itemRect(3).isEmpty());
    QVERIFY(strip->rect().contains(strip->itemRect(3)));
    QVERIFY(strip->itemRect(0).isEmpty());
}

void TestTreeViews::stripIsAccessible()
{
    auto *strip = new HistoryStrip(m_window.get());
    strip->setHeading(u"History of this unit"_s);
    strip->setItems(samples::history(), u"4"_s);
    show(strip, {1000, 44});
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(strip);
    QVERIFY(list);
    QCOMPARE(list->text(QAccessible::Name), u"History of this unit"_s);
    QCOMPARE(list->childCount(), 4);
    QCOMPARE(list->child(1)->text(QAccessible::Name), u"PCBA test, run 1, Failed, 09:12, 3V3 at 1.2 A"_s);
    QVERIFY(list->child(3)->state().selected);
    QVERIFY(!list->child(1)->state().selected);
}

QTEST_MAIN(TestTreeViews)
#include "tst_treeviews.moc"
