// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace qwats::demo {

/// A WSJF report as WSXF, the XML form of the same. @p indexes: steps and measurements also say their places.
QByteArray toWsxf(const QJsonObject &report, bool indexes);

/// The reports of a WSXF document as WSJF. None and @p error, one sentence with the line, when it is not such a
/// document.
std::vector<QJsonObject> fromWsxf(const QByteArray &xml, QString *error);

} // namespace qwats::demo
