// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/replaywrites.h"

#include "core/asset/assetcommands.h"
#include "core/asset/assetservice.h"
#include "core/product/productservice.h"
#include "core/report/reportservice.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <array>

namespace qwats::ctl {
namespace {

bool isGuid(const QString &text)
{
    return !QUuid::fromString(text).isNull();
}

/// What a line writes: its target, or the key among its parameters.
QString subjectOf(const TraceLine &line)
{
    if (!line.target.isEmpty())
        return line.target;
    for (const auto name : {u"serialNumber", u"id", u"partNumber"}) {
        QString value = line.path.param(name);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

void addUnique(TagList &tags, const TagList &more)
{
    for (const Tag &tag : more) {
        if (!tags.contains(tag))
            tags << tag;
    }
}

TagList assetTags(const Asset &asset, AssetWrite write, bool types)
{
    TagList tags = tagsDroppedBy(write, asset.id, asset.serialNumber);
    if (types)
        addUnique(tags, AssetService::types().tags());
    tags << rawTag(Domain::Asset) << rawTag(Domain::AssetStatus);
    return tags;
}

TagList productTags(const QString &partNumber, const QString &revision)
{
    TagList tags;
    addUnique(tags, ProductService::one(partNumber).tags());
    addUnique(tags, ProductService::bom(partNumber, revision).tags());
    addUnique(tags, ProductService::groups(partNumber).tags());
    addUnique(tags, ProductService::list().tags());
    addUnique(tags, ProductService::vendors().tags());
    tags << rawTag(Domain::Product) << rawTag(Domain::Process);
    return tags;
}

const auto ReplayPart = QStringLiteral("REPLAY"); // what replayed uploads are reports of

TagList reportTags(const QString &id)
{
    TagList tags = ReportService::tagsDroppedByUpload(isGuid(id) ? id : QString(), ReplayPart, {});
    tags << rawTag(Domain::Product) << rawTag(Domain::Report) << rawTag(Domain::ReportList)
         << rawTag(Domain::Statistics);
    return tags;
}

/// A write nobody knows: nothing that was read raw may be believed any more.
TagList allRawTags()
{
    TagList tags;
    for (int i = 0; i < DomainCount; ++i)
        tags << rawTag(domainAt(i));
    return tags;
}

QJsonObject assetBody(const Asset &asset, const TraceLine &line)
{
    QJsonObject body;
    const QString last = line.path.segments.constLast().toLower();
    if (last == QLatin1StringView("types"))
        return {{isGuid(line.target) ? QStringLiteral("typeId") : QStringLiteral("typeName"), line.target}};
    if (last == QLatin1StringView("message"))
        body.insert(QStringLiteral("comment"), QStringLiteral("replayed"));
    if (!asset.id.isEmpty())
        body.insert(QStringLiteral("assetId"), asset.id);
    if (!asset.serialNumber.isEmpty())
        body.insert(QStringLiteral("serialNumber"), asset.serialNumber);
    return body;
}

QJsonObject reportBody(const QString &subject)
{
    const QString serial = isGuid(subject) ? QStringLiteral("REPLAY-1") : subject;
    const QString id = isGuid(subject) ? subject : QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QJsonObject root{{QStringLiteral("id"), 1},
                           {QStringLiteral("group"), QStringLiteral("M")},
                           {QStringLiteral("stepType"), QStringLiteral("SequenceCall")},
                           {QStringLiteral("name"), QStringLiteral("MainSequence Callback")},
                           {QStringLiteral("status"), QStringLiteral("P")}};
    return {{QStringLiteral("type"), QStringLiteral("T")},
            {QStringLiteral("id"), id},
            {QStringLiteral("pn"), ReplayPart},
            {QStringLiteral("sn"), serial},
            {QStringLiteral("rev"), QStringLiteral("A")},
            {QStringLiteral("processCode"), 10},
            {QStringLiteral("result"), QStringLiteral("P")},
            {QStringLiteral("machineName"), QStringLiteral("qwatsctl")},
            {QStringLiteral("location"), QStringLiteral("replay")},
            {QStringLiteral("purpose"), QStringLiteral("replay")},
            {QStringLiteral("start"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
            {QStringLiteral("uut"), QJsonObject{{QStringLiteral("user"), QStringLiteral("qwatsctl")}}},
            {QStringLiteral("root"), root}};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// The paths under /api/Asset that carry an entity in the body; the others say everything in their parameters.
bool assetWriteHasBody(const QString &path)
{
    return path == QLatin1StringView("/api/asset") || path == QLatin1StringView("/api/asset/types")
        || path == QLatin1StringView("/api/asset/message");
}

void fillAssetWrite(Command<Done> &command, const TraceLine &line, const QString &path, const AssetNames &names)
{
    const QString subject = subjectOf(line);
    const Asset asset = names.named(subject);
    const bool message = path.endsWith(QLatin1StringView("/message"));
    const bool types = path.endsWith(QLatin1StringView("/types"));
    command.route = "/api/Asset/…";
    command.drops = assetTags(asset, message ? AssetWrite::Message : AssetWrite::Calibration, types);
    if (assetWriteHasBody(path) && command.method != Method::Delete) {
        command.body = compact(assetBody(asset, line));
        return;
    }
    RequestPath full = line.path;
    if (full.param(u"id").isEmpty() && full.param(u"serialNumber").isEmpty())
        full.params.emplace_back(isGuid(subject) ? QStringLiteral("id") : QStringLiteral("serialNumber"), subject);
    command.target = full.target();
}

void fillProductWrite(Command<Done> &command, const TraceLine &line)
{
    const QString subject = subjectOf(line);
    command.route = "/api/Product/…";
    command.drops = productTags(subject, line.path.param(u"revision"));
    if (command.method != Method::Delete)
        command.body = compact({{QStringLiteral("partNumber"), subject}});
}

void fillReportWrite(Command<Done> &command, const TraceLine &line)
{
    const QString subject = subjectOf(line);
    command.route = "/api/Report/…";
    command.drops = reportTags(subject);
    command.body = compact(reportBody(subject));
}

} // namespace

void AssetNames::learn(const Asset &asset)
{
    if (asset.id.isEmpty() || asset.serialNumber.isEmpty())
        return;
    m_ids.insert(asset.id);
    m_other.insert(asset.id, asset.serialNumber);
    m_other.insert(asset.serialNumber, asset.id);
}

void AssetNames::learn(const AnyQuery &query, const std::shared_ptr<const void> &value)
{
    const QLatin1StringView route(query.endpoint->route);
    if (!value)
        return;
    if (route == QLatin1StringView(AssetService::one({}).endpoint->route))
        learn(*std::static_pointer_cast<const Asset>(value));
    if (route != QLatin1StringView(AssetService::byODataFilter({}, {}).endpoint->route)
        && route != QLatin1StringView(AssetService::subAssets({}).endpoint->route))
        return;
    for (const Asset &asset : *std::static_pointer_cast<const AssetList>(value))
        learn(asset);
}

Asset AssetNames::named(const QString &name) const
{
    const bool isId = m_ids.contains(name) || (!m_other.contains(name) && isGuid(name));
    Asset asset;
    asset.id = isId ? name : m_other.value(name);
    asset.serialNumber = isId ? m_other.value(name) : name;
    return asset;
}

Status checkWrite(const TraceLine &line)
{
    if (!subjectOf(line).isEmpty())
        return {};
    return failure(Error::Kind::InvalidInput,
                   QCoreApplication::translate("qwatsctl", "line %1: a write needs a target").arg(line.number),
                   QStringLiteral("trace"));
}

Result<Command<Done>> commandFor(const TraceLine &line, const AssetNames &names)
{
    if (const Status good = checkWrite(line); !good)
        return failure(good.error());
    Command<Done> command;
    command.method = line.method;
    command.target = line.path.target();
    const QString path = (u'/' + line.path.segments.join(u'/')).toLower();
    const auto isIn = [&](const char *folder) { return (path + u'/').startsWith(QLatin1StringView(folder)); };
    if (isIn("/api/asset/") || isIn("/api/internal/blob/asset/")) {
        fillAssetWrite(command, line, path, names);
    } else if (isIn("/api/product/") || isIn("/api/internal/product/")) {
        fillProductWrite(command, line);
    } else if (isIn("/api/report/")) {
        fillReportWrite(command, line);
    } else {
        command.route = "/api/…";
        command.drops = allRawTags();
        command.body = "{}";
    }
    return command;
}

} // namespace qwats::ctl
