// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/process/process.h"
#include "core/product/product.h"

namespace qwats {

/// The process endpoints, as queries. Thread: any.
class ProcessService
{
public:
    explicit ProcessService(Fetcher &) { }
    [[nodiscard]] static Query<ProcessList> list(); ///< test, repair and WIP operations in use
    [[nodiscard]] static Query<ProcessList> all(); ///< those no longer in use too
    [[nodiscard]] static Query<ProductionLevelList> levels();
    [[nodiscard]] static Query<ProductGroupList> productGroups(); ///< all groups
    [[nodiscard]] static Query<RepairOperationList> repairOperations(); ///< with their failure codes
    [[nodiscard]] static Query<ProcessDetailsList> details(); ///< inactive ones too
    [[nodiscard]] static Query<ProcessDetails> one(const QString &processId); ///< by ProcessDetails::id
    /// By the id of its process; its code is the caller's, who knows it: the answer has none.
    [[nodiscard]] static Query<RepairOperation> repairOperation(const QString &processId, int processCode);
};

} // namespace qwats
