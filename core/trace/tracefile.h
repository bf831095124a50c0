// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/trace/recordedtrace.h"

namespace qwats {

/// Version of the file this program writes and the only one it reads.
inline constexpr int TraceFileVersion = 1;

/// Writes a recording as JSON lines: a line about the file with the settings, a line an answer, a line an event. It
/// holds hashes, no paths and no values. Thread: any. Errors: Storage; a file that was there stays then.
[[nodiscard]] Status saveTrace(const RecordedTrace &trace, const QString &file);

/// Reads it again. Unknown keys are skipped. Thread: any. Errors: Storage: the file cannot be read; InvalidInput names
/// the file and the first line that is wrong, an unknown version, or more than 2 million lines.
[[nodiscard]] Result<RecordedTrace> loadTrace(const QString &file);

} // namespace qwats
