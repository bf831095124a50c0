// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/raw.h"
#include "core/http/command.h"

#include <chrono>
#include <vector>

namespace qwats::ctl {

/// One request of a trace.
struct TraceLine
{
    int number = 0; ///< of the line in the file, from 1
    std::chrono::nanoseconds at{0}; ///< since the trace began
    Method method = Method::Get;
    QString written; ///< the path as it stands in the file
    RequestPath path;
    bool refresh = false; ///< the server is to be asked, whatever the cache holds
    QString target; ///< of a write: what it changes

    [[nodiscard]] bool isRead() const { return method == Method::Get; }
};
using TraceLines = std::vector<TraceLine>;

/// Reads JSON lines: {"t_ms":397,"method":"GET","path":"/api/…","refresh":true,"target":"…"}. Blank lines are skipped,
/// other keys ignored. Errors: InvalidInput names the file and the line; nothing is returned of a file with a bad line.
[[nodiscard]] Result<TraceLines> readTrace(const QString &file);

} // namespace qwats::ctl
