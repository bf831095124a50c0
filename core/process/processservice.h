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
    [[nodiscard]] static Query<ProductionLevelList> levels();
    [[nodiscard]] static Query<ProductGroupList> productGroups(); ///< all groups
    [[nodiscard]] static Query<RepairOperationList> repairOperations(); ///< with their failure codes
};

} // namespace qwats
