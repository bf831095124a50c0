// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/timestamp.h"
#include "ui/shell/page.h"

#include <QList>
#include <QObject>

namespace qwats::ui {

/// Where the user was last, newest first: things that were opened, not lists. Remembered per profile, a dozen at most.
///
/// Thread: GUI.
class RecentPlaces : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Most = 12;

    struct Entry
    {
        Place place;
        QString words; ///< "Report of CB118342", "FX-0412"
        Timestamp at;
    };

    RecentPlaces(QString profileId, QObject *parent);

    /// Nothing happens for a place without a thing. The same thing again moves to the front.
    void note(const Place &place, const QString &words, Timestamp at);
    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }

signals:
    void changed();

private:
    void load();
    void store() const;

    QString m_profile;
    QList<Entry> m_entries;
};

} // namespace qwats::ui
