// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/time/timestamp.h"

#include <QString>

#include <optional>
#include <vector>

namespace qwats {

enum class PackageStatus : quint8 { Draft, Pending, Released, Revoked, Unknown };
[[nodiscard]] QString packageStatusName(PackageStatus status); ///< translated
[[nodiscard]] QString packageStatusWord(PackageStatus status); ///< the wire's word; empty for Unknown
[[nodiscard]] PackageStatus packageStatusFrom(QStringView word); ///< any case

/// A file of a software package.
struct SoftwareFile
{
    QString id;
    QString name;
    QString path; ///< folder below the package's root
    QString checksum;
    QString attributes;
    std::optional<qint64> size; ///< bytes
    Timestamp created;
    Timestamp modified;
};
using SoftwareFileList = std::vector<SoftwareFile>;

/// Software that stations install: files under a name and a version.
struct SoftwarePackage
{
    QString id;
    QString name;
    QString description;
    QString rootDirectory;
    QString createdBy;
    QString modifiedBy;
    Timestamp created;
    Timestamp modified;
    std::optional<int> version;
    std::optional<int> priority;
    PackageStatus status = PackageStatus::Unknown;
    std::optional<bool> installOnRoot;
    std::vector<NamedTag> tags;
    SoftwareFileList files;
};
using SoftwarePackageList = std::vector<SoftwarePackage>;

/// A folder that packages install into.
struct VirtualFolder
{
    QString name;
    std::optional<qint64> packageCount;
};
using VirtualFolderList = std::vector<VirtualFolder>;

} // namespace qwats
