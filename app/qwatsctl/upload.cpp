// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/upload.h"

#include "app/qwatsctl/keptbody.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace qwats::ctl {
namespace {

constexpr qint64 LargestReport = 64'000'000;

struct ReportFile
{
    QByteArray body; ///< valid JSON
    QString id;
    QString partNumber;
    QStringList assets; ///< serial numbers of those it used
};

/// What the server said it stored.
struct Acknowledgement
{
    QString id; ///< empty: accepted, id not told
};

tl::unexpected<Error> badReport(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message, QStringLiteral("report file"));
}

Result<ReportFile> readReport(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return badReport(UploadTask::tr("The report %1 cannot be read: %2.").arg(name, file.errorString()));
    if (file.size() > LargestReport)
        return badReport(
            UploadTask::tr("The report %1 is larger than %2 MB.").arg(name).arg(LargestReport / 1'000'000));
    ReportFile report;
    report.body = onOneLine(file.readAll());
    const QJsonDocument document = QJsonDocument::fromJson(report.body);
    if (!document.isObject())
        return badReport(UploadTask::tr("The file %1 holds no WSJF report.").arg(name));
    report.id = document[QLatin1StringView("id")].toString();
    report.partNumber = document[QLatin1StringView("pn")].toString();
    const QJsonArray assets = document[QLatin1StringView("assets")].toArray();
    for (const QJsonValue &asset : assets)
        report.assets << asset[QLatin1StringView("sn")].toString();
    if (QUuid::fromString(report.id).isNull())
        return badReport(UploadTask::tr("The report %1 has no id, so the server could not acknowledge it.").arg(name));
    return report;
}

/// An array or an object with one of three keys, a bare text, or nothing (wats-api 5.1).
Result<Acknowledgement> decodeAcknowledgement(const QByteArray &body)
{
    QJsonValue value = QJsonDocument::fromJson('[' + onOneLine(body) + ']').array().at(0);
    if (value.isArray())
        value = value.toArray().at(0);
    if (value.isString())
        return Acknowledgement{value.toString().trimmed()};
    for (const auto *key : {"ID", "id", "uuid"}) {
        const QString id = value[QLatin1StringView(key)].toString();
        if (!id.isEmpty())
            return Acknowledgement{id};
    }
    if (value.isNull() || value.isUndefined())
        return Acknowledgement{};
    return failure(Error::Kind::BadReply, UploadTask::tr("The server did not say which report it stored."),
                   QStringLiteral("acknowledgement without an id"));
}

Command<Acknowledgement> uploadCommand(const ReportFile &report)
{
    Command<Acknowledgement> command;
    command.method = Method::Post;
    command.route = "/api/Report/WSJF";
    command.target = command.route;
    command.body = report.body;
    command.decode = decodeWith<decodeAcknowledgement>;
    command.drops = ReportService::tagsDroppedByUpload(report.id, report.partNumber, report.assets);
    return command;
}

std::optional<Error> problemWith(const Result<std::shared_ptr<const Acknowledgement>> &reply, const QString &id)
{
    if (!reply)
        return reply.error();
    const QString stored = (*reply)->id;
    if (stored.isEmpty() || QUuid::fromString(stored) == QUuid::fromString(id))
        return {};
    return Error{Error::Kind::BadReply,
                 UploadTask::tr("The server acknowledged another report: %1.").arg(printable(stored)),
                 QStringLiteral("acknowledged id differs"), 0};
}

} // namespace

Status UploadTask::prepare()
{
    for (const QString &file : line().operands) {
        if (const auto report = readReport(file); !report)
            return failure(report.error());
    }
    return {};
}

void UploadTask::start(Session &session)
{
    m_session = &session;
    sendNext();
}

void UploadTask::sendNext()
{
    if (m_next == line().operands.size()) {
        const Status output
            = line().json ? printOut(QJsonObject{{QStringLiteral("uploads"), m_results}}) : printOut(m_text);
        return finishWith(output, m_firstError);
    }
    const QString file = line().operands.at(m_next++);
    const auto report = readReport(file); // again: only one is held in memory
    if (!report)
        return fileEnded(file, {}, report.error());
    m_session->fetcher().send<Acknowledgement>(
        uploadCommand(*report), this,
        [this, file, id = report->id](const Result<std::shared_ptr<const Acknowledgement>> &reply) {
            fileEnded(file, id, problemWith(reply, id));
        });
}

void UploadTask::fileEnded(const QString &file, const QString &id, const std::optional<Error> &error)
{
    QJsonObject result{{QStringLiteral("file"), file}, {QStringLiteral("id"), id}, {QStringLiteral("ok"), !error}};
    if (error)
        result.insert(QStringLiteral("error"), errorKindName(error->kind));
    m_results.append(result);
    m_text += (error ? tr("failed  %1  %2: %3").arg(id, file, printable(error->message))
                     : tr("stored  %1  %2").arg(id, file))
        + u'\n';
    if (error && !m_firstError)
        m_firstError = error;
    sendNext();
}

} // namespace qwats::ctl
