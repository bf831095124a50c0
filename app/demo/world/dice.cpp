// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/dice.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace qwats::demo {

namespace {

struct Civil
{
    int year;
    int month;
    int day;
};

/// Days since 1970-01-01 to a date of the Gregorian calendar (era arithmetic; QDate costs ten times as much).
Civil civilFromDays(qint64 days)
{
    days += 719468;
    const qint64 era = (days >= 0 ? days : days - 146096) / 146097;
    const auto dayOfEra = int(days - era * 146097);
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int shifted = (5 * dayOfYear + 2) / 153;
    const int month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1};
}

QString isoStem(qint64 ms)
{
    const qint64 days = ms >= 0 ? ms / 86400000 : -((-ms + 86399999) / 86400000);
    const auto rest = int(ms - days * 86400000);
    const Civil date = civilFromDays(days);
    std::array<char, 48> text{};
    int length = std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month,
                               date.day, rest / 3600000, rest / 60000 % 60, rest / 1000 % 60);
    if (rest % 1000 != 0)
        length += std::snprintf(text.data() + length, text.size() - std::size_t(length), ".%03d", rest % 1000);
    return QString::fromLatin1(text.data(), length);
}

quint64 idMask(quint32 seed, IdKind kind)
{
    return scramble(quint64(seed) << 8 | quint64(kind));
}

} // namespace

quint64 scramble(quint64 value)
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

double Dice::bell()
{
    double sum = 0;
    for (int i = 0; i < 6; ++i)
        sum += unit();
    return std::clamp((sum - 3.0) * 1.414, -3.5, 3.5);
}

quint64 idOrder(quint32 seed, IdKind kind, quint32 index)
{
    const quint64 mask = idMask(seed, kind);
    const quint64 high = scramble(mask ^ ((quint64(index) << 16) ^ (mask & 0xFFFFFFFFFFFFu)));
    return high >> 16 << 12 | (high & 0xFFF);
}

QString makeId(quint32 seed, IdKind kind, quint32 index, quint16 part)
{
    const quint64 low = (quint64(index) << 16 | part) ^ (idMask(seed, kind) & 0xFFFFFFFFFFFFu);
    const quint64 high = scramble(idMask(seed, kind) ^ low);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%012llx", unsigned(high >> 32),
                  unsigned(high >> 16 & 0xFFFF), unsigned(high & 0xFFF), unsigned(0x8000 | (high >> 50 & 0x3FFF)),
                  static_cast<unsigned long long>(low));
    return QString::fromLatin1(text.data());
}

bool readId(const QString &id, quint32 seed, IdKind kind, quint32 *index, quint16 *part)
{
    bool ok = false;
    const quint64 low = QStringView(id).right(12).toULongLong(&ok, 16) ^ (idMask(seed, kind) & 0xFFFFFFFFFFFFu);
    if (!ok || id.size() != 36)
        return false;
    const auto foundIndex = quint32(low >> 16);
    const auto foundPart = quint16(low & 0xFFFF);
    if (id.compare(makeId(seed, kind, foundIndex, foundPart), Qt::CaseInsensitive) != 0)
        return false;
    *index = foundIndex;
    if (part)
        *part = foundPart;
    return true;
}

QString isoUtc(qint64 ms)
{
    return isoStem(ms) + QLatin1Char('Z');
}

QString isoLocal(qint64 ms, int offsetMinutes)
{
    std::array<char, 16> zone{};
    const int size = std::abs(offsetMinutes);
    std::snprintf(zone.data(), zone.size(), "%c%02d:%02d", offsetMinutes < 0 ? '-' : '+', size / 60, size % 60);
    return isoStem(ms + offsetMinutes * qint64(60000)) + QLatin1StringView(zone.data());
}

} // namespace qwats::demo
