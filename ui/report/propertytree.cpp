// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/propertytree.h"

#include "ui/delegates/densetreeview.h"
#include "ui/delegates/roles.h"
#include "ui/widgets/plaintext.h"

#include <QCoreApplication>
#include <QStandardItemModel>

namespace qwats::ui {
namespace {

class PropertyText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::PropertyTree)
};

QStandardItem *propertyCell(const QString &text)
{
    auto *cell = new QStandardItem(plain::oneLine(text));
    cell->setEditable(false);
    if (cell->text() != text)
        cell->setData(text, CopyTextRole); // the whole text, however long
    return cell;
}

QList<QStandardItem *> propertyRow(const Property &property)
{
    QList<QStandardItem *> row{propertyCell(property.name), propertyCell(property.value), propertyCell(property.type),
                               propertyCell(property.comment)};
    row[2]->setData(true, MutedRole);
    row[3]->setData(true, MutedRole);
    for (const Property &inner : property.props)
        row.front()->appendRow(propertyRow(inner));
    return row;
}

} // namespace

QStandardItemModel *makePropertyModel(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    model->setHorizontalHeaderLabels(
        {PropertyText::tr("Name"), PropertyText::tr("Value"), PropertyText::tr("Type"), PropertyText::tr("Comment")});
    return model;
}

void fillProperties(QStandardItemModel *model, const std::vector<PropertyGroup> &groups)
{
    model->removeRows(0, model->rowCount());
    for (const PropertyGroup &group : groups) {
        QList<QStandardItem *> row{propertyCell(group.name), propertyCell({}), propertyCell({}), propertyCell({})};
        row.front()->setData(true, StrongRole);
        for (const Property &property : group.props)
            row.front()->appendRow(propertyRow(property));
        model->appendRow(row);
    }
}

DenseTreeView *makePropertyTree(QStandardItemModel *model, const QString &name, QWidget *parent)
{
    auto *tree = new DenseTreeView(parent);
    tree->setModel(model);
    tree->setColumns(
        {{QStringLiteral("name"),
          {QStringLiteral("Environment temperature")},
          ColumnSpec::Content::Text,
          1,
          0,
          true,
          false,
          54},
         {QStringLiteral("value"), {QStringLiteral("a value of some length")}, ColumnSpec::Content::Text, 2},
         {QStringLiteral("type"), {QStringLiteral("Boolean")}, ColumnSpec::Content::Text, 0, 1},
         {QStringLiteral("comment"), {QStringLiteral("a comment")}, ColumnSpec::Content::Text, 1, 2}});
    tree->setAccessibleName(name);
    return tree;
}

} // namespace qwats::ui
