// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

#include <QCoreApplication>

namespace qwats::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Page", text);
}

DataAge fetching(Timestamp since)
{
    DataAge age;
    age.kind = StatusKind::Fetching;
    age.sinceMs = since.ms();
    return age;
}

/// Whether the value is new or old, not counting what the server is doing now.
DataAge ageOfValue(const FetchedInfo &answer, const ServerState &server, Timestamp now)
{
    DataAge age;
    age.asOfMs = answer.asOf.ms();
    age.source = answer.fromCache ? tr("from cache") : tr("from server");
    const bool away = answer.freshness == Freshness::Offline || server.isOutage();
    if (away) {
        age.kind = StatusKind::Offline;
        age.source = tr("from cache");
        age.sinceMs = server.isOutage() && server.since.isValid() ? server.since.ms() : now.ms();
    } else if (answer.freshness == Freshness::Stale) {
        age.kind = StatusKind::Stale;
        age.sinceMs = answer.asOf.ms();
    } else {
        age.kind = StatusKind::Fresh;
        if (answer.fromCache)
            age.freshForSeconds
                = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(answer.freshFor).count());
    }
    return age;
}

} // namespace

DataAge dataAgeOf(const FetchedInfo &answer, bool loading, Timestamp loadingSince, const ServerState &server,
                  Timestamp now)
{
    if (answer.freshness == Freshness::None) {
        if (loading)
            return fetching(loadingSince);
        DataAge age;
        if (answer.error) {
            age.kind = StatusKind::Failed;
            age.sinceMs = now.ms();
        }
        return age;
    }
    DataAge age = ageOfValue(answer, server, now);
    if (loading)
        age.note = tr("refreshing now");
    return age;
}

} // namespace qwats::ui
