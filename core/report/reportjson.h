// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

// The wire formats of reports: header rows (wats-api 5.2) and WSJF (wats-api 6). Thread: any. Errors: BadReply that
// names the place.
[[nodiscard]] Result<ReportHeaderList> decodeReportHeaders(const QByteArray &body);
[[nodiscard]] Result<Report> decodeReport(const QByteArray &body);

} // namespace qwats
