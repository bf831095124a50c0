// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/result/result.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace qwats::json {

/// Tags in the body of a save, with their change codes. Never null.
[[nodiscard]] inline QJsonArray tagChangesArray(const std::vector<TagChange> &changes)
{
    QJsonArray array;
    for (const TagChange &tag : changes)
        array.append(QJsonObject{{QStringLiteral("key"), tag.key},
                                 {QStringLiteral("value"), tag.value},
                                 {QStringLiteral("change"), int(tag.kind)}});
    return array;
}

/// InvalidInput when one has no key.
[[nodiscard]] inline Status checkTagChanges(const std::vector<TagChange> &changes)
{
    for (const TagChange &tag : changes) {
        if (tag.key.trimmed().isEmpty())
            return failure(Error::Kind::InvalidInput, QCoreApplication::translate("TagChange", "A tag needs a name."),
                           QStringLiteral("tag without a key"));
    }
    return {};
}

} // namespace qwats::json
