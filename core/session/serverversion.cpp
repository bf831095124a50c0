// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/serverversion.h"

#include <QCoreApplication>

namespace qwats {
namespace {

constexpr qsizetype LongestVersion = 60;

Result<QString> decodeVersion(const QByteArray &body)
{
    QString text = QString::fromUtf8(body).trimmed();
    if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"'))
        text = text.mid(1, text.size() - 2);
    const bool plausible
        = !text.isEmpty() && text.size() <= LongestVersion && !text.contains(u'<') && !text.contains(u'{');
    if (!plausible)
        return failure(Error::Kind::BadReply,
                       QCoreApplication::translate("ServerVersion",
                                                   "Something answers at this address, but it is no WATS server."),
                       QStringLiteral("App/Version did not answer with a version"));
    return text;
}

} // namespace

Query<QString> serverVersionQuery()
{
    static constexpr EndpointOf<QString> endpoint{
        {"/api/App/Version", Domain::UnitVerification, decodeWith<decodeVersion>, nullptr}};
    return {endpoint, QByteArrayLiteral("/api/App/Version")};
}

} // namespace qwats
