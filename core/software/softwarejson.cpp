// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/software/softwarejson.h"

#include "core/json/jsonvalue.h"
#include "core/json/namedtags.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace qwats {
namespace {

using json::field;
using json::Value;

constexpr std::array packageWords{QT_TRANSLATE_NOOP("Software", "Draft"), QT_TRANSLATE_NOOP("Software", "Pending"),
                                  QT_TRANSLATE_NOOP("Software", "Released"), QT_TRANSLATE_NOOP("Software", "Revoked")};

const json::ObjectReader<SoftwareFile> &fileReader()
{
    static const json::ObjectReader<SoftwareFile> reader{
        field<&SoftwareFile::id>("fileId"),
        field<&SoftwareFile::name>("filename"),
        field<&SoftwareFile::path>("path"),
        field<&SoftwareFile::checksum>("checksum"),
        field<&SoftwareFile::attributes>("attributes"),
        field<&SoftwareFile::size>("size"),
        field<&SoftwareFile::created>("createdUtc"),
        field<&SoftwareFile::modified>("modifiedUtc"),
    };
    return reader;
}

bool takePackageStatus(SoftwarePackage &package, const Value &value)
{
    QString word;
    if (!json::read(value, word))
        return false;
    package.status = packageStatusFrom(word);
    return true;
}

bool takeInstallOnRoot(SoftwarePackage &package, const Value &value)
{
    if (value.is_null())
        return true;
    bool onRoot = false;
    if (!json::read(value, onRoot))
        return false;
    package.installOnRoot = onRoot;
    return true;
}

const json::ObjectReader<SoftwarePackage> &packageReader()
{
    static const json::ObjectReader<SoftwarePackage> reader{
        field<&SoftwarePackage::id>("packageId"),
        field<&SoftwarePackage::name>("name"),
        field<&SoftwarePackage::description>("description"),
        field<&SoftwarePackage::rootDirectory>("rootDirectory"),
        field<&SoftwarePackage::createdBy>("createdBy"),
        field<&SoftwarePackage::modifiedBy>("modifiedBy"),
        field<&SoftwarePackage::created>("createdUtc"),
        field<&SoftwarePackage::modified>("modifiedUtc"),
        field<&SoftwarePackage::version>("version"),
        field<&SoftwarePackage::priority>("priority"),
        {"status", takePackageStatus, "text"},
        {"installOnRoot", takeInstallOnRoot, "true or false"},
        {"tags",
         [](SoftwarePackage &package, const Value &value, json::Problem &problem) {
             return json::readTags(value, package.tags, problem);
         }},
        {"files",
         [](SoftwarePackage &package, const Value &value, json::Problem &problem) {
             return json::readArray(value, package.files, fileReader(), problem);
         }},
    };
    return reader;
}

void putWord(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1StringView(key), text);
}

bool readFolder(const Value &value, VirtualFolder &folder, json::Problem &problem)
{
    static const json::ObjectReader<VirtualFolder> reader{
        field<&VirtualFolder::name>("name"),
        field<&VirtualFolder::packageCount>("packageCount"),
    };
    return value.is_string() ? json::read(value, folder.name) : reader.read(value, folder, problem);
}

} // namespace

QString packageStatusWord(PackageStatus status)
{
    const auto index = static_cast<size_t>(status);
    return index < packageWords.size() ? QString::fromLatin1(packageWords[index]) : QString();
}

QString packageStatusName(PackageStatus status)
{
    const auto index = static_cast<size_t>(status);
    return index < packageWords.size() ? QCoreApplication::translate("Software", packageWords[index])
                                       : QCoreApplication::translate("Software", "Unknown");
}

PackageStatus packageStatusFrom(QStringView word)
{
    for (size_t i = 0; i < packageWords.size(); ++i) {
        if (word.trimmed().compare(QLatin1StringView(packageWords[i]), Qt::CaseInsensitive) == 0)
            return static_cast<PackageStatus>(i);
    }
    return PackageStatus::Unknown;
}

Result<SoftwarePackageList> decodePackages(const QByteArray &body)
{
    const json::SharedTexts shared;
    return json::decodeList(body, packageReader());
}

Result<SoftwarePackage> decodePackage(const QByteArray &body)
{
    return json::decodeObject(body, packageReader());
}

Result<SoftwareFileList> decodeSoftwareFiles(const QByteArray &body)
{
    return json::decodeList(body, fileReader());
}

Result<VirtualFolderList> decodeVirtualFolders(const QByteArray &body)
{
    VirtualFolderList folders;
    if (body.isEmpty())
        return folders;
    const auto document = json::Document::parse(body);
    if (!document)
        return failure(document.error());
    if (json::isNothing(*document))
        return folders;
    json::Problem problem;
    simdjson::dom::array rows;
    if (document->get(rows) != simdjson::SUCCESS) {
        problem.expected("a list");
        return failure(problem.error());
    }
    size_t index = 0;
    for (const Value &row : rows) {
        folders.emplace_back();
        if (!readFolder(row, folders.back(), problem)) {
            problem.at(index);
            return failure(problem.error());
        }
        ++index;
    }
    return folders;
}

QByteArray encodePackage(const SoftwarePackage &package)
{
    QJsonObject object;
    putWord(object, "packageId", package.id);
    putWord(object, "name", package.name);
    putWord(object, "description", package.description);
    putWord(object, "rootDirectory", package.rootDirectory);
    putWord(object, "status", packageStatusWord(package.status));
    if (package.version)
        object.insert(u"version", *package.version);
    if (package.priority)
        object.insert(u"priority", *package.priority);
    if (package.installOnRoot)
        object.insert(u"installOnRoot", *package.installOnRoot);
    QJsonArray tags;
    for (const NamedTag &tag : package.tags)
        tags.append(QJsonObject{{QStringLiteral("key"), tag.key}, {QStringLiteral("value"), tag.value}});
    if (!tags.isEmpty())
        object.insert(u"tags", tags);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace qwats
