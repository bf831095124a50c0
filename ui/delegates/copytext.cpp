// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/copytext.h"

#include "ui/delegates/roles.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemModel>
#include <QHeaderView>

#include <vector>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

QString oneCell(QString text)
{
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

std::vector<int> columnsOnScreen(const QHeaderView &header)
{
    std::vector<int> columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        if (!header.isSectionHidden(logical))
            columns.push_back(logical);
    }
    return columns;
}

} // namespace

QString copyCell(const QModelIndex &index)
{
    if (!index.isValid() || index.data(PlaceholderRole).toBool())
        return {};
    if (const QVariant told = index.data(CopyTextRole); told.isValid())
        return told.toString();
    if (const QVariant usage = index.data(UsageRole); usage.isValid())
        return usage.value<Usage>().text;
    QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty()) {
        if (const QVariant state = index.data(StatusRole); state.isValid())
            text = statusLook(state.value<StatusKind>(), lightTokens()).word;
        else if (const QVariant limits = index.data(LimitsRole); limits.isValid())
            text = speech(limits.value<MeasureLimits>());
    }
    const QString unit = index.data(UnitRole).toString();
    return unit.isEmpty() || text.isEmpty() ? text : text + u' ' + unit;
}

QString copyRows(const QModelIndexList &rows, const QHeaderView &header)
{
    const QAbstractItemModel *model = header.model();
    if (!model || rows.isEmpty())
        return {};
    const std::vector<int> columns = columnsOnScreen(header);
    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        cells << oneCell(model->headerData(column, Qt::Horizontal).toString());
    lines << cells.join(u'\t');
    for (const QModelIndex &row : rows) {
        cells.clear();
        for (const int column : columns)
            cells << oneCell(copyCell(row.siblingAtColumn(column)));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace qwats::ui
