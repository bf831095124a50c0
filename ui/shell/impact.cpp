// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/impact.h"

#include "core/cache/ttlcache.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace qwats::ui {
namespace {

struct Impact
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::Impact)

public:
    /// The kept answers of one kind of tag: "asset:…", "list:assets".
    static QString kindWords(const QByteArray &kind, int count)
    {
        const bool one = count == 1;
        const auto words = [&](const QString &single, const QString &several) {
            return one ? single : several.arg(QLocale().toString(count));
        };
        if (kind == "asset")
            return words(tr("1 asset"), tr("%1 assets"));
        if (kind == "status")
            return words(tr("its status"), tr("%1 statuses"));
        if (kind == "log")
            return words(tr("its log"), tr("%1 logs"));
        if (kind == "product")
            return words(tr("1 product"), tr("%1 products"));
        if (kind == "report")
            return words(tr("1 report"), tr("%1 reports"));
        if (kind == "list")
            return words(tr("1 list"), tr("%1 lists"));
        return words(tr("1 other answer"), tr("%1 other answers"));
    }

    static QString sentence(const QMap<QByteArray, int> &counts)
    {
        QStringList parts;
        for (auto it = counts.begin(); it != counts.end(); ++it)
            parts << kindWords(it.key(), it.value());
        if (parts.isEmpty())
            return tr("Nothing of it is kept here, so nothing has to be read anew.");
        return tr("Will be read anew: %1.").arg(QLocale().createSeparatedList(parts));
    }
};

} // namespace

QString impactSentence(const TtlCache &cache, const TagList &drops)
{
    const QSet<QByteArray> dropped(drops.begin(), drops.end());
    static const QSet<QByteArray> named{"asset", "status", "log", "product", "report", "list"};
    QMap<QByteArray, QSet<QByteArray>> things; // kind → what, so that one asset kept under two names counts once
    for (const CacheEntryInfo &entry : cache.entries()) {
        QByteArray kind;
        QByteArray least;
        for (const QByteArray &tag : entry.tags) {
            if (!dropped.contains(tag))
                continue;
            if (kind.isEmpty())
                kind = tag.left(tag.indexOf(':'));
            if (tag.startsWith(kind + ':') && (least.isEmpty() || tag < least))
                least = tag;
        }
        if (kind.isEmpty())
            continue;
        const bool isList = kind == "list" || !named.contains(kind);
        things[named.contains(kind) ? kind : QByteArrayLiteral("other")].insert(isList ? entry.key.text() : least);
    }
    QMap<QByteArray, int> counts;
    for (auto it = things.begin(); it != things.end(); ++it)
        counts[it.key()] = static_cast<int>(it.value().size());
    return Impact::sentence(counts);
}

} // namespace qwats::ui
