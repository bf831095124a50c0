// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/show.h"

#include "app/qwatsctl/answertask.h"
#include "app/qwatsctl/reporttext.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace qwats::ctl {
namespace {

class ShowWords
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

QString numberText(std::optional<qint64> value)
{
    return value ? QString::number(*value) : QString();
}

QString tagText(const std::vector<NamedTag> &tags)
{
    QStringList all;
    for (const NamedTag &tag : tags)
        all << tag.key + u'=' + tag.value;
    return all.join(QStringLiteral(", "));
}

QString productText(const Product &product)
{
    QString text
        = factLines({{ShowWords::tr("part number"), product.partNumber},
                     {ShowWords::tr("name"), product.name},
                     {ShowWords::tr("description"), product.description},
                     {ShowWords::tr("category"), product.category},
                     {ShowWords::tr("state"), product.active ? ShowWords::tr("active") : ShowWords::tr("inactive")},
                     {ShowWords::tr("serialised"), product.nonSerial ? ShowWords::tr("no") : ShowWords::tr("yes")},
                     {ShowWords::tr("tags"), tagText(product.tags)},
                     {ShowWords::tr("id"), product.id}});
    if (product.revisions.empty())
        return text;
    TextTable table({{ShowWords::tr("Revision")},
                     {ShowWords::tr("State")},
                     {ShowWords::tr("Name")},
                     {ShowWords::tr("Description")}});
    for (const ProductRevision &revision : product.revisions)
        table.add({revision.revision, revision.active ? ShowWords::tr("active") : ShowWords::tr("inactive"),
                   revision.name, revision.description});
    return text + u'\n' + table.text();
}

QString assetText(const Asset &asset)
{
    return factLines({{ShowWords::tr("serial number"), asset.serialNumber},
                      {ShowWords::tr("name"), asset.name},
                      {ShowWords::tr("description"), asset.description},
                      {ShowWords::tr("state"), assetStateName(asset.state)},
                      {ShowWords::tr("location"), asset.location},
                      {ShowWords::tr("part number"), asset.partNumber},
                      {ShowWords::tr("revision"), asset.revision},
                      {ShowWords::tr("part of"), asset.parentSerialNumber},
                      {ShowWords::tr("running count"), numberText(asset.runningCount)},
                      {ShowWords::tr("total count"), numberText(asset.totalCount)},
                      {ShowWords::tr("last calibration"), localTime(asset.lastCalibration)},
                      {ShowWords::tr("next calibration"), localTime(asset.nextCalibration)},
                      {ShowWords::tr("last maintenance"), localTime(asset.lastMaintenance)},
                      {ShowWords::tr("next maintenance"), localTime(asset.nextMaintenance)},
                      {ShowWords::tr("last seen"), localTime(asset.lastSeen)},
                      {ShowWords::tr("tags"), tagText(asset.tags)},
                      {ShowWords::tr("id"), asset.id}});
}

/// Under another name first: an existing file stays whole when the disk is full.
Status writeFile(const QString &name, const QByteArray &bytes)
{
    const QString part = name + QStringLiteral(".part");
    QFile file(part);
    const bool good
        = file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size() && file.flush();
    const QString problem = file.errorString();
    file.close();
    if (good && std::rename(QFile::encodeName(part).constData(), QFile::encodeName(name).constData()) == 0)
        return {};
    QFile::remove(part);
    return failure(Error::Kind::Storage, ShowWords::tr("The file %1 could not be written: %2.").arg(name, problem),
                   QStringLiteral("output file"));
}

Status download(const CommandLine &line, const Report &report, const QByteArray &body)
{
    if (line.output.isEmpty())
        return printOut(body);
    if (Status written = writeFile(line.output, body); !written)
        return written;
    if (!line.json)
        return printOut(ShowWords::tr("%1: %2 bytes").arg(line.output).arg(body.size()) + u'\n');
    return printOut(QJsonObject{{QStringLiteral("file"), line.output},
                                {QStringLiteral("id"), report.id},
                                {QStringLiteral("bytes"), body.size()}});
}

} // namespace

std::unique_ptr<Task> makeShowTask(const CommandLine &line)
{
    const QString &id = line.operands.constFirst();
    switch (line.command) {
    case CommandId::ProductsShow: return printingTask(line, ProductService::one(id), productText);
    case CommandId::AssetsShow: return printingTask(line, AssetService::one(id), assetText);
    case CommandId::ReportsDownload:
        return std::make_unique<AnswerTask<Report>>(line, ReportService::one(id), download);
    default: return printingTask(line, ReportService::one(id), reportText);
    }
}

} // namespace qwats::ctl
