// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/routes.h"
#include "app/demo/world/eachof.h"
#include "app/demo/world/wsbf.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

Response unknownProduct(const QString &part)
{
    return Response::error(404, u"There is no product '%1'."_s.arg(part));
}

Response oneProduct(const World &world, const Request &request)
{
    const QString part = request.captured.first();
    const QJsonObject *product = world.products.find(part);
    return product ? Response::json(*product) : unknownProduct(part);
}

Response oneRevision(const World &world, const Request &request)
{
    const QString part = request.parameter(u"partnumber"_s);
    const QString name = request.parameter(u"revision"_s);
    if (!world.products.find(part))
        return unknownProduct(part);
    const QJsonObject revision = world.products.revision(part, name);
    return revision.isEmpty() ? Response::error(404, u"The product '%1' has no revision '%2'."_s.arg(part, name))
                              : Response::json(revision);
}

/// Saves one object and answers with what is stored.
Response save(World *world, const Request &request,
              const std::function<QJsonObject(const QJsonObject &, QString *)> &saver)
{
    Response refusal;
    const auto object = objectFrom(request, &refusal);
    if (!object)
        return refusal;
    QString error;
    const QJsonObject stored = saver(*object, &error);
    if (!error.isEmpty())
        return Response::error(400, error);
    ++world->writes;
    return Response::json(stored);
}

/// The same for arrays. All or nothing is not promised by the wire format: the first refusal ends it.
Response saveAll(World *world, const Request &request,
                 const std::function<QJsonObject(const QJsonObject &, QString *)> &saver)
{
    QString error;
    const QJsonValue body = parseBody(request.body, &error);
    if (error.isEmpty() && !body.isArray())
        error = u"The body must be a JSON array."_s;
    QJsonArray stored;
    for (const QJsonValue &entry : eachOf(body.toArray())) {
        if (error.isEmpty())
            stored.append(saver(entry.toObject(), &error));
    }
    if (!error.isEmpty())
        return Response::error(400, error);
    ++world->writes;
    return Response::json(stored);
}

QJsonObject saveProduct(World *world, const QJsonObject &product, QString *error)
{
    if (product.value(u"partNumber"_s).toString().isEmpty()) {
        *error = u"A product needs a part number."_s;
        return {};
    }
    return world->products.save(product);
}

QJsonObject saveNamed(const QJsonObject &object, const QString &key, QString *error,
                      const std::function<QJsonObject()> &store)
{
    if (object.value(key).toString().isEmpty()) {
        *error = u"The field %1 is needed."_s.arg(key);
        return {};
    }
    return store();
}

Response bom(const World &world, const Request &request)
{
    const QString part = request.parameter(u"partnumber"_s);
    const QString name = request.parameter(u"revision"_s);
    if (!world.products.find(part))
        return unknownProduct(part);
    if (world.products.revision(part, name).isEmpty())
        return Response::error(404, u"The product '%1' has no revision '%2'."_s.arg(part, name));
    return Response::json(world.products.bom(part, name));
}

Response saveBom(World *world, const Request &request)
{
    const QString part = request.parameter(u"partnumber"_s);
    const QString name = request.parameter(u"revision"_s);
    QString error;
    const QJsonValue body = parseBody(request.body, &error);
    if (error.isEmpty() && !body.isArray())
        error = u"The bill of materials must be a JSON array."_s;
    if (!error.isEmpty())
        return Response::error(400, error);
    if (world->products.revision(part, name).isEmpty())
        return Response::error(404, u"The product '%1' has no revision '%2'."_s.arg(part, name));
    world->products.setBom(part, name, body.toArray());
    ++world->writes;
    return Response::json(world->products.bom(part, name));
}

/// A bill of materials in XML, which names its product and revision itself.
Response uploadBom(World *world, const Request &request)
{
    QString error;
    const auto bom = readWsbf(request.body, &error);
    if (!bom)
        return Response::error(400, error);
    if (!world->products.find(bom->partNumber))
        return unknownProduct(bom->partNumber);
    const QString name = bom->revision.isEmpty() ? world->products.currentRevision(bom->partNumber) : bom->revision;
    const QJsonObject owner = world->products.revision(bom->partNumber, name);
    if (owner.isEmpty())
        return Response::error(404, u"The product '%1' has no revision '%2'."_s.arg(bom->partNumber, name));
    QJsonArray items;
    for (const QJsonValue &entry : bom->items) {
        QJsonObject item = entry.toObject();
        item.insert(u"productRevisionId"_s, owner.value(u"productRevisionId"_s));
        items.append(item);
    }
    world->products.setBom(bom->partNumber, name, items);
    ++world->writes;
    return Response::done();
}

} // namespace

void addProductRoutes(RouteTable *table, World *world)
{
    const auto product
        = [world](const QJsonObject &object, QString *error) { return saveProduct(world, object, error); };
    const auto revision
        = [world](const QJsonObject &object, QString *error) { return world->products.saveRevision(object, error); };
    const auto group = [world](const QJsonObject &object, QString *error) {
        return saveNamed(object, u"productGroupName"_s, error, [&] { return world->products.saveGroup(object); });
    };
    const auto vendor = [world](const QJsonObject &object, QString *error) {
        return saveNamed(object, u"name"_s, error, [&] { return world->products.saveVendor(object); });
    };
    table->add("GET", "/api/Product/Query",
               [world](const Request &) { return Response::raw(world->products.listJson()); });
    table->add("GET", "/api/Product", [world](const Request &r) { return oneRevision(*world, r); });
    table->add("GET", "/api/Product/{partNumber}", [world](const Request &r) { return oneProduct(*world, r); });
    table->add("PUT", "/api/Product", [world, product](const Request &r) { return save(world, r, product); });
    table->add("PUT", "/api/Product/Products",
               [world, product](const Request &r) { return saveAll(world, r, product); });
    table->add("PUT", "/api/Product/Revision",
               [world, revision](const Request &r) { return save(world, r, revision); });
    table->add("PUT", "/api/Product/Revisions",
               [world, revision](const Request &r) { return saveAll(world, r, revision); });
    table->add("GET", "/api/Product/Groups",
               [world](const Request &) { return Response::json(world->products.groups()); });
    table->add("PUT", "/api/Product/Group", [world, group](const Request &r) { return save(world, r, group); });
    table->add("GET", "/api/Product/Vendors",
               [world](const Request &) { return Response::json(world->products.vendors()); });
    table->add("PUT", "/api/Product/Vendors", [world, vendor](const Request &r) { return save(world, r, vendor); });
    table->add("DELETE", "/api/Product/Vendors/{vendorId}", [world](const Request &r) {
        if (!world->products.removeVendor(r.captured.first()))
            return Response::error(404, u"There is no vendor '%1'."_s.arg(r.captured.first()));
        ++world->writes;
        return Response::done();
    });
    table->add("PUT", "/api/Product/BOM", [world](const Request &r) { return uploadBom(world, r); });
    table->add("GET", "/api/internal/Product/Bom", [world](const Request &r) { return bom(*world, r); });
    table->add("PUT", "/api/internal/Product/Bom", [world](const Request &r) { return saveBom(world, r); });
}

} // namespace qwats::demo
