// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/replayroutes.h"

#include "core/asset/assetservice.h"
#include "core/process/processservice.h"
#include "core/product/productservice.h"
#include "core/report/reportservice.h"
#include "core/session/serverversion.h"

#include <array>

namespace qwats::ctl {
namespace {

/// Asset reads name their asset by one of two parameters.
QString assetParam(const RequestPath &path)
{
    const QString id = path.param(u"id");
    return id.isEmpty() ? path.param(u"serialNumber") : id;
}

/// The text behind "assetId eq" in a filter: log queries are about one asset.
QString assetOfFilter(const QString &filter)
{
    for (const auto key : {QLatin1StringView("assetId eq '"), QLatin1StringView("serialNumber eq '")}) {
        const qsizetype start = filter.indexOf(key, 0, Qt::CaseInsensitive);
        if (start < 0)
            continue;
        const QString rest = filter.mid(start + key.size()).replace(QStringLiteral("''"), QString(QChar(0)));
        return rest.left(rest.indexOf(u'\'')).replace(QChar(0), u'\'');
    }
    return {};
}

using Ask = AnyQuery (*)(const RequestPath &path, const QString &rest);

AnyQuery assetList(const RequestPath &path, const QString &)
{
    return AssetService::byODataFilter(path.param(u"$filter"), {});
}
AnyQuery assetTypes(const RequestPath &, const QString &)
{
    return AssetService::types();
}
AnyQuery assetStatus(const RequestPath &path, const QString &)
{
    return AssetService::status(assetParam(path));
}
AnyQuery assetLog(const RequestPath &path, const QString &)
{
    return AssetService::log(assetOfFilter(path.param(u"$filter")), {});
}
AnyQuery subAssets(const RequestPath &path, const QString &)
{
    return AssetService::subAssets(assetParam(path));
}
AnyQuery oneAsset(const RequestPath &, const QString &rest)
{
    return AssetService::one(rest);
}
AnyQuery productList(const RequestPath &, const QString &)
{
    return ProductService::list();
}
AnyQuery vendors(const RequestPath &, const QString &)
{
    return ProductService::vendors();
}
AnyQuery oneProduct(const RequestPath &, const QString &rest)
{
    return ProductService::one(rest);
}
AnyQuery bom(const RequestPath &path, const QString &)
{
    return ProductService::bom(path.param(u"partNumber"), path.param(u"revision"));
}
AnyQuery productGroups(const RequestPath &path, const QString &)
{
    return ProductService::groups(path.param(u"partNumber"));
}
AnyQuery reportHeaders(const RequestPath &path, const QString &)
{
    const bool repairs = path.param(u"reportType").compare(u"R", Qt::CaseInsensitive) == 0;
    return ReportService::byODataFilter(repairs ? ReportKind::Repair : ReportKind::Test, path.param(u"$filter"), {});
}
AnyQuery oneReport(const RequestPath &, const QString &rest)
{
    return ReportService::one(rest);
}
AnyQuery processes(const RequestPath &, const QString &)
{
    return ProcessService::list();
}
AnyQuery version(const RequestPath &, const QString &)
{
    return serverVersionQuery();
}
AnyQuery raw(const RequestPath &path, const QString &)
{
    return rawQuery(path);
}

struct Route
{
    const char *words; ///< canonical spelling; compared in any case
    bool hasRest; ///< the rest of the path names one thing; it may hold a "/" in a trace, which does not encode
    Ask ask;
};

// Fixed words stand before the routes with a rest: they win on the server too (wats-api 4.1).
constexpr std::array<Route, 20> routes{{
    {"/api/Asset", false, assetList},
    {"/api/Asset/Types", false, assetTypes},
    {"/api/Asset/Status", false, assetStatus},
    {"/api/Asset/Log", false, assetLog},
    {"/api/Asset/SubAssets", false, subAssets},
    {"/api/Asset/", true, oneAsset},
    {"/api/Product", false, raw},
    {"/api/Product/Query", false, productList},
    {"/api/Product/Vendors", false, vendors},
    {"/api/Product/Groups", false, raw},
    {"/api/Product/", true, oneProduct},
    {"/api/internal/Product/Bom", false, bom},
    {"/api/internal/Product/GetGroupsForProduct", false, productGroups},
    {"/api/Report/Query/Header", false, reportHeaders},
    {"/api/Report/Wsjf/", true, oneReport},
    {"/api/App/Processes", false, processes},
    {"/api/App/Version", false, version},
    {"/api/App/Levels", false, raw},
    {"/api/App/ProductGroups", false, raw},
    {"/api/Report/Query/HeaderByMiscInfo", false, raw},
}};

/// The path with the route's own spelling, and its rest as one segment.
RequestPath canonical(const RequestPath &path, const Route &route, const QString &rest)
{
    RequestPath same;
    same.segments = QString::fromLatin1(route.words).split(u'/', Qt::SkipEmptyParts);
    if (route.hasRest)
        same.segments << rest;
    same.params = path.params;
    return same;
}

} // namespace

Query<Untyped> questionAt(const RequestPath &path)
{
    const QString words = u'/' + path.segments.join(u'/');
    for (const Route &route : routes) {
        const QLatin1StringView start(route.words);
        const bool fits = route.hasRest ? words.size() > start.size() && words.startsWith(start, Qt::CaseInsensitive)
                                        : words.compare(start, Qt::CaseInsensitive) == 0;
        if (!fits)
            continue;
        const QString rest = words.mid(start.size());
        const RequestPath same = canonical(path, route, rest);
        Query<Untyped> question = untyped(route.ask(same, rest));
        question.target = same.target();
        question.key = CacheKey(question.target);
        return question;
    }
    return untyped(rawQuery(path));
}

} // namespace qwats::ctl
