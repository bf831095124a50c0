// SPDX-License-Identifier: GPL-3.0-or-later
// Shows tables, trees, lists and the history strip as on the drawings and writes PNG files: qwats_table_gallery
// <folder>
#include "tests/kit/tablesamples.h"
#include "ui/delegates/denselistview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTest>

using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

void fill(QVBoxLayout *column, QWidget *widget, int height)
{
    widget->setFixedHeight(height);
    column->addWidget(widget);
}

DenseTableView *assetTable(QWidget *parent)
{
    auto *table = new DenseTableView(parent);
    table->setModel(samples::assets(table));
    table->setColumns(samples::assetColumns());
    table->setSort(0, Qt::AscendingOrder);
    table->selectRow(2);
    return table;
}

DenseTreeView *tree(QStandardItemModel *model, std::vector<ColumnSpec> columns, QWidget *parent)
{
    auto *made = new DenseTreeView(parent);
    model->setParent(made);
    made->setModel(model);
    made->setColumns(std::move(columns));
    made->expandAll();
    return made;
}

QWidget *tablePage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *table = assetTable(page);
    fill(column, table, 470);
    auto *footer = new TableFooter(page);
    footer->setCount(u"214 assets"_s);
    footer->setLoaded(u"rows 1–11 loaded"_s);
    footer->setSelected(1);
    footer->setHints({u"Enter opens"_s, u"F5 refreshes"_s, u"Space previews"_s});
    column->addWidget(footer);
    auto *sub = tree(samples::subAssets(page), {}, page);
    sub->header()->hide();
    sub->setHairlines(false);
    sub->header()->setStretchLastSection(true);
    sub->setColumnWidth(0, 420);
    fill(column, sub, 130);
    page->setFixedWidth(1196);
    table->setFocus();
    return page;
}

QWidget *productPage()
{
    auto *page = new QWidget;
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *list = new DenseListView(page);
    list->setModel(samples::products(list));
    list->setFixedWidth(330);
    list->selectRow(0);
    row->addWidget(list);
    auto *bill = tree(samples::billOfMaterials(page), samples::billColumns(), page);
    const QModelIndex board = bill->model()->index(0, 0);
    bill->collapse(bill->model()->index(1, 0));
    bill->setCurrentIndex(bill->model()->index(1, 0, board));
    row->addWidget(bill);
    page->setFixedSize(1196, 330);
    bill->setFocus();
    return page;
}

QWidget *reportPage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *strip = new HistoryStrip(page);
    strip->setHeading(u"History of this unit"_s);
    strip->setItems(samples::history(), u"4"_s);
    column->addWidget(strip);
    auto *steps = tree(samples::steps(page), samples::stepColumns(), page);
    fill(column, steps, 360);
    const auto failed = [](const QModelIndex &index) {
        const QVariant limits = index.siblingAtColumn(3).data(LimitsRole);
        return limits.value<MeasureLimits>().failed;
    };
    steps->collapse(steps->model()->index(0, 0, steps->model()->index(0, 0)));
    steps->selectNext(failed);
    auto *narrow = new HistoryStrip(page);
    narrow->setHeading(u"History"_s);
    narrow->setItems(samples::history(), u"3"_s);
    narrow->setFixedWidth(520);
    column->addWidget(narrow);
    page->setFixedWidth(1196);
    steps->setFocus();
    return page;
}

bool save(QWidget *page, const QString &path)
{
    page->show();
    if (!QTest::qWaitForWindowActive(page))
        qWarning("the window did not become active");
    if (auto *table = page->findChild<DenseTableView *>()) {
        const QRect cell = table->visualRect(table->model()->index(std::min(4, table->model()->rowCount() - 1), 0));
        QTest::mouseMove(table->viewport(), cell.center());
    }
    QTest::qWait(50);
    const bool written = page->grab().save(path);
    delete page;
    return written;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s);
    if (!folder.mkpath(u"."_s))
        return 1;
    ThemeManager themes;
    bool written = true;
    for (const auto &[choice, name] : {std::pair(ThemeChoice::Light, u"light"_s), {ThemeChoice::Dark, u"dark"_s}}) {
        themes.setChoice(choice);
        written = save(tablePage(), folder.filePath(u"table-%1.png"_s.arg(name))) && written;
        written = save(productPage(), folder.filePath(u"products-%1.png"_s.arg(name))) && written;
        written = save(reportPage(), folder.filePath(u"report-%1.png"_s.arg(name))) && written;
    }
    return written ? 0 : 1;
}
