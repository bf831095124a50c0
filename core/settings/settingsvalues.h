// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"
#include "core/settings/profile.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace qwats {

/// A value of the configuration file that could not be used, or something that happened to the file itself.
struct SettingsProblem
{
    QString key; ///< as in the file, "domains.product.keep_seconds"; empty: the whole file
    QString found; ///< as in the file; long values are cut, passwords left out
    QString used; ///< what counts instead
    QString reason; ///< translated sentence

    bool operator==(const SettingsProblem &) const = default;
};

/// The configuration as typed values. A value type.
struct SettingsValues
{
    QHash<QByteArray, bool> bools; ///< by key, complete
    QHash<QByteArray, qint64> numbers; ///< by key, complete, within range
    QHash<QByteArray, QString> texts; ///< by key, complete
    CachePolicies policies = CachePolicies::defaults(); ///< without problemsOf()
    QList<Profile> profiles;
    QString activeProfile; ///< id; empty: none
    QList<SettingsProblem> problems;
};

/// The newest form of the file this version writes.
inline constexpr int SettingsVersion = 1;

/// Reads what is known; what can't be used is replaced by its default and named in `problems`. Never fails.
[[nodiscard]] SettingsValues readSettings(const QJsonObject &root);

/// Writes lifetimes and limits into the root: own values only, so that a domain follows the shared ones otherwise.
void writePolicies(QJsonObject &root, const CachePolicies &policies);

/// The list as JSON. Unknown keys of the entries and entries that could not be read are taken over from `old`.
[[nodiscard]] QJsonArray profilesToJson(const QList<Profile> &profiles, const QJsonArray &old);

} // namespace qwats
