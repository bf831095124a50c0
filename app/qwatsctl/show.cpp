// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/show.h"

#include "app/qwatsctl/answertask.h"
#include "app/qwatsctl/reporttext.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace qwats::ctl {
namespace {

class Text
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

QString number(std::optional<qint64> value)
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
    QString text = factLines({{Text::tr("part number"), product.partNumber},
                              {Text::tr("name"), product.name},
                              {Text::tr("description"), product.description},
                              {Text::tr("category"), product.category},
                              {Text::tr("state"), product.active ? Text::tr("active") : Text::tr("inactive")},
                              {Text::tr("serialised"), product.nonSerial ? Text::tr("no") : Text::tr("yes")},
                              {Text::tr("tags"), tagText(product.tags)},
                              {Text::tr("id"), product.id}});
    if (product.revisions.empty())
        return text;
    TextTable table({{Text::tr("Revision")}, {Text::tr("State")}, {Text::tr("Name")}, {Text::tr("Description")}});
    for (const ProductRevision &revision : product.revisions)
        table.add({revision.revision, revision.active ? Text::tr("active") : Text::tr("inactive"), revision.name,
                   revision.description});
    return text + u'\n' + table.text();
}

QString assetText(const Asset &asset)
{
    return factLines({{Text::tr("serial number"), asset.serialNumber},
                      {Text::tr("name"), asset.name},
                      {Text::tr("description"), asset.description},
                      {Text::tr("state"), assetStateName(asset.state)},
                      {Text::tr("location"), asset.location},
                      {Text::tr("part number"), asset.partNumber},
                      {Text::tr("revision"), asset.revision},
                      {Text::tr("part of"), asset.parentSerialNumber},
                      {Text::tr("running count"), number(asset.runningCount)},
                      {Text::tr("total count"), number(asset.totalCount)},
                      {Text::tr("last calibration"), localTime(asset.lastCalibration)},
                      {Text::tr("next calibration"), localTime(asset.nextCalibration)},
                      {Text::tr("last maintenance"), localTime(asset.lastMaintenance)},
                      {Text::tr("next maintenance"), localTime(asset.nextMaintenance)},
                      {Text::tr("last seen"), localTime(asset.lastSeen)},
                      {Text::tr("tags"), tagText(asset.tags)},
                      {Text::tr("id"), asset.id}});
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
    return failure(Error::Kind::Storage, Text::tr("The file %1 could not be written: %2.").arg(name, problem),
                   QStringLiteral("output file"));
}

Status download(const CommandLine &line, const Report &report, const QByteArray &body)
{
    if (line.output.isEmpty())
        return printOut(body);
    if (const Status written = writeFile(line.output, body); !written)
        return written;
    if (!line.json)
        return printOut(Text::tr("%1: %2 bytes").arg(line.output).arg(body.size()) + u'\n');
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
