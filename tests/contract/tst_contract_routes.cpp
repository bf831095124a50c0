// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "core/asset/assetcommands.h"
#include "core/asset/assetservice.h"
#include "core/process/processservice.h"
#include "core/product/productcommands.h"
#include "core/product/productservice.h"
#include "core/report/reportcommands.h"
#include "core/report/reportservice.h"
#include "core/session/serverversion.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qwats;

namespace {

/// Same place, same parameters: names and letter case of a template do not matter.
QByteArray plainRoute(const QByteArray &method, const QByteArray &route)
{
    static const QRegularExpression parameter(u"\\{[^}]*\\}"_s);
    return method + ' ' + QString::fromUtf8(route).toLower().replace(parameter, u"{}"_s).toUtf8();
}

/// Rows `| GET, PUT | `/path` |` of a table, as "GET /path".
QByteArrayList routesIn(const QByteArray &markdown)
{
    QByteArrayList routes;
    const QByteArrayList lines = markdown.split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList cells = line.split('|');
        if (cells.size() < 4 || !cells[2].trimmed().startsWith("`/api/"))
            continue;
        const QByteArrayList methods = cells[1].split(',');
        for (const QByteArray &method : methods)
            routes << method.trimmed() + ' ' + cells[2].trimmed().replace('`', "");
    }
    return routes;
}

/// What the client does not speak, and why. (wats-api 12, row 2: other names of the same thing that no client calls.)
const QMap<QByteArray, const char *> &leftOut()
{
    static const QMap<QByteArray, const char *> routes{
        {"GET /api/Asset/{serialNumber}/Calibrations", "alias of /api/Asset/Log"},
        {"GET /api/Asset/{serialNumber}/Maintenance", "alias of /api/Asset/Log"},
        {"GET /api/Asset/{serialNumber}/Status", "alias of /api/Asset/Status"},
        {"GET /api/Product/{partNumber}/Revisions", "alias: part of /api/Product/{partNumber}"},
        {"GET /api/Product/{partNumber}/{revision}", "alias of /api/Product"},
        {"GET /api/Product/{partNumber}/{revision}/BOM", "alias of /api/internal/Product/Bom"},
        {"GET /api/Report/UUR/Headers", "alias of /api/Report/Query/Header"},
        {"GET /api/Report/UUT/Headers", "alias of /api/Report/Query/Header"},
        {"GET /api/Report/UUR/{id}", "alias of /api/Report/Wsjf/{id}"},
        {"GET /api/Report/UUT/{id}", "alias of /api/Report/Wsjf/{id}"},
        {"GET /api/Report/wats/info", "a connection test of another client; /api/App/Version is ours"},
        {"DELETE /api/internal/Blob/Asset", "alias of /api/internal/Blob/Assets"},
        {"DELETE /api/internal/Blob/Assets/{assetId}", "path form of the query form (wats-api 12, row 3)"},
        {"DELETE /api/internal/Blob/Asset/{assetId}", "path form of the query form"},
        {"GET /api/internal/Blob/Asset/{assetId}", "path form of the query form"},
        {"POST /api/internal/Blob/Asset/{assetId}", "path form of the query form"},
        {"DELETE /api/internal/Blob/Asset/{assetId}/{fileName}", "path form of the query form"},
        {"GET /api/internal/Blob/Asset/{assetId}/{fileName}", "path form of the query form"},
        {"POST /api/internal/Blob/Asset/{assetId}/{fileName}", "path form of the query form"},
    };
    return routes;
}

bool belongsHere(const QByteArray &route)
{
    static const QRegularExpression ours(
        u"^[A-Z]+ /api/(Asset|Product|Report|App/(Version|Processes|Levels|ProductGroups)|internal/(Blob|Product|Process))(/|$)"_s);
    return ours.match(QString::fromUtf8(route)).hasMatch();
}

QSet<QByteArray> spoken()
{
    const AnyQuery queries[]{
        AssetService::byODataFilter({}, {}),
        AssetService::one(u"a"_s),
        AssetService::types(),
        AssetService::subAssets(u"a"_s),
        AssetService::log(u"a"_s, {}),
        AssetService::status(u"a"_s),
        AssetService::files(u"a"_s),
        AssetService::file(u"a"_s, u"b"_s),
        ProductService::list(),
        ProductService::one(u"a"_s),
        ProductService::withoutRevisions(u"a"_s),
        ProductService::revision(u"a"_s, u"b"_s),
        ProductService::bom(u"a"_s, u"b"_s),
        ProductService::boxBuild(u"a"_s, u"b"_s),
        ProductService::groups(u"a"_s),
        ProductService::allGroups(),
        ProductService::vendors(),
        ProductService::categories(),
        ProductService::tags(u"a"_s),
        ProductService::revisionTags(u"a"_s, u"b"_s),
        ProcessService::list(),
        ProcessService::levels(),
        ProcessService::productGroups(),
        ProcessService::repairOperations(),
        ProcessService::details(),
        ProcessService::one(u"a"_s),
        ProcessService::repairOperation(u"a"_s, 1),
        ReportService::byODataFilter(ReportKind::Test, {}, {}),
        ReportService::byMiscInfo({}, {}),
        ReportService::one(u"a"_s),
        ReportService::wsxf(u"a"_s, {}),
        ReportService::attachment({}, u"a"_s),
        ReportService::attachmentsZip(u"a"_s),
        ReportService::certificate(u"a"_s),
        serverVersionQuery(),
    };
    QSet<QByteArray> routes;
    for (const AnyQuery &query : queries)
        routes.insert(plainRoute("GET", query.endpoint->route));
    const auto add = [&](const auto &table) {
        for (const Dependency &row : table)
            routes.insert(plainRoute(methodName(row.method), row.route));
    };
    add(assetDependencies());
    add(productDependencies());
    add(reportDependencies());
    return routes;
}

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// That nothing of the contract was forgotten, and that the document of the dependencies says what the tables say.
class TestContractRoutes : public QObject
{
    Q_OBJECT

private slots:
    void everyRouteIsSpoken();
    void documentShowsEveryDependency();
};

void TestContractRoutes::everyRouteIsSpoken()
{
    const QByteArrayList served = routesIn(demo::DemoServer::endpoints());
    const QSet<QByteArray> ours = spoken();
    QByteArrayList forgotten;
    int known = 0;
    for (const QByteArray &route : served) {
        if (!belongsHere(route))
            continue;
        ++known;
        const qsizetype space = route.indexOf(' ');
        const bool asked = ours.contains(plainRoute(route.left(space), route.mid(space + 1)));
        QVERIFY2(!asked || !leftOut().contains(route), route + " is spoken, and said not to be");
        if (!asked && !leftOut().contains(route))
            forgotten << route;
    }
    QVERIFY2(known > 60, "the table of the server cannot be read");
    QVERIFY2(forgotten.isEmpty(), forgotten.join("\n  "));
    for (auto it = leftOut().begin(); it != leftOut().end(); ++it)
        QVERIFY2(served.contains(it.key()), it.key() + " is not served any more");
}

void TestContractRoutes::documentShowsEveryDependency()
{
    const QByteArray document = fileText(QStringLiteral(QWATS_DEPENDENCIES_DOCUMENT));
    QByteArrayList wanted;
    const auto add = [&](const auto &table) {
        for (const Dependency &row : table)
            wanted << QByteArray("| ") + row.write + " | `" + methodName(row.method) + ' ' + row.route + "` | `"
                    + QByteArray(row.drops).replace(" ", "` `") + "` |";
    };
    add(assetDependencies());
    add(productDependencies());
    add(reportDependencies());
    QByteArrayList lacking;
    for (const QByteArray &line : wanted) {
        if (!document.contains(line + '\n'))
            lacking << line;
    }
    if (!lacking.isEmpty())
        std::fprintf(stderr, "docs/development/dependencies.md lacks:\n%s\n", lacking.join('\n').constData());
    QVERIFY(lacking.isEmpty());
    const auto rows = document.count("\n| ") - document.count("\n| Write |");
    QVERIFY2(rows == wanted.size(), "the document has rows that no table has");
}

QTEST_GUILESS_MAIN(TestContractRoutes)
#include "tst_contract_routes.moc"
