// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/listing.h"

#include "app/qwatsctl/answertask.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace qwats::ctl {
namespace {

using Align = TextTable::Align;

class ListingWords
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

QString number(std::optional<qint64> value)
{
    return value ? QString::number(*value) : QString();
}

QString productRows(const ProductList &products, int top)
{
    TextTable table({{ListingWords::tr("Part number")},
                     {ListingWords::tr("Name")},
                     {ListingWords::tr("Category")},
                     {ListingWords::tr("State")}});
    for (size_t i = 0; i < products.size() && i < static_cast<size_t>(top); ++i) {
        const Product &product = products[i];
        table.add({product.partNumber, product.name, product.category,
                   product.active ? ListingWords::tr("active") : ListingWords::tr("inactive")});
    }
    return table.text();
}

/// The endpoint knows no limit, so the rows beyond it are left out here.
QByteArray firstRows(const QByteArray &body, int top)
{
    QByteArray list = onOneLine(body);
    const QJsonArray rows = QJsonDocument::fromJson(list).array();
    if (rows.size() <= top)
        return list;
    QJsonArray first;
    for (int i = 0; i < top; ++i)
        first.append(rows.at(i));
    return QJsonDocument(first).toJson(QJsonDocument::Compact);
}

Status printProducts(const CommandLine &line, const ProductList &products, const QByteArray &body)
{
    return line.json ? printOut(firstRows(body, line.top) + '\n') : printOut(productRows(products, line.top));
}

QString assetRows(const AssetList &assets)
{
    TextTable table({{ListingWords::tr("Serial number")},
                     {ListingWords::tr("Name")},
                     {ListingWords::tr("Location")},
                     {ListingWords::tr("State")},
                     {ListingWords::tr("Running"), Align::Right},
                     {ListingWords::tr("Total"), Align::Right},
                     {ListingWords::tr("Next calibration")}});
    for (const Asset &asset : assets)
        table.add({asset.serialNumber, asset.name, asset.location, assetStateName(asset.state),
                   number(asset.runningCount), number(asset.totalCount), localTime(asset.nextCalibration)});
    return table.text();
}

QString reportRows(const ReportHeaderList &reports)
{
    TextTable table({{ListingWords::tr("Start")},
                     {ListingWords::tr("Result")},
                     {ListingWords::tr("Serial number")},
                     {ListingWords::tr("Part number")},
                     {ListingWords::tr("Rev.")},
                     {ListingWords::tr("Process")},
                     {ListingWords::tr("Station")},
                     {ListingWords::tr("Failed step"), Align::Left, 40},
                     {ListingWords::tr("Report")}});
    for (const ReportHeader &report : reports)
        table.add({localTime(report.start), reportResultName(report.result), report.serialNumber, report.partNumber,
                   report.revision, report.processName, report.stationName, report.failedStep, report.id});
    return table.text();
}

} // namespace

std::unique_ptr<Task> makeListTask(const CommandLine &line)
{
    const PageRange range{0, line.top};
    if (line.command == CommandId::ProductsList)
        return std::make_unique<AnswerTask<ProductList>>(line, ProductService::list(), printProducts);
    if (line.command == CommandId::AssetsList)
        return printingTask(line, AssetService::byODataFilter(line.filter, range), assetRows);
    return printingTask(line, ReportService::byODataFilter(line.reportKind, line.filter, range), reportRows);
}

} // namespace qwats::ctl
