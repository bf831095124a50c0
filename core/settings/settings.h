// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/settings/jsonfile.h"
#include "core/settings/setting.h"
#include "core/settings/settingsvalues.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace qwats {

/// The configuration: `settings.json` in one folder, checked when read, written at each change.
///
/// A value that can't be used is replaced by its default and reported in problems(); it stays in the file until that
/// setting is set. Keys this version does not know stay too, also in a file of a newer version. Before each write the
/// file is read again, so two programs lose nothing of each other. A setter that fails (error Storage: read-only
/// folder, full disk; InvalidInput: out of range) changes nothing. Thread: the one it was made in; writing blocks for
/// the disk, some ms.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// No file: defaults. A damaged one is moved aside and its backup is used, see problems(). An unreadable one:
    /// defaults, and saving fails so that it is never overwritten. Error InvalidInput: the folder's name is empty.
    [[nodiscard]] static Result<std::unique_ptr<Settings>> open(const QString &configDir);

    [[nodiscard]] QString path() const { return m_file.path(); }
    [[nodiscard]] QList<SettingsProblem> problems() const { return m_fileProblems + m_values.problems; }
    [[nodiscard]] bool isFirstStart() const { return m_firstStart; } ///< no file was there when opened

    [[nodiscard]] bool value(const BoolSetting &which) const;
    [[nodiscard]] qint64 value(const NumberSetting &which) const;
    [[nodiscard]] QString value(const TextSetting &which) const;
    [[nodiscard]] Status set(const BoolSetting &which, bool value);
    [[nodiscard]] Status set(const NumberSetting &which, qint64 value);
    [[nodiscard]] Status set(const TextSetting &which, const QString &value);

    [[nodiscard]] CachePolicies cachePolicies() const { return m_values.policies; }
    /// Stores what differs from what a domain has by inheritance. Error InvalidInput: the first of problemsOf().
    [[nodiscard]] Status setCachePolicies(const CachePolicies &policies);
    [[nodiscard]] bool canUndo() const { return m_undo.has_value(); }
    [[nodiscard]] Status undo(); ///< back to the cache policies before the last setCachePolicies() of this run; once

    [[nodiscard]] QList<Profile> profiles() const { return m_values.profiles; }
    [[nodiscard]] Profile activeProfile() const; ///< not valid when there is none
    /// Replaces the list. `active` is an id, or empty for none. Entries of the file that could not be read stay in the
    /// file. Error InvalidInput names the profile: no name or address, a name or id twice, an address cleanServerUrl()
    /// refuses.
    [[nodiscard]] Status setProfiles(const QList<Profile> &profiles, const QString &active);

    [[nodiscard]] int maxConnections() const { return static_cast<int>(value(setting::maxConnections)); }
    [[nodiscard]] int requestsPerMinute() const
    {
        return static_cast<int>(value(setting::requestsPerMinute));
    } ///< 0: no limit
    [[nodiscard]] QString theme() const { return value(setting::theme); } ///< system, light, dark
    [[nodiscard]] Status setTheme(const QString &theme) { return set(setting::theme, theme); }
    [[nodiscard]] QString language() const { return value(setting::language); } ///< empty: as the system
    [[nodiscard]] Status setLanguage(const QString &code) { return set(setting::language, code); }
    [[nodiscard]] QString rowHeight() const { return value(setting::rowHeight); } ///< compact, normal, comfortable
    [[nodiscard]] Status setRowHeight(const QString &height) { return set(setting::rowHeight, height); }

Q_SIGNALS:
    void changed(); ///< after a setter succeeded; any value may be another

private:
    using Edit = std::function<void(QJsonObject &root)>;

    explicit Settings(const QString &configDir);
    void load();
    [[nodiscard]] Result<QJsonObject> newestRoot() const;
    [[nodiscard]] Status save(const Edit &edit);

    JsonFile m_file;
    QJsonObject m_root;
    SettingsValues m_values;
    QList<SettingsProblem> m_fileProblems; ///< about the file itself, from opening
    std::optional<CachePolicies> m_undo;
    bool m_firstStart = false;
};

} // namespace qwats
