// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/raw.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace qwats::ctl {
namespace {

constexpr qsizetype LongestPath = 16'000;

class RawText
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

Result<RawBody> decodeRaw(const QByteArray &body)
{
    return RawBody{body};
}

void rawTags(const QByteArray &subject, const void *, TagList &tags)
{
    tags << subject;
}

template <size_t... Index> constexpr auto makeEndpoints(std::index_sequence<Index...>)
{
    return std::array{EndpointOf<RawBody>{{"/api/…", static_cast<Domain>(Index), decodeWith<decodeRaw>, rawTags}}...};
}
constexpr auto endpoints = makeEndpoints(std::make_index_sequence<DomainCount>());

struct Prefix
{
    const char *path; ///< lower case
    Domain domain;
};
// The first that fits counts.
constexpr std::array<Prefix, 18> prefixes{{
    {"/api/app/version", Domain::UnitVerification},
    {"/api/asset/status", Domain::AssetStatus},
    {"/api/asset", Domain::Asset},
    {"/api/internal/blob/asset", Domain::Asset},
    {"/api/product/groups", Domain::Process},
    {"/api/product", Domain::Product},
    {"/api/internal/product", Domain::Product},
    {"/api/report/query", Domain::ReportList},
    {"/api/report", Domain::Report},
    {"/api/app/processes", Domain::Process},
    {"/api/app/levels", Domain::Process},
    {"/api/app/productgroups", Domain::Process},
    {"/api/internal/process", Domain::Process},
    {"/api/app/uutreport", Domain::ReportList},
    {"/api/app/uurreport", Domain::ReportList},
    {"/api/app/serialnumberhistory", Domain::ReportList},
    {"/api/production/unitverification", Domain::UnitVerification},
    {"/api/app", Domain::Statistics},
}};

bool hasPrefix(const QString &path, const char *prefix)
{
    const QLatin1StringView start(prefix);
    return path.startsWith(start) && (path.size() == start.size() || path.at(start.size()) == u'/');
}

QString decoded(const QString &part, Spelling spelling, bool isQuery)
{
    if (spelling == Spelling::Plain)
        return part;
    QByteArray bytes = part.toUtf8();
    if (isQuery)
        bytes.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
}

/// Splits at "&"; in a plain $filter an "&" between quotes is part of the text.
QStringList splitQuery(QStringView query, Spelling spelling)
{
    QStringList parts;
    QString part;
    bool quoted = false;
    for (const QChar c : query) {
        if (c == u'\'' && spelling == Spelling::Plain
            && part.startsWith(QLatin1StringView("$filter="), Qt::CaseInsensitive))
            quoted = !quoted;
        if (c == u'&' && !quoted) {
            parts << part;
            part.clear();
        } else {
            part += c;
        }
    }
    return parts << part;
}

void readParams(QStringView query, Spelling spelling, RequestPath &path)
{
    for (const QString &part : splitQuery(query, spelling)) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals <= 0 || equals == part.size() - 1)
            continue; // without a name or a value: not sent
        path.params.emplace_back(decoded(part.left(equals), spelling, true),
                                 decoded(part.mid(equals + 1), spelling, true));
    }
}

QByteArray encodedSegment(const QString &segment)
{
    QByteArray encoded = QUrl::toPercentEncoding(segment);
    if (encoded == "." || encoded == "..") // would be removed by path normalisation on the way
        encoded.replace('.', "%2E");
    return encoded;
}

} // namespace

QString RequestPath::param(QStringView name) const
{
    const auto found = std::find_if(params.begin(), params.end(), [&](const auto &param) {
        return param.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == params.end() ? QString() : found->second;
}

QByteArray RequestPath::target() const
{
    QByteArray target;
    for (const QString &segment : segments)
        target += '/' + encodedSegment(segment);
    std::vector<std::pair<QByteArray, QByteArray>> sorted;
    for (const auto &[name, value] : params)
        sorted.emplace_back(QUrl::toPercentEncoding(name, "$"), QUrl::toPercentEncoding(value));
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    char separator = '?';
    for (const auto &[name, value] : sorted) {
        target += separator + name + '=' + value;
        separator = '&';
    }
    return target;
}

Result<RequestPath> readPath(const QString &written, Spelling spelling)
{
    const auto refuse
        = [](const QString &why) { return failure(Error::Kind::InvalidInput, why, QStringLiteral("path")); };
    if (!written.startsWith(u'/'))
        return refuse(RawText::tr("A path begins with \"/\", as in /api/Product/Query."));
    if (written.size() > LongestPath)
        return refuse(RawText::tr("The path is longer than %1 characters.").arg(LongestPath));
    if (spelling == Spelling::Percent && written.contains(u'#'))
        return refuse(RawText::tr("The path has a \"#\"; write it as %23."));
    const qsizetype question = written.indexOf(u'?');
    const QString words = question < 0 ? written : written.left(question);
    RequestPath path;
    QStringList segments = words.mid(1).split(u'/');
    if (segments.size() > 1 && segments.constLast().isEmpty())
        segments.removeLast(); // a trailing "/" means the same
    for (const QString &segment : segments) {
        if (segment.isEmpty())
            return refuse(RawText::tr("The path has nothing between two \"/\"."));
        path.segments << decoded(segment, spelling, false);
    }
    if (question >= 0)
        readParams(QStringView(written).mid(question + 1), spelling, path);
    return path;
}

Domain guessDomain(const RequestPath &path)
{
    const QString words = (u'/' + path.segments.join(u'/')).toLower();
    for (const Prefix &prefix : prefixes) {
        if (hasPrefix(words, prefix.path))
            return prefix.domain;
    }
    return Domain::Other;
}

Tag rawTag(Domain domain)
{
    return "raw:" + domainName(domain).toLatin1();
}

Query<RawBody> rawQuery(const RequestPath &path)
{
    const Domain domain = guessDomain(path);
    return {endpoints[static_cast<size_t>(domain)], path.target(), rawTag(domain)};
}

} // namespace qwats::ctl
