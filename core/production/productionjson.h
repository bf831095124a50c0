// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/production/serialnumber.h"
#include "core/production/unit.h"
#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

// The wire format of production units and serial numbers (wats-api 7.1). Keys in any case, so that the internal
// endpoints read the same. Thread: any. Errors: BadReply that names the place; NotFound where one thing was asked for
// and the server sent nothing.
[[nodiscard]] Result<Unit> decodeUnit(const QByteArray &body);
[[nodiscard]] Result<UnitChangeList> decodeUnitChanges(const QByteArray &body);
[[nodiscard]] Result<UnitVerification> decodeUnitVerification(const QByteArray &body);
/// An answer without a fixed shape as names and values, in the answer's order; at most 10 000 of them.
[[nodiscard]] Result<NamedValueList> decodeNamedValues(const QByteArray &body);
[[nodiscard]] Result<UnitHierarchy> decodeUnitHierarchy(const QByteArray &body);
[[nodiscard]] Result<UnitStateHistory> decodeUnitStates(const QByteArray &body);
[[nodiscard]] Result<UnitPhaseList> decodeUnitPhases(const QByteArray &body);
[[nodiscard]] Result<UnitsSaved> decodeUnitsSaved(const QByteArray &body); ///< units or counts; nothing: none saved
[[nodiscard]] Result<ProductionBatchList> decodeBatches(const QByteArray &body); ///< one batch counts as a list of one
[[nodiscard]] Result<SiteList> decodeSites(const QByteArray &body);

[[nodiscard]] Result<SerialNumberTypeList> decodeSerialNumberTypes(const QByteArray &body);
[[nodiscard]] Result<QStringList> decodeTakenSerialNumbers(const QByteArray &body); ///< XML, XML in a text, or a list
[[nodiscard]] Result<SerialNumberList> decodeSerialNumbers(const QByteArray &body);
[[nodiscard]] Result<SerialNumberRangeList> decodeSerialNumberRanges(const QByteArray &body);
[[nodiscard]] Result<SerialNumberPoolList> decodeSerialNumberPools(const QByteArray &body);
[[nodiscard]] Result<qint64> decodeSerialNumberCount(const QByteArray &body); ///< a number, or an object with `count`
[[nodiscard]] Result<QByteArray> decodeSerialNumberFile(const QByteArray &body); ///< the bytes as they are

/// What is sent. Members without a value are left out: an absent one is not changed, and nothing is deleted by it.
[[nodiscard]] QByteArray encodeUnits(const UnitList &units);
[[nodiscard]] QByteArray encodeBatches(const ProductionBatchList &batches);

} // namespace qwats
