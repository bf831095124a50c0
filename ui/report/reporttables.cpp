// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reporttables.h"

#include "ui/delegates/densetableview.h"
#include "ui/delegates/roles.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

namespace qwats::ui {
namespace {

const QString Some = QStringLiteral("some words of text");

/// Which unit took another's place, by serial number where that is known.
QString unitName(const Report &report, int index)
{
    for (const SubUnit &unit : report.subUnits) {
        if (unit.index == index)
            return unit.serialNumber.isEmpty() ? unit.partNumber : unit.serialNumber;
    }
    return QString::number(index);
}

QString replacement(const Report &report, const SubUnit &unit)
{
    if (unit.replacedIndex >= 0)
        return ReportTables::tr("in place of %1").arg(plain::oneLine(unitName(report, unit.replacedIndex), 60));
    for (const SubUnit &other : report.subUnits) {
        if (unit.index >= 0 && other.replacedIndex == unit.index)
            return ReportTables::tr("taken out, replaced by %1").arg(plain::oneLine(unitName(report, other.index), 60));
    }
    return {};
}

} // namespace

ReportTables::ReportTables(QObject *parent)
    : QObject(parent)
{
    const std::map<Table, QStringList> headings{
        {Failures,
         {tr("Component"), tr("Category"), tr("Code"), tr("Comment"), tr("Part"), tr("Vendor"), tr("Function block"),
          tr("Unit"), tr("At step")}},
        {Units, {tr("Serial"), tr("Part"), tr("Rev"), tr("Type"), tr("Inside"), tr("Replaced")}},
        {Assets, {tr("Serial"), tr("Used")}},
        {Infos, {tr("Name"), tr("Value")}},
    };
    for (const auto &[table, words] : headings) {
        auto *model = new QStandardItemModel(this);
        model->setHorizontalHeaderLabels(words);
        m_models[table] = model;
    }
}

QString ReportTables::name(Table table)
{
    switch (table) {
    case Failures: return tr("Failures");
    case Units: return tr("Sub-units");
    case Assets: return tr("Assets");
    case Infos: return tr("Misc info");
    case TableCount: break;
    }
    return {};
}

QStandardItem *ReportTables::addRow(Table table, const QStringList &texts)
{
    QList<QStandardItem *> cells;
    for (const QString &text : texts) {
        const QString shown = plain::oneLine(text);
        auto *cell = new QStandardItem(shown.isEmpty() ? words::none() : shown);
        cell->setEditable(false);
        if (shown != text && !text.isEmpty())
            cell->setData(text, CopyTextRole); // the whole text, however long
        cells << cell;
    }
    cells.constFirst()->setData(true, KeyRole);
    m_models.at(table)->appendRow(cells);
    return cells.constFirst();
}

void ReportTables::setReport(const Report &report)
{
    for (const auto &[table, model] : m_models)
        model->removeRows(0, model->rowCount());
    fillFailures(report);
    fillUnits(report);
    for (const UsedAsset &asset : report.assets)
        addRow(Assets,
               {asset.serialNumber, asset.usageCount > 0 ? tr("%n times", nullptr, asset.usageCount) : QString()})
            ->setData(asset.serialNumber, AssetLinkRole);
    for (const MiscInfo &info : report.miscInfos)
        addRow(Infos, {info.description, info.text});
}

void ReportTables::fillFailures(const Report &report)
{
    for (const SubUnit &unit : report.subUnits) {
        for (const RepairFailure &failure : unit.failures) {
            const QString step = !failure.referencedStepName.isEmpty() ? failure.referencedStepName
                : failure.referencedStep > 0                           ? tr("step %1").arg(failure.referencedStep)
                                                                       : QString();
            QStringList part{failure.articleNumber, failure.articleDescription};
            if (!failure.articleRevision.isEmpty())
                part.insert(1, tr("rev %1").arg(failure.articleRevision));
            part.removeAll(QString());
            auto *first
                = addRow(Failures,
                         {failure.componentRef, failure.category, failure.code, failure.comment, part.join(u' '),
                          failure.articleVendor, failure.functionBlock,
                          unit.serialNumber == report.serialNumber ? tr("the unit itself") : unit.serialNumber, step});
            if (failure.referencedStep > 0)
                first->setData(failure.referencedStep, StepLinkRole);
        }
    }
}

void ReportTables::fillUnits(const Report &report)
{
    for (const SubUnit &unit : report.subUnits) {
        const bool isMain = report.kind == ReportKind::Repair && unit.index == 0
            && unit.serialNumber == report.serialNumber && unit.partNumber == report.partNumber;
        if (isMain)
            continue;
        const QString inside = unit.parentIndex > 0 ? unitName(report, unit.parentIndex) : QString();
        addRow(Units,
               {unit.serialNumber, unit.partNumber, unit.revision, unit.partType, inside, replacement(report, unit)})
            ->setData(unit.serialNumber, UnitLinkRole);
    }
}

DenseTableView *ReportTables::makeView(Table table, QWidget *parent) const
{
    QStandardItemModel *model = m_models.at(table);
    std::vector<ColumnSpec> columns;
    for (int i = 0; i < model->columnCount(); ++i) {
        ColumnSpec column{QString::number(i),
                          {i == 0 ? QStringLiteral("CB118342A") : Some},
                          ColumnSpec::Content::Text,
                          1,
                          i < 3 ? 0 : i};
        column.sortable = false;
        columns.push_back(column);
    }
    auto *view = new DenseTableView(parent);
    view->setModel(model);
    view->setColumns(std::move(columns));
    view->setAccessibleName(name(table));
    return view;
}

} // namespace qwats::ui
