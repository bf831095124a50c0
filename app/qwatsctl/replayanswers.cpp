// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/replayanswers.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace qwats::ctl {
namespace {

class AnswerWords
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

} // namespace

Status AnswerFile::open()
{
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    return failure(Error::Kind::InvalidInput,
                   AnswerWords::tr("The file %1 cannot be written: %2.").arg(m_file.fileName(), m_file.errorString()),
                   QStringLiteral("answers"));
}

void AnswerFile::add(const TraceLine &line, const Fetched<Untyped> &answer)
{
    const bool fresh = answer.freshness == Freshness::Fresh || answer.outcome == Outcome::Negative;
    const QJsonObject object{
        {QStringLiteral("n"), line.number},
        {QStringLiteral("path"), line.written},
        {QStringLiteral("outcome"), outcomeName(answer.outcome)},
        {QStringLiteral("fresh"), fresh},
        {QStringLiteral("as_of_ms"), answer.asOf.isValid() ? QJsonValue(answer.asOf.ms()) : QJsonValue()},
    };
    QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const auto body = bodyOf(answer.value);
    bytes.chop(1); // the body is put in as it came, not read and written anew
    bytes += ",\"body\":" + (body ? onOneLine(*body) : QByteArray("null")) + "}\n";
    m_good = m_good && m_file.write(bytes) == bytes.size();
}

Status AnswerFile::close()
{
    m_good = m_file.flush() && m_good;
    m_file.close();
    if (m_good && m_file.error() == QFileDevice::NoError)
        return {};
    return failure(Error::Kind::Storage,
                   AnswerWords::tr("The file %1 is not complete: %2.").arg(m_file.fileName(), m_file.errorString()),
                   QStringLiteral("answers"));
}

} // namespace qwats::ctl
