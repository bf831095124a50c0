// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/software/softwareservice.h"

#include "core/http/target.h"
#include "core/software/softwarejson.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace qwats {
namespace {

constexpr const char *softwareTag = "software";

void tagSoftware(const QByteArray &, const void *, TagList &tags)
{
    tags << softwareTag;
}

template <typename T> Command<T> softwareCommand(Method method, const char *route, const Target &target)
{
    Command<T> command;
    command.method = method;
    command.route = route;
    command.target = target.encoded();
    command.drops << softwareTag;
    return command;
}

} // namespace

Query<SoftwarePackageList> SoftwareService::list()
{
    static constexpr EndpointOf<SoftwarePackageList> endpoint{
        {"/api/Software/Packages", Domain::Other, decodeWith<decodePackages>, tagSoftware}};
    return {endpoint, QByteArray(endpoint.route)};
}

Query<SoftwarePackage> SoftwareService::one(const QString &packageId)
{
    static constexpr EndpointOf<SoftwarePackage> endpoint{
        {"/api/Software/Package/{id}", Domain::Other, decodeWith<decodePackage>, tagSoftware}};
    return {endpoint, Target(endpoint.route).arg(packageId).encoded(), packageId.toUtf8()};
}

Query<SoftwarePackage> SoftwareService::byName(const QString &name, PackageStatus status, std::optional<int> version)
{
    static constexpr EndpointOf<SoftwarePackage> endpoint{
        {"/api/Software/PackageByName", Domain::Other, decodeWith<decodePackage>, tagSoftware}};
    Target target(endpoint.route);
    target.param("name", name).param("status", packageStatusWord(status));
    if (version)
        target.param("version", qint64(*version));
    return {endpoint, target.encoded()};
}

Query<SoftwarePackageList> SoftwareService::byTag(const QString &tag, const QString &value, PackageStatus status)
{
    static constexpr EndpointOf<SoftwarePackageList> endpoint{
        {"/api/Software/PackagesByTag", Domain::Other, decodeWith<decodePackages>, tagSoftware}};
    Target target(endpoint.route);
    target.param("tag", tag).param("value", value).param("status", packageStatusWord(status));
    return {endpoint, target.encoded()};
}

Query<SoftwareFileList> SoftwareService::files(const QString &packageId)
{
    static constexpr EndpointOf<SoftwareFileList> endpoint{
        {"/api/Software/PackageFiles/{id}", Domain::Other, decodeWith<decodeSoftwareFiles>, tagSoftware}};
    return {endpoint, Target(endpoint.route).arg(packageId).encoded(), packageId.toUtf8()};
}

Query<VirtualFolderList> SoftwareService::virtualFolders()
{
    static constexpr EndpointOf<VirtualFolderList> endpoint{
        {"/api/Software/VirtualFolders", Domain::Other, decodeWith<decodeVirtualFolders>, tagSoftware}};
    return {endpoint, QByteArray(endpoint.route)};
}

Command<SoftwarePackage> SoftwareService::create(const SoftwarePackage &package)
{
    constexpr const char *route = "/api/Software/Package";
    auto command = softwareCommand<SoftwarePackage>(Method::Post, route, Target(route));
    command.body = encodePackage(package);
    command.decode = decodeWith<decodePackage>;
    return command;
}

Command<SoftwarePackage> SoftwareService::update(const SoftwarePackage &package)
{
    constexpr const char *route = "/api/Software/Package/{id}";
    auto command = softwareCommand<SoftwarePackage>(Method::Put, route, Target(route).arg(package.id));
    command.body = encodePackage(package);
    command.decode = decodeWith<decodePackage>;
    return command;
}

Command<Done> SoftwareService::remove(const QString &packageId)
{
    constexpr const char *route = "/api/Software/Package/{id}";
    return softwareCommand<Done>(Method::Delete, route, Target(route).arg(packageId));
}

Command<Done> SoftwareService::removeByName(const QString &name, int version)
{
    constexpr const char *route = "/api/Software/PackageByName";
    return softwareCommand<Done>(Method::Delete, route,
                                 Target(route).param("name", name).param("version", qint64(version)));
}

Command<Done> SoftwareService::setStatus(const QString &packageId, PackageStatus status)
{
    constexpr const char *route = "/api/Software/PackageStatus/{id}";
    return softwareCommand<Done>(Method::Post, route,
                                 Target(route).arg(packageId).param("status", packageStatusWord(status)));
}

Command<Done> SoftwareService::uploadZip(const QString &packageId, const QByteArray &zip, bool clean)
{
    constexpr const char *route = "/api/Software/Package/UploadZip/{id}";
    auto command = softwareCommand<Done>(Method::Post, route, Target(route).arg(packageId).flag("cleanInstall", clean));
    command.body = zip;
    command.contentType = "application/zip";
    return command;
}

Command<Done> SoftwareService::setFileAttributes(const QString &fileId, const QString &attributes)
{
    constexpr const char *route = "/api/Software/Package/FileAttribute/{fileId}";
    auto command = softwareCommand<Done>(Method::Post, route, Target(route).arg(fileId));
    command.body
        = QJsonDocument(QJsonObject{{QStringLiteral("attributes"), attributes}}).toJson(QJsonDocument::Compact);
    return command;
}

} // namespace qwats
