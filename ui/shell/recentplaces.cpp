// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recentplaces.h"

#include "ui/shell/viewstate.h"

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

const auto RecentName = u"recent"_s;
const auto EntriesKey = u"entries"_s;
constexpr qsizetype LongestWords = 200;

} // namespace

RecentPlaces::RecentPlaces(QString profileId, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profileId))
{
    load();
}

void RecentPlaces::note(const Place &place, const QString &words, Timestamp at)
{
    if (place.thing.isEmpty())
        return;
    const auto same = [&](const Entry &one) { return one.place.page == place.page && one.place.thing == place.thing; };
    m_entries.removeIf(same);
    m_entries.prepend({{place.page, place.thing, {}}, words.left(LongestWords), at});
    if (m_entries.size() > Most)
        m_entries.resize(Most);
    store();
    emit changed();
}

void RecentPlaces::load()
{
    const QVariantList stored = ViewState(m_profile, u"shell"_s).value(RecentName).value(EntriesKey).toList();
    for (const QVariant &one : stored) {
        const QVariantMap map = one.toMap();
        Entry entry{{map.value(u"page"_s).toString(), map.value(u"thing"_s).toString(), {}},
                    map.value(u"words"_s).toString().left(LongestWords),
                    Timestamp::parse(map.value(u"at"_s).toString())};
        if (!entry.place.page.isEmpty() && !entry.place.thing.isEmpty() && m_entries.size() < Most)
            m_entries << entry;
    }
}

void RecentPlaces::store() const
{
    QVariantList list;
    for (const Entry &entry : m_entries)
        list << QVariantMap{{u"page"_s, entry.place.page},
                            {u"thing"_s, entry.place.thing},
                            {u"words"_s, entry.words},
                            {u"at"_s, entry.at.toIso()}};
    ViewState(m_profile, u"shell"_s).setValue(RecentName, {{EntriesKey, list}});
}

} // namespace qwats::ui
