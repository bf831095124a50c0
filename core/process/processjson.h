// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/process/process.h"
#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

// The wire format of processes (wats-api 2), public and internal form. Thread: any. Errors: BadReply that names the
// place.
[[nodiscard]] Result<ProcessList> decodeProcesses(const QByteArray &body);
[[nodiscard]] Result<ProcessDetailsList> decodeProcessDetailsList(const QByteArray &body);
[[nodiscard]] Result<ProcessDetails> decodeProcessDetails(const QByteArray &body);
[[nodiscard]] Result<RepairOperation> decodeRepairOperation(const QByteArray &body);
[[nodiscard]] Result<ProductionLevelList> decodeLevels(const QByteArray &body);
[[nodiscard]] Result<RepairOperationList> decodeRepairOperations(const QByteArray &body);

} // namespace qwats
