// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/upload.h"

#include "app/qwatsctl/keptbody.h"

#include <QFile>

namespace qwats::ctl {
namespace {

constexpr qint64 LargestReport = 64'000'000;

tl::unexpected<Error> badReport(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message, QStringLiteral("report file"));
}

/// The report as valid JSON, and what the upload has to know of it.
Result<ReportUpload> readReport(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return badReport(UploadTask::tr("The report %1 cannot be read: %2.").arg(name, file.errorString()));
    if (file.size() > LargestReport)
        return badReport(
            UploadTask::tr("The report %1 is larger than %2 MB.").arg(name).arg(LargestReport / 1'000'000));
    ReportUpload report;
    report.wsjf = onOneLine(file.readAll()); // bare NaN tokens are no JSON, and not every server takes them
    const auto identity = reportIdentity(report.wsjf);
    if (!identity)
        return badReport(UploadTask::tr("The file %1 cannot be sent: %2").arg(name, identity.error().message));
    report.identity = *identity;
    return report;
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
    m_session->reports().upload(report->wsjf, report->identity, this,
                                [this, file, id = report->identity.id](const Result<QString> &stored) {
                                    fileEnded(file, id, stored ? std::optional<Error>() : stored.error());
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
