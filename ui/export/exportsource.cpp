// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportsource.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QDateTime>

namespace qwats::ui {
namespace {

class ExportAgeText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::ExportAge)
};

} // namespace

QVariant exportTime(Timestamp when)
{
    return when.isValid() ? QVariant(when.toLocal()) : QVariant();
}

QString exportAge(const FetchedInfo &info, Timestamp unreachableSince)
{
    if (info.freshness == Freshness::None || !info.asOf.isValid())
        return ExportAgeText::tr("no data");
    QStringList parts{
        ExportAgeText::tr("as of %1 (%2)").arg(words::fullTime(info.asOf.ms()), words::utc(info.asOf.ms()))};
    parts << (info.fromCache || info.freshness == Freshness::Offline ? ExportAgeText::tr("from cache")
                                                                     : ExportAgeText::tr("from server"));
    if (unreachableSince.isValid())
        parts << ExportAgeText::tr("server unreachable since %1").arg(words::fullTime(unreachableSince.ms()));
    else if (info.freshness == Freshness::Offline)
        parts << ExportAgeText::tr("the server did not answer");
    else if (info.freshness == Freshness::Stale)
        parts << ExportAgeText::tr("stale: older than it should be");
    return parts.join(QStringLiteral(" · "));
}

FetchedInfo worstOf(const FetchedInfo &one, const FetchedInfo &other)
{
    // Not a copy of one of them: g++ 12 sees its empty error as used.
    const bool oneOnly = other.freshness == Freshness::None;
    const bool otherOnly = one.freshness == Freshness::None;
    FetchedInfo worst;
    worst.asOf = oneOnly ? one.asOf : otherOnly ? other.asOf : std::min(one.asOf, other.asOf);
    worst.freshness = std::max(one.freshness, other.freshness);
    worst.fromCache = one.fromCache || other.fromCache;
    worst.freshFor = oneOnly ? one.freshFor : otherOnly ? other.freshFor : std::min(one.freshFor, other.freshFor);
    return worst;
}

} // namespace qwats::ui
