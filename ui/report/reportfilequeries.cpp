// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportfilequeries.h"

#include "core/http/target.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace qwats::ui {
namespace {

Result<QByteArray> asSent(const QByteArray &body)
{
    return body;
}

/// An array or an object with one of three keys, a bare text, or nothing.
Result<QString> acknowledged(const QByteArray &body)
{
    QJsonValue value = QJsonDocument::fromJson('[' + body + ']').array().at(0);
    if (value.isArray())
        value = value.toArray().at(0);
    if (value.isString())
        return value.toString().trimmed();
    for (const auto *key : {"ID", "id", "uuid"}) {
        const QString id = value[QLatin1StringView(key)].toString();
        if (!id.isEmpty())
            return id;
    }
    return QString();
}

constexpr EndpointOf<QByteArray> fileEndpoint(const char *route)
{
    return {{route, Domain::Report, decodeWith<asSent>, nullptr}};
}

} // namespace

Query<QByteArray> reportFileQuery(ReportFile file, const QString &id)
{
    static constexpr EndpointOf<QByteArray> certificate = fileEndpoint("/api/Report/Certificate/{id}");
    static constexpr EndpointOf<QByteArray> wsjf = fileEndpoint("/api/Report/Wsjf/{id}");
    static constexpr EndpointOf<QByteArray> wsxf = fileEndpoint("/api/Report/Wsxf/{id}");
    static constexpr EndpointOf<QByteArray> attachments = fileEndpoint("/api/Report/Attachments/{id}");
    const auto &endpoint = file == ReportFile::Certificate ? certificate
        : file == ReportFile::Wsjf                         ? wsjf
        : file == ReportFile::Wsxf                         ? wsxf
                                                           : attachments;
    return {endpoint, Target(endpoint.route).arg(id).encoded(), id.toUtf8()};
}

Query<QByteArray> reportThereQuery(const QString &id)
{
    static constexpr EndpointOf<QByteArray> wsjf = fileEndpoint("/api/Report/Wsjf/{id}");
    Target target(wsjf.route);
    target.arg(id).param("detailLevel", 0).param("includeAttachments", QStringLiteral("false"));
    target.param("includeChartdata", QStringLiteral("false"));
    return {wsjf, target.encoded(), id.toUtf8()};
}

Command<QString> uploadReport(const QByteArray &wsjf, const QString &id, const QString &partNumber,
                              const QStringList &assets)
{
    Command<QString> command;
    command.method = Method::Post;
    command.route = "/api/Report/WSJF";
    command.target = command.route;
    command.body = wsjf;
    command.decode = decodeWith<acknowledged>;
    command.drops = ReportService::tagsDroppedByUpload(id, partNumber, assets);
    return command;
}

} // namespace qwats::ui
