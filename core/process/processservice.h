// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/process/process.h"

namespace qwats {

/// The process endpoints, as queries. Thread: any.
class ProcessService
{
public:
    explicit ProcessService(Fetcher &) { }
    [[nodiscard]] static Query<ProcessList> list(); ///< test, repair and WIP operations in use
};

} // namespace qwats
