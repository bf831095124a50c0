// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace qwats {

enum class SerialIdentifier : qint8 { SerialNumber = 0, MacAddress = 1, Imei = 2 };

/// A kind of serial number that the server hands out.
struct SerialNumberType
{
    QString name;
    QString description;
    QString format;
    QString pattern; ///< regular expression that its numbers match; empty: any
    QString identifierName;
    SerialIdentifier identifier = SerialIdentifier::SerialNumber;
};
using SerialNumberTypeList = std::vector<SerialNumberType>;

/// A number of a pool and who took it.
struct SerialNumber
{
    QString number;
    QString type;
    QString state; ///< "Free", "Taken", or another word of the server
    QString referenceSerialNumber;
    QString referencePartNumber;
    QString stationName;
    Timestamp taken;
};
using SerialNumberList = std::vector<SerialNumber>;

/// Neighbouring numbers in one state.
struct SerialNumberRange
{
    QString type;
    QString from;
    QString to;
    QString state;
    qint64 count = 0;
};
using SerialNumberRangeList = std::vector<SerialNumberRange>;

/// How full a pool is.
struct SerialNumberPool
{
    QString type;
    qint64 total = 0;
    qint64 free = 0;
    qint64 taken = 0;
};
using SerialNumberPoolList = std::vector<SerialNumberPool>;

/// For whom numbers are taken.
struct SerialNumberReference
{
    QString serialNumber;
    QString partNumber;
    QString stationName;
};

/// Which numbers of a type are meant. A range, one reference, or nothing: all.
struct SerialNumberSelection
{
    QString type;
    QString from;
    QString to;
    QString referenceSerialNumber;
    QString referencePartNumber;
    QString state; ///< "Free" or "Taken"; empty: any
};

enum class SerialFileFormat : quint8 { Csv, Xml };

} // namespace qwats
