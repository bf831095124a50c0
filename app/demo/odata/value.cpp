// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/value.h"

#include <QDate>

namespace qwats::demo::odata {

namespace {

template <typename T> int order(const T &left, const T &right)
{
    return left < right ? -1 : (right < left ? 1 : 0);
}

/// Reads exactly @p digits decimal digits at @p pos and moves on.
bool digitsAt(QStringView text, qsizetype *pos, int digits, int *value)
{
    if (*pos + digits > text.size())
        return false;
    int result = 0;
    for (int i = 0; i < digits; ++i) {
        const char16_t c = text[*pos + i].unicode();
        if (c < u'0' || c > u'9')
            return false;
        result = result * 10 + (c - u'0');
    }
    *pos += digits;
    *value = result;
    return true;
}

bool charAt(QStringView text, qsizetype *pos, char16_t wanted)
{
    if (*pos >= text.size() || text[*pos].unicode() != wanted)
        return false;
    ++*pos;
    return true;
}

bool fractionAt(QStringView text, qsizetype *pos, int *ms)
{
    int scale = 100;
    int count = 0;
    *ms = 0;
    for (; *pos < text.size() && text[*pos] >= u'0' && text[*pos] <= u'9'; ++*pos, ++count, scale /= 10)
        *ms += (text[*pos].unicode() - u'0') * scale;
    return count >= 1 && count <= 9;
}

bool zoneAt(QStringView text, qsizetype *pos, int *minutes)
{
    *minutes = 0;
    if (*pos == text.size())
        return true;
    if (charAt(text, pos, u'Z') || charAt(text, pos, u'z'))
        return true;
    const char16_t sign = text[*pos].unicode();
    // A space is a '+' that went through form decoding.
    if (sign != u'+' && sign != u'-' && sign != u' ')
        return false;
    ++*pos;
    int hours = 0;
    int rest = 0;
    if (!digitsAt(text, pos, 2, &hours) || !charAt(text, pos, u':') || !digitsAt(text, pos, 2, &rest))
        return false;
    *minutes = (hours * 60 + rest) * (sign == u'-' ? -1 : 1);
    return hours <= 14 && rest < 60;
}

bool clockAt(QStringView text, qsizetype *pos, qint64 *msOfDay)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
    if (!digitsAt(text, pos, 2, &hour) || !charAt(text, pos, u':') || !digitsAt(text, pos, 2, &minute))
        return false;
    if (charAt(text, pos, u':')) {
        if (!digitsAt(text, pos, 2, &second))
            return false;
        if (charAt(text, pos, u'.') && !fractionAt(text, pos, &ms))
            return false;
    }
    *msOfDay = ((hour * 60 + minute) * 60 + second) * qint64(1000) + ms;
    return hour < 24 && minute < 60 && second < 60;
}

} // namespace

int compare(const Value &left, const Value &right)
{
    if (left.kind != right.kind)
        return order(int(left.kind), int(right.kind));
    switch (left.kind) {
    case Kind::Null: return 0;
    case Kind::Bool: return order(int(left.flag), int(right.flag));
    case Kind::Number: return order(left.number, right.number); // no reader gives a NaN: JSON has none
    case Kind::Text: return left.text.compare(right.text);
    case Kind::Time: return order(left.time, right.time);
    }
    return 0;
}

bool parseTime(QStringView text, qint64 *ms)
{
    qsizetype pos = 0;
    int year = 0;
    int month = 0;
    int day = 0;
    if (!digitsAt(text, &pos, 4, &year) || !charAt(text, &pos, u'-') || !digitsAt(text, &pos, 2, &month)
        || !charAt(text, &pos, u'-') || !digitsAt(text, &pos, 2, &day))
        return false;
    const QDate date(year, month, day);
    if (!date.isValid())
        return false;
    qint64 msOfDay = 0;
    int zone = 0;
    if (pos < text.size()) {
        if (!charAt(text, &pos, u'T') && !charAt(text, &pos, u't') && !charAt(text, &pos, u' '))
            return false;
        if (!clockAt(text, &pos, &msOfDay) || !zoneAt(text, &pos, &zone) || pos != text.size())
            return false;
    }
    const qint64 days = QDate(1970, 1, 1).daysTo(date);
    *ms = days * 86400000 + msOfDay - zone * qint64(60000);
    return true;
}

} // namespace qwats::demo::odata
