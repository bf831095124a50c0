// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qwats::demo::odata {

enum class Kind { Null, Bool, Number, Text, Time };

/// One value of a filter or of a row. Times are ms since the epoch, UTC.
struct Value
{
    Kind kind = Kind::Null;
    bool flag = false;
    double number = 0;
    qint64 time = 0;
    QString text;

    static Value null() { return {}; }
    static Value of(bool value) { return {Kind::Bool, value, 0, 0, {}}; }
    static Value of(double value) { return {Kind::Number, false, value, 0, {}}; }
    static Value of(const QString &value) { return {Kind::Text, false, 0, 0, value}; }
    static Value ofTime(qint64 ms) { return {Kind::Time, false, 0, ms, {}}; }
};

/// Three-way order of two values of one kind; null sorts first; different kinds compare as unequal by kind.
int compare(const Value &left, const Value &right);

/// Reads an ISO date or date-time with 0 to 9 digits of fraction; without zone it is UTC.
/// Returns false when @p text is no date; @p ms is untouched then.
bool parseTime(QStringView text, qint64 *ms);

} // namespace qwats::demo::odata
