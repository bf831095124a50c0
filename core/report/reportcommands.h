// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/dependency.h"
#include "core/report/reportupload.h"

#include <array>

namespace qwats {

/// Every write of reports. Which answers each makes untrue is declared in one table, reportDependencies().
enum class ReportWrite : quint8 { Upload, UploadWsxf };
inline constexpr int ReportWriteCount = 2;

/// The dependency table, a row for each ReportWrite in its order. `{id}` is the report's, or `any` when it is not
/// known;
/// `{part}` is the part number, or `any`; `{asset}` is the serial number of each asset that it used. `{used:…}` is what
/// stands there when it used some.
[[nodiscard]] const std::array<Dependency, ReportWriteCount> &reportDependencies();
[[nodiscard]] TagList tagsDroppedBy(ReportWrite write, const ReportIdentity &report);

/// The writes as values, for services, queues and scripts. The body goes as it is.
namespace reportcommands {
[[nodiscard]] Command<UploadReceipt> uploadWsjf(const QByteArray &wsjf, const ReportIdentity &identity);
[[nodiscard]] Command<UploadReceipt> uploadWsxf(const QByteArray &xml, const ReportIdentity &identity);

/// The id that the report is stored under. BadReply when the server acknowledged another report than the one sent.
[[nodiscard]] Result<QString> storedAs(const UploadReceipt &receipt, const ReportIdentity &sent);
} // namespace reportcommands

} // namespace qwats
