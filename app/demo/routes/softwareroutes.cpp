// SPDX-License-Identifier: GPL-3.0-or-later
// Software packages.
#include "app/demo/routes/routes.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

Response unknownPackage(const QString &name)
{
    return Response::error(404, u"There is no software package '%1'."_s.arg(name));
}

PackageQuery packageQuery(const Request &request)
{
    return {.name = request.parameter(u"name"_s),
            .status = request.parameter(u"status"_s),
            .version = request.parameter(u"version"_s),
            .tag = request.parameter(u"tag"_s),
            .value = request.parameter(u"value"_s)};
}

/// Runs @p work with the package that the path names.
RouteTable::Handler onPackage(World *world, std::function<Response(const Request &, const QJsonObject &)> work)
{
    return [world, work = std::move(work)](const Request &request) {
        const QJsonObject package = world->software.package(request.captured.first());
        return package.isEmpty() ? unknownPackage(request.captured.first()) : work(request, package);
    };
}

/// The answer to a write: @p answer, or what was wrong.
Response packageWritten(World *world, const QString &error, const Response &answer)
{
    if (!error.isEmpty())
        return Response::error(400, error);
    ++world->writes;
    return answer;
}

Response packageByName(const World &world, const Request &request)
{
    const PackageQuery query = packageQuery(request);
    const QJsonArray found = query.name.isEmpty() ? QJsonArray() : world.software.packages(query);
    return found.isEmpty() ? unknownPackage(query.name) : Response::json(found.last()); // the newest one
}

Response removePackageByName(World *world, const Request &request)
{
    const PackageQuery query = packageQuery(request);
    if (query.name.isEmpty() || query.version.isEmpty())
        return Response::error(400, u"The parameters name and version are needed."_s);
    const QJsonArray found = world->software.packages({.name = query.name, .version = query.version});
    if (found.isEmpty())
        return unknownPackage(query.name);
    world->software.remove(found.first().toObject().value(u"packageId"_s).toString());
    ++world->writes;
    return Response::done();
}

Response createPackage(World *world, const Request &request)
{
    Response refusal;
    const auto object = objectFrom(request, &refusal);
    if (!object)
        return refusal;
    QString error;
    const QJsonObject stored = world->software.create(*object, world->nowMs(), &error);
    return packageWritten(world, error, Response::json(stored));
}

Response updatePackage(World *world, const Request &request, const QString &id)
{
    Response refusal;
    const auto object = objectFrom(request, &refusal);
    if (!object)
        return refusal;
    const QString wanted = id.isEmpty() ? object->value(u"packageId"_s).toString() : id;
    QString error;
    const QJsonObject stored = world->software.update(wanted, *object, world->nowMs(), &error);
    if (error.isEmpty() && stored.isEmpty())
        return unknownPackage(wanted);
    return packageWritten(world, error, Response::json(stored));
}

Response setFileAttributes(World *world, const Request &request)
{
    Response refusal;
    const auto object = objectFrom(request, &refusal);
    if (!object)
        return refusal;
    if (!object->value(u"attributes"_s).isString())
        return Response::error(400, u"The field attributes is needed and must be a text."_s);
    if (!world->software.setAttributes(request.captured.first(), object->value(u"attributes"_s).toString()))
        return Response::error(404, u"There is no software file '%1'."_s.arg(request.captured.first()));
    return packageWritten(world, {}, Response::done());
}

} // namespace

void addSoftwareRoutes(RouteTable *table, World *world)
{
    const QByteArray root = "/api/Software";
    const auto list = [world](const Request &r) { return Response::json(world->software.packages(packageQuery(r))); };
    table->add("GET", root + "/Packages", list);
    table->add("GET", root + "/PackagesByTag", list);
    table->add("GET", root + "/PackageByName", [world](const Request &r) { return packageByName(*world, r); });
    table->add("DELETE", root + "/PackageByName", [world](const Request &r) { return removePackageByName(world, r); });
    table->add("GET", root + "/Package/{id}",
               onPackage(world, [](const Request &, const QJsonObject &package) { return Response::json(package); }));
    table->add("POST", root + "/Package", [world](const Request &r) { return createPackage(world, r); });
    table->add("PUT", root + "/Package", [world](const Request &r) { return updatePackage(world, r, {}); });
    table->add("PUT", root + "/Package/{id}",
               [world](const Request &r) { return updatePackage(world, r, r.captured.first()); });
    table->add("DELETE", root + "/Package/{id}", onPackage(world, [world](const Request &r, const QJsonObject &) {
                   world->software.remove(r.captured.first());
                   return packageWritten(world, {}, Response::done());
               }));
    table->add("POST", root + "/PackageStatus/{id}", onPackage(world, [world](const Request &r, const QJsonObject &) {
                   QString error;
                   world->software.setStatus(r.captured.first(), r.parameter(u"status"_s), world->nowMs(), &error);
                   return packageWritten(world, error, Response::done());
               }));
    table->add("GET", root + "/PackageFiles/{id}", onPackage(world, [](const Request &, const QJsonObject &package) {
                   return Response::json(package.value(u"files"_s).toArray());
               }));
    table->add("GET", root + "/VirtualFolders",
               [world](const Request &) { return Response::json(world->software.folders()); });
    table->add("POST", root + "/Package/UploadZip/{id}",
               onPackage(world, [world](const Request &r, const QJsonObject &) {
                   const bool clean = r.parameter(u"cleaninstall"_s).compare(u"true"_s, Qt::CaseInsensitive) == 0;
                   QString error;
                   world->software.upload(r.captured.first(), r.body, clean, world->nowMs(), &error);
                   return packageWritten(world, error, Response::done());
               }));
    table->add("POST", root + "/Package/FileAttribute/{fileId}",
               [world](const Request &r) { return setFileAttributes(world, r); });
}

} // namespace qwats::demo
