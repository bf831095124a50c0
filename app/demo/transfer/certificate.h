// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace qwats::demo {

/// A certificate of a WSJF report as PDF (A4): who, what, when, the result, and the steps with their measurements.
/// Characters outside Latin-1 appear as question marks. Empty on failure.
QByteArray certificatePdf(const QJsonObject &report);

} // namespace qwats::demo
