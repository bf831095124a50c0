// SPDX-License-Identifier: GPL-3.0-or-later
// Products as the server's own pages see them: box builds, groups, categories, tags.
#include "app/demo/routes/routes.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

Response noSuchRevision(const QString &part, const QString &revision)
{
    return Response::error(404, u"The product '%1' has no revision '%2'."_s.arg(part, revision));
}

Response noSuchProduct(const QString &part)
{
    return Response::error(404, u"There is no product '%1'."_s.arg(part));
}

std::optional<QJsonArray> arrayFrom(const Request &request, Response *refusal)
{
    QString error;
    const QJsonValue body = parseBody(request.body, &error);
    if (error.isEmpty() && body.isArray())
        return body.toArray();
    *refusal = Response::error(400, error.isEmpty() ? u"The body must be a JSON array."_s : error);
    return std::nullopt;
}

Response boxBuild(const World &world, const Request &request)
{
    const QString part = request.parameter(u"partnumber"_s);
    if (!world.products.find(part))
        return noSuchProduct(part);
    const QString asked = request.parameter(u"revision"_s);
    const QString revision = asked.isEmpty() ? world.products.currentRevision(part) : asked;
    const QJsonArray rows = world.products.productInfo(part, revision);
    return rows.isEmpty() ? noSuchRevision(part, revision) : Response::json(rows);
}

/// The product with keys in PascalCase, as internal answers have them; its revisions are asked for elsewhere.
Response productByNumber(const World &world, const Request &request)
{
    const QString part = request.parameter(u"pn"_s);
    const QJsonObject *product = world.products.find(part);
    if (!product)
        return noSuchProduct(part);
    QJsonObject answer;
    for (auto it = product->begin(); it != product->end(); ++it) {
        if (it.key() != u"revisions"_s)
            answer.insert(it.key().left(1).toUpper() + it.key().mid(1), it.value());
    }
    return Response::json(answer);
}

Response saveRelation(World *world, const Request &request, bool exists)
{
    Response refusal;
    auto relation = objectFrom(request, &refusal);
    if (!relation)
        return refusal;
    const QString key = u"ProductRevisionRelationId"_s;
    const QString id = relation->value(key).toString();
    if (!exists)
        relation->remove(key); // the server gives the id
    else if (id.isEmpty() || world->products.relation(id).isEmpty())
        return Response::error(404, u"There is no relation '%1'."_s.arg(id));
    QString error;
    const QJsonObject stored = world->products.saveRelation(*relation, &error);
    if (!error.isEmpty())
        return Response::error(400, error);
    ++world->writes;
    return Response::json(stored);
}

Response removeRelation(World *world, const Request &request)
{
    const QString id = request.parameter(u"productrevisionrelationid"_s);
    if (!world->products.removeRelation(id))
        return Response::error(404, u"There is no relation '%1'."_s.arg(id));
    ++world->writes;
    return Response::done();
}

Response groupsForProduct(const World &world, const Request &request)
{
    const QString part = request.parameter(u"partnumber"_s);
    return world.products.find(part) ? Response::json(world.products.groupsOf(part)) : noSuchProduct(part);
}

Response saveCategories(World *world, const Request &request)
{
    Response refusal;
    const auto rows = arrayFrom(request, &refusal);
    if (!rows)
        return refusal;
    QString error;
    const QJsonArray stored = world->products.saveCategories(*rows, &error);
    if (!error.isEmpty())
        return Response::error(400, error);
    ++world->writes;
    return Response::json(stored);
}

/// Tags of a product, or with @p ofRevision of one of its revisions; a PUT merges the tags of the body first.
Response ownTags(World *world, const Request &request, bool ofRevision)
{
    const QString part = request.parameter(u"partnumber"_s);
    const QString revision = ofRevision ? request.parameter(u"revision"_s) : QString();
    const QJsonObject *product = world->products.find(part);
    if (!product)
        return noSuchProduct(part);
    const QJsonObject owner = ofRevision ? world->products.revision(part, revision) : *product;
    if (owner.isEmpty())
        return noSuchRevision(part, revision);
    if (request.method == "GET")
        return Response::json(owner.value(u"tags"_s).toArray());
    Response refusal;
    const auto rows = arrayFrom(request, &refusal);
    if (!rows)
        return refusal;
    QString error;
    const QJsonArray stored = world->products.saveTags(part, revision, *rows, &error);
    if (!error.isEmpty())
        return Response::error(400, error);
    ++world->writes;
    return Response::json(stored);
}

} // namespace

void addProductInternals(RouteTable *table, World *world)
{
    const QByteArray root = "/api/internal/Product";
    table->add("GET", root + "/GetProductInfo", [world](const Request &r) { return boxBuild(*world, r); });
    table->add("GET", root + "/GetProductByPN", [world](const Request &r) { return productByNumber(*world, r); });
    table->add("POST", root + "/PostProductRevisionRelation",
               [world](const Request &r) { return saveRelation(world, r, false); });
    table->add("PUT", root + "/PutProductRevisionRelation",
               [world](const Request &r) { return saveRelation(world, r, true); });
    table->add("DELETE", root + "/DeleteProductRevisionRelation",
               [world](const Request &r) { return removeRelation(world, r); });
    table->add("GET", root + "/GetGroupsForProduct", [world](const Request &r) { return groupsForProduct(*world, r); });
    table->add("GET", root + "/GetProductCategories",
               [world](const Request &) { return Response::json(world->products.categories()); });
    table->add("PUT", root + "/PutProductCategories", [world](const Request &r) { return saveCategories(world, r); });
    for (const char *method : {"GET", "PUT"}) {
        const QByteArray verb = QByteArray(method) == "GET" ? "/Get" : "/Put";
        table->add(method, root + verb + "ProductTags", [world](const Request &r) { return ownTags(world, r, false); });
        table->add(method, root + verb + "RevisionTags", [world](const Request &r) { return ownTags(world, r, true); });
    }
}

} // namespace qwats::demo
