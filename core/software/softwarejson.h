// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/software/software.h"

#include <QByteArray>

namespace qwats {

// The wire format of software packages (wats-api 7.5). Thread: any. Errors: BadReply that names the place.
[[nodiscard]] Result<SoftwarePackageList> decodePackages(const QByteArray &body);
[[nodiscard]] Result<SoftwarePackage> decodePackage(const QByteArray &body);
[[nodiscard]] Result<SoftwareFileList> decodeSoftwareFiles(const QByteArray &body);
[[nodiscard]] Result<VirtualFolderList> decodeVirtualFolders(const QByteArray &body); ///< objects or plain names
/// What is sent: without files, which are uploaded, and without what is empty.
[[nodiscard]] QByteArray encodePackage(const SoftwarePackage &package);

} // namespace qwats
