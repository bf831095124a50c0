// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportservice.h"
#include "ui/report/reporttransfers.h"

/// The questions and the write behind ReportTransfers. Thread: any.
namespace qwats::ui {

/// The file as the server sends it, byte for byte.
[[nodiscard]] Query<QByteArray> reportFileQuery(ReportFile file, const QString &id);
/// Whether the server has this report: answers with as little of it as it can. Error NotFound: it has not.
[[nodiscard]] Query<QByteArray> reportThereQuery(const QString &id);
/// Sends a WSJF report. Answers with the id that the server acknowledged, empty when it did not say.
[[nodiscard]] Command<QString> uploadReport(const QByteArray &wsjf, const QString &id, const QString &partNumber,
                                            const QStringList &assets);

} // namespace qwats::ui
