// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hang on assets: /api/internal/Blob/…
#include "app/demo/routes/routes.h"
#include "app/demo/world/eachof.h"

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

struct NamedFile
{
    qsizetype asset = -1;
    QString name;
};

/// The asset of the path or the query; -1 and @p refusal when there is none.
qsizetype fileOwner(const World &world, const Request &request, Response *refusal)
{
    const QString id = request.captured.isEmpty() ? request.parameter(u"assetid"_s) : request.captured.first();
    if (id.isEmpty()) {
        *refusal = Response::error(400, u"The parameter assetId is needed."_s);
        return -1;
    }
    const qsizetype row = world.assets.indexOf(id);
    if (row < 0)
        *refusal = Response::error(404, u"There is no asset '%1'."_s.arg(id));
    return row;
}

std::optional<NamedFile> namedFile(const World &world, const Request &request, Response *refusal)
{
    NamedFile file{fileOwner(world, request, refusal),
                   request.captured.size() > 1 ? request.captured[1] : request.parameter(u"filename"_s)};
    if (file.asset < 0)
        return std::nullopt;
    if (!file.name.isEmpty())
        return file;
    *refusal = Response::error(400, u"The parameter filename is needed."_s);
    return std::nullopt;
}

Response listFiles(const World &world, const Request &request)
{
    Response refusal;
    const qsizetype row = fileOwner(world, request, &refusal);
    return row < 0 ? refusal : Response::json(QJsonArray::fromStringList(world.assets.fileNames(row)));
}

Response uploadFile(World *world, const Request &request)
{
    Response refusal;
    const auto file = namedFile(*world, request, &refusal);
    if (!file)
        return refusal;
    world->assets.setFile(file->asset, file->name, request.body);
    ++world->writes;
    return Response::done();
}

/// Clients that accept JSON understand nothing else; others get the bytes.
Response downloadFile(const World &world, const Request &request)
{
    Response refusal;
    const auto file = namedFile(world, request, &refusal);
    if (!file)
        return refusal;
    const auto content = world.assets.file(file->asset, file->name);
    if (!content)
        return Response::error(404, u"The asset has no file '%1'."_s.arg(file->name));
    if (request.accept.contains("json"))
        return Response::json(
            QJsonObject{{u"fileName"_s, file->name}, {u"content"_s, QString::fromLatin1(content->toBase64())}});
    Response response;
    response.body = *content;
    response.contentType = "application/octet-stream";
    return response;
}

/// The names stand in the path, the query or a JSON array; without any nothing is deleted.
Response deleteFiles(World *world, const Request &request)
{
    Response refusal;
    const qsizetype row = fileOwner(*world, request, &refusal);
    if (row < 0)
        return refusal;
    QStringList names = request.captured.mid(1);
    if (const QString name = request.parameter(u"filename"_s); !name.isEmpty())
        names += name;
    QString error;
    const QJsonValue body = parseBody(request.body, &error);
    if (!error.isEmpty() || (!body.isUndefined() && !body.isArray()))
        return Response::error(400, error.isEmpty() ? u"The body must be an array of file names."_s : error);
    for (const QJsonValue &name : eachOf(body.toArray())) {
        if (!name.isString())
            return Response::error(400, u"The body must be an array of file names."_s);
        names += name.toString();
    }
    for (const QString &name : std::as_const(names)) {
        if (!world->assets.file(row, name))
            return Response::error(404, u"The asset has no file '%1'."_s.arg(name));
    }
    for (const QString &name : std::as_const(names))
        world->assets.removeFile(row, name);
    world->writes += names.isEmpty() ? 0 : 1;
    return Response::done();
}

} // namespace

void addAssetFileRoutes(RouteTable *table, World *world)
{
    table->add("GET", "/api/internal/Blob/Asset/List/{assetId}",
               [world](const Request &r) { return listFiles(*world, r); });
    for (const char *path : {"/api/internal/Blob/Asset", "/api/internal/Blob/Asset/{assetId}",
                             "/api/internal/Blob/Asset/{assetId}/{fileName}"}) {
        table->add("POST", path, [world](const Request &r) { return uploadFile(world, r); });
        table->add("DELETE", path, [world](const Request &r) { return deleteFiles(world, r); });
        table->add("GET", path, [world](const Request &r) {
            const bool all = r.captured.size() == 1 && !r.has(u"filename"_s);
            return all ? listFiles(*world, r) : downloadFile(*world, r);
        });
    }
    for (const char *path : {"/api/internal/Blob/Assets", "/api/internal/Blob/Assets/{assetId}"})
        table->add("DELETE", path, [world](const Request &r) { return deleteFiles(world, r); });
}

} // namespace qwats::demo
