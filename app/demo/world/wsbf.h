// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QString>

#include <optional>

namespace qwats::demo {

/// A bill of materials as the XML format WSBF carries it.
struct WsbfBom
{
    QString partNumber;
    QString revision;
    QString description;
    QJsonArray items; ///< bill of materials items: partNumber, description, quantity, componentRef
};

/// Reads WSBF. Nothing and @p error, one sentence, when the XML is broken, the root is not `BOM`, a name is missing or
/// a quantity is not a whole number. Unknown elements and attributes are ignored. Any thread.
std::optional<WsbfBom> readWsbf(const QByteArray &xml, QString *error);

} // namespace qwats::demo
