// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include "core/settings/policyproblems.h"

#include <QDir>
#include <QSet>

#include <algorithm>

namespace qwats {
namespace {

using namespace Qt::StringLiterals;

QString keyOf(const char *key)
{
    return QString::fromLatin1(key);
}

tl::unexpected<Error> refuse(const QString &message, const QString &detail)
{
    return failure(Error::Kind::InvalidInput, message, detail);
}

} // namespace

Settings::Settings(const QString &configDir)
    : m_file(QDir::cleanPath(QDir().absoluteFilePath(configDir)) + u"/settings.json"_s)
{
    load();
}

Result<std::unique_ptr<Settings>> Settings::open(const QString &configDir)
{
    if (configDir.isEmpty())
        return refuse(tr("There is no folder for the configuration. Set QWATS_CONFIG_DIR to one."), u"empty folder"_s);
    return std::unique_ptr<Settings>(new Settings(configDir));
}

void Settings::load()
{
    const auto content = m_file.read();
    if (!content) {
        m_fileProblems.append({{}, m_file.path(), tr("built-in values"), content.error().message});
    } else {
        m_root = content->object;
        m_firstStart = content->source == JsonFileContent::Source::Nothing && content->problem.isEmpty();
        if (!content->problem.isEmpty()) {
            const bool backup = content->source == JsonFileContent::Source::Backup;
            m_fileProblems.append(
                {{}, m_file.path(), backup ? m_file.backupPath() : tr("built-in values"), content->problem});
        }
    }
    m_values = readSettings(m_root);
}

/// The file as it is now, because another program may have written it. Where it can't serve, what we know is the
/// newest.
Result<QJsonObject> Settings::newestRoot() const
{
    const auto content = m_file.read();
    if (!content)
        return tl::unexpected(content.error());
    return content->source == JsonFileContent::Source::File ? content->object : m_root;
}

Status Settings::save(const Edit &edit)
{
    const auto newest = newestRoot();
    if (!newest)
        return tl::unexpected(newest.error());
    QJsonObject root = *newest;
    if (root.value("version"_L1).toInteger(0) < SettingsVersion)
        root.insert("version"_L1, SettingsVersion);
    edit(root);
    if (Status written = m_file.write(root); !written)
        return written;
    m_root = root;
    m_values = readSettings(m_root);
    Q_EMIT changed();
    return {};
}

bool Settings::value(const BoolSetting &which) const
{
    return m_values.bools.value(which.key, which.fallback);
}

qint64 Settings::value(const NumberSetting &which) const
{
    return m_values.numbers.value(which.key, which.fallback);
}

QString Settings::value(const TextSetting &which) const
{
    return m_values.texts.value(which.key, QString::fromLatin1(which.fallback));
}

Status Settings::set(const BoolSetting &which, bool value)
{
    return save([&](QJsonObject &root) { root.insert(keyOf(which.key), value); });
}

Status Settings::set(const NumberSetting &which, qint64 value)
{
    if (value < which.lowest || value > which.highest)
        return refuse(tr("%1 is not between %2 and %3.").arg(value).arg(which.lowest).arg(which.highest),
                      keyOf(which.key));
    return save([&](QJsonObject &root) { root.insert(keyOf(which.key), value); });
}

Status Settings::set(const TextSetting &which, const QString &value)
{
    // The reader knows what a text setting takes.
    const QJsonObject probe{{keyOf(which.key), value}};
    if (const SettingsValues read = readSettings(probe); !read.problems.isEmpty())
        return refuse(read.problems.first().reason, keyOf(which.key));
    return save([&](QJsonObject &root) { root.insert(keyOf(which.key), value); });
}

Status Settings::setCachePolicies(const CachePolicies &policies)
{
    if (const QList<PolicyProblem> problems = problemsOf(policies); !problems.isEmpty()) {
        const PolicyProblem &first = problems.first();
        const QString domain = first.domain ? domainName(*first.domain) : u"shared"_s;
        return refuse(first.domain ? u"%1: %2"_s.arg(domain, first.reason) : first.reason, domain);
    }
    const CachePolicies before = m_values.policies;
    Status saved = save([&](QJsonObject &root) { writePolicies(root, policies); });
    if (saved)
        m_undo = before;
    return saved;
}

Status Settings::undo()
{
    if (!m_undo)
        return refuse(tr("There is no change to take back."), u"undo"_s);
    const CachePolicies before = *m_undo;
    Status saved = save([&](QJsonObject &root) { writePolicies(root, before); });
    if (saved)
        m_undo.reset();
    return saved;
}

Profile Settings::activeProfile() const
{
    const auto found = std::find_if(m_values.profiles.begin(), m_values.profiles.end(),
                                    [this](const Profile &profile) { return profile.id == m_values.activeProfile; });
    return found == m_values.profiles.end() ? Profile() : *found;
}

Status Settings::setProfiles(const QList<Profile> &profiles, const QString &active)
{
    QSet<QString> names;
    QSet<QString> ids;
    for (const Profile &profile : profiles) {
        const QString name = profile.name.trimmed();
        if (name.isEmpty() || profile.id.isEmpty())
            return refuse(tr("Each profile needs a name."), u"name or id"_s);
        if (names.contains(name.toCaseFolded()) || ids.contains(profile.id))
            return refuse(tr("There is already a profile “%1”.").arg(name), u"duplicate"_s);
        names.insert(name.toCaseFolded());
        ids.insert(profile.id);
        const auto url = cleanServerUrl(profile.url.toString(QUrl::FullyEncoded), PlainHttp(profile.allowPlainHttp));
        if (!url)
            return refuse(tr("Profile “%1”: %2").arg(name, url.error().message), url.error().detail);
        if (profile.proxy == Profile::Proxy::Manual && (profile.proxyHost.isEmpty() || profile.proxyPort == 0))
            return refuse(tr("Profile “%1”: the proxy needs a host and a port.").arg(name), u"proxy"_s);
        const NumberSetting &budget = setting::requestsPerMinute;
        if (profile.requestsPerMinute
            && (*profile.requestsPerMinute < budget.lowest || *profile.requestsPerMinute > budget.highest))
            return refuse(tr("Profile “%1”: requests a minute are not between %2 and %3.")
                              .arg(name)
                              .arg(budget.lowest)
                              .arg(budget.highest),
                          keyOf(budget.key));
        if (profile.attemptTimeout < std::chrono::seconds(1) || profile.attemptTimeout > Profile::LongestAttempt)
            return refuse(
                tr("Profile “%1”: an attempt may take 1 to %2 s.").arg(name).arg(Profile::LongestAttempt.count()),
                u"attempt_seconds"_s);
    }
    if (!active.isEmpty() && !ids.contains(active))
        return refuse(tr("The chosen profile is not in the list."), u"active"_s);
    return save([&](QJsonObject &root) {
        root.insert("profiles"_L1, profilesToJson(profiles, root.value("profiles"_L1).toArray()));
        root.insert("active_profile"_L1, active);
    });
}

} // namespace qwats
