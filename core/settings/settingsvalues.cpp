// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settingsvalues.h"

#include "core/settings/setting.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace qwats {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

constexpr qint64 LongestFound = 60; ///< characters of a value that are shown

class SettingsText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::Settings)
};

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// A value as the user finds it in the file, on one line.
QString shown(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    QString text = QString::fromUtf8(list.mid(1, list.size() - 2));
    static const QRegularExpression password(u"//[^/@\"]*@"_s);
    text.replace(password, u"//…@"_s);
    return text.size() <= LongestFound ? text : text.left(LongestFound - 1) + u'…';
}

/// One object of the file: hands out its values, checked, and notes what was wrong with them.
class ObjectReader
{
public:
    ObjectReader(const QJsonObject &object, const QString &prefix, QList<SettingsProblem> &problems)
        : m_object(object)
        , m_prefix(prefix)
        , m_problems(problems)
    {
    }

    [[nodiscard]] bool has(const char *key) const { return m_object.contains(latin(key)); }

    void note(const char *key, const QString &used, const QString &reason)
    {
        m_problems.append({m_prefix + latin(key), shown(m_object.value(latin(key))), used, reason});
    }

    bool flag(const char *key, bool fallback)
    {
        const QJsonValue value = m_object.value(latin(key));
        if (value.isUndefined() || value.isBool())
            return value.toBool(fallback);
        note(key, fallback ? u"true"_s : u"false"_s, SettingsText::tr("This is not true or false."));
        return fallback;
    }

    qint64 number(const char *key, qint64 fallback, qint64 lowest, qint64 highest, const char *unit)
    {
        const QJsonValue value = m_object.value(latin(key));
        if (value.isUndefined())
            return fallback;
        const double number = value.toDouble(std::nan(""));
        const QString used = QString::number(fallback);
        if (std::isnan(number) || number != std::floor(number)) {
            note(key, used, SettingsText::tr("This is not a whole number."));
            return fallback;
        }
        if (number < static_cast<double>(lowest) || number > static_cast<double>(highest)) {
            note(key, used,
                 SettingsText::tr("This is not between %1 and %2 %3.")
                     .arg(lowest)
                     .arg(highest)
                     .arg(latin(unit))
                     .trimmed());
            return fallback;
        }
        return static_cast<qint64>(number);
    }

    seconds life(const char *key, seconds fallback, const NumberSetting &limits)
    {
        return seconds(number(key, fallback.count(), limits.lowest, limits.highest, limits.unit));
    }

    QString text(const char *key, const QString &fallback)
    {
        const QJsonValue value = m_object.value(latin(key));
        if (value.isUndefined() || value.isString())
            return value.toString(fallback);
        note(key, fallback, SettingsText::tr("This is not a text."));
        return fallback;
    }

    QString choice(const char *key, const QString &fallback, const QStringList &allowed)
    {
        QString value = text(key, fallback);
        if (value == fallback || allowed.contains(value))
            return value;
        note(key, fallback, SettingsText::tr("This is none of %1.").arg(allowed.join(u", "_s)));
        return fallback;
    }

private:
    const QJsonObject &m_object;
    QString m_prefix;
    QList<SettingsProblem> &m_problems;
};

QString readText(ObjectReader &in, const TextSetting &setting)
{
    QString fallback = latin(setting.fallback);
    if (setting.allowed.front()) {
        QStringList allowed;
        for (const char *name : setting.allowed)
            allowed.append(latin(name));
        return in.choice(setting.key, fallback, allowed);
    }
    static const QRegularExpression code(u"^([a-z]{2,3}([_-][A-Za-z]{4})?([_-][A-Z]{2})?)?$"_s);
    QString value = in.text(setting.key, fallback);
    if (code.match(value).hasMatch())
        return value;
    in.note(setting.key, fallback, SettingsText::tr("This is not the code of a language, like de or pt_BR."));
    return fallback;
}

void readPlain(ObjectReader &in, SettingsValues &values)
{
    for (const BoolSetting &setting : setting::bools)
        values.bools.insert(setting.key, in.flag(setting.key, setting.fallback));
    for (const NumberSetting &setting : setting::numbers)
        values.numbers.insert(setting.key,
                              in.number(setting.key, setting.fallback, setting.lowest, setting.highest, setting.unit));
    for (const TextSetting &setting : setting::texts)
        values.texts.insert(setting.key, readText(in, setting));
}

/// A life can't be shorter than the one before it. Stated ones are named; inherited ones just follow.
void raise(ObjectReader &in, const char *key, seconds &life, seconds least)
{
    if (life >= least)
        return;
    life = least;
    if (in.has(key))
        in.note(key, QString::number(least.count()),
                SettingsText::tr("This is shorter than the life before it (%1 s).").arg(least.count()));
}

void readShared(ObjectReader &in, SettingsValues &values)
{
    CachePolicies &policies = values.policies;
    const auto number = [&values](const NumberSetting &setting) { return values.numbers.value(setting.key); };
    policies.enabled = values.bools.value(setting::enableCache.key);
    policies.maxEntries = number(setting::maxEntries);
    policies.maxBytes = number(setting::maxBytes);
    policies.maxEntryBytes = number(setting::maxEntryBytes);
    policies.negativeFor = seconds(number(setting::negativeFor));
    if (policies.maxEntryBytes > policies.maxBytes) {
        policies.maxEntryBytes = policies.maxBytes;
        if (in.has(setting::maxEntryBytes.key))
            in.note(setting::maxEntryBytes.key, QString::number(policies.maxBytes),
                    SettingsText::tr("This is more than the whole cache may hold."));
    }
    const seconds fresh(number(setting::freshFor));
    seconds keep(number(setting::keepFor));
    seconds offline(number(setting::offlineFor));
    raise(in, setting::keepFor.key, keep, fresh);
    raise(in, setting::offlineFor.key, offline, keep);
    policies.setShared(fresh, keep, offline);
}

void readDomain(const QJsonObject &object, Domain domain, SettingsValues &values)
{
    ObjectReader in(object, u"domains.%1."_s.arg(domainName(domain)), values.problems);
    CachePolicy &policy = values.policies.of(domain);
    policy = values.policies.inherited(domain);
    const bool mustBeLive = policy.safety == Safety::LiveOnly;
    const QString ownSafety = safetyName(policy.safety);
    const QString safety = in.choice("safety", ownSafety, {u"live_only"_s, u"fresh_only"_s, u"may_be_stale"_s});
    if (mustBeLive) {
        if (safety != ownSafety)
            in.note("safety", ownSafety, SettingsText::tr("These answers are always asked of the server."));
        return;
    }
    policy.enabled = in.flag("enabled", policy.enabled);
    policy.safety = safetyFromName(safety).value_or(policy.safety);
    policy.freshFor = in.life("fresh_seconds", policy.freshFor, setting::freshFor);
    policy.keepFor = in.life("keep_seconds", policy.keepFor, setting::keepFor);
    policy.offlineFor = in.life("offline_seconds", policy.offlineFor, setting::offlineFor);
    raise(in, "keep_seconds", policy.keepFor, policy.freshFor);
    raise(in, "offline_seconds", policy.offlineFor, policy.keepFor);
}

void readDomains(ObjectReader &in, const QJsonValue &table, SettingsValues &values)
{
    if (!table.isUndefined() && !table.isObject())
        in.note("domains", u"{}"_s, SettingsText::tr("This is not a table of domains."));
    const QJsonObject domains = table.toObject();
    for (int i = 0; i < DomainCount; ++i) {
        const QJsonValue value = domains.value(domainName(domainAt(i)));
        if (!value.isUndefined() && !value.isObject())
            values.problems.append({u"domains."_s + domainName(domainAt(i)), shown(value), u"{}"_s,
                                    SettingsText::tr("This is not an object.")});
        readDomain(value.toObject(), domainAt(i), values);
    }
}

const QStringList &proxyNames()
{
    static const QStringList names{u"none"_s, u"system"_s, u"manual"_s}; // in the order of Profile::Proxy
    return names;
}

/// A hand-written entry may have no id: its name gives one that stays the same.
QString idFromName(const QString &name)
{
    static const QUuid space(u"{6f1d5d0e-6a0f-5d0b-9a53-6a1f0d3c2b11}"_s);
    return QUuid::createUuidV5(space, name).toString(QUuid::WithoutBraces);
}

void readProxy(ObjectReader &in, Profile &profile)
{
    const QString proxy = in.choice("proxy", u"system"_s, proxyNames());
    profile.proxy = static_cast<Profile::Proxy>(proxyNames().indexOf(proxy));
    profile.proxyHost = in.text("proxy_host", {});
    profile.proxyPort = static_cast<quint16>(in.number("proxy_port", 0, 0, 65535, ""));
    if (profile.proxy == Profile::Proxy::Manual && (profile.proxyHost.isEmpty() || profile.proxyPort == 0)) {
        in.note("proxy", u"system"_s, SettingsText::tr("The proxy needs proxy_host and proxy_port."));
        profile.proxy = Profile::Proxy::System;
    }
}

void readLimits(ObjectReader &in, Profile &profile)
{
    constexpr NumberSetting budget = setting::requestsPerMinute;
    if (in.has(budget.key))
        profile.requestsPerMinute
            = static_cast<int>(in.number(budget.key, budget.fallback, budget.lowest, budget.highest, budget.unit));
    constexpr qint64 longest = Profile::LongestAttempt.count();
    profile.attemptTimeout = seconds(in.number("attempt_seconds", longest, 1, longest, "s"));
    profile.http2 = in.flag("http2", false);
    const QString used = in.text("last_used", {});
    profile.lastUsed = Timestamp::parse(used.toStdString());
    if (!used.isEmpty() && !profile.lastUsed.isValid())
        in.note("last_used", {}, SettingsText::tr("This is not a time."));
}

/// None when the entry has no usable name or address; the problem is noted.
std::optional<Profile> readProfile(const QJsonValue &value, const QString &prefix, QList<SettingsProblem> &problems)
{
    const QJsonObject object = value.toObject();
    ObjectReader in(object, prefix + u'.', problems);
    if (!value.isObject()) {
        problems.append({prefix, shown(value), {}, SettingsText::tr("This is not an object.")});
        return {};
    }
    Profile profile;
    profile.name = in.text("name", {}).trimmed();
    profile.allowPlainHttp = in.flag("allow_plain_http", false);
    const auto url = cleanServerUrl(in.text("url", {}), PlainHttp(profile.allowPlainHttp));
    if (profile.name.isEmpty() || !url) {
        const bool named = !profile.name.isEmpty();
        in.note(named ? "url" : "name", {},
                named ? url.error().message : SettingsText::tr("This profile has no name."));
        return {};
    }
    profile.url = *url;
    profile.id = in.text("id", {});
    if (profile.id.isEmpty())
        profile.id = idFromName(profile.name);
    profile.user = in.text("user", {});
    profile.caFile = in.text("ca_file", {});
    readProxy(in, profile);
    readLimits(in, profile);
    return profile;
}

void readProfiles(const QJsonValue &list, SettingsValues &values)
{
    const QJsonArray entries = list.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString prefix = u"profiles[%1]"_s.arg(i);
        const auto profile = readProfile(entries.at(i), prefix, values.problems);
        if (!profile)
            continue;
        const auto same = [&](const Profile &other) {
            return other.id == profile->id || other.name.compare(profile->name, Qt::CaseInsensitive) == 0;
        };
        if (std::any_of(values.profiles.begin(), values.profiles.end(), same))
            values.problems.append(
                {prefix, profile->name, {}, SettingsText::tr("There is already a profile with this name or id.")});
        else
            values.profiles.append(*profile);
    }
}

void readActive(ObjectReader &in, SettingsValues &values)
{
    const QString wanted = in.text("active_profile", {});
    if (values.profiles.isEmpty() && wanted.isEmpty())
        return;
    if (!in.has("active_profile")) {
        values.activeProfile = values.profiles.first().id;
        return;
    }
    for (const Profile &profile : values.profiles) {
        if (profile.id == wanted || profile.name == wanted) // a name is what people write by hand
            values.activeProfile = profile.id;
    }
    if (values.activeProfile.isEmpty() && !wanted.isEmpty())
        in.note("active_profile", {}, SettingsText::tr("There is no such profile."));
}

void readVersion(ObjectReader &in)
{
    const qint64 version = in.number("version", SettingsVersion, 1, 1'000'000, "");
    if (version > SettingsVersion)
        in.note("version", QString::number(SettingsVersion),
                SettingsText::tr("The file is of a newer qWATS. What this one does not know stays in the file."));
}

/// A shared value equal to the built-in one is written only where the user has it in the file already.
template <typename Setting, typename T> void put(QJsonObject &root, const Setting &setting, T value)
{
    const QString key = latin(setting.key);
    if (value != T(setting.fallback) || root.contains(key))
        root.insert(key, value);
}

template <typename T>
void putOwn(QJsonObject &object, const char *key, const T &value, const T &inherited, const QJsonValue &json)
{
    if (value == inherited)
        object.remove(latin(key));
    else
        object.insert(latin(key), json);
}

void writeDomain(QJsonObject &object, const CachePolicy &policy, const CachePolicy &inherited)
{
    const auto life = [](seconds value) { return QJsonValue(static_cast<qint64>(value.count())); };
    putOwn(object, "enabled", policy.enabled, inherited.enabled, policy.enabled);
    putOwn(object, "safety", policy.safety, inherited.safety, safetyName(policy.safety));
    putOwn(object, "fresh_seconds", policy.freshFor, inherited.freshFor, life(policy.freshFor));
    putOwn(object, "keep_seconds", policy.keepFor, inherited.keepFor, life(policy.keepFor));
    putOwn(object, "offline_seconds", policy.offlineFor, inherited.offlineFor, life(policy.offlineFor));
}

void putText(QJsonObject &object, const char *key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(latin(key), value);
    else
        object.remove(latin(key));
}

QJsonObject profileToJson(const Profile &profile, QJsonObject object)
{
    object.insert("id"_L1, profile.id);
    object.insert("name"_L1, profile.name.trimmed());
    object.insert("url"_L1, profile.url.toString(QUrl::FullyEncoded));
    object.insert("proxy"_L1, proxyNames().at(static_cast<int>(profile.proxy)));
    putText(object, "user", profile.user);
    putText(object, "proxy_host", profile.proxyHost);
    putText(object, "ca_file", profile.caFile);
    object.remove("proxy_port"_L1);
    if (profile.proxyPort != 0)
        object.insert("proxy_port"_L1, int(profile.proxyPort));
    object.remove("allow_plain_http"_L1);
    if (profile.allowPlainHttp)
        object.insert("allow_plain_http"_L1, true);
    const auto budget = latin(setting::requestsPerMinute.key);
    object.remove(budget);
    if (profile.requestsPerMinute)
        object.insert(budget, *profile.requestsPerMinute);
    object.remove("attempt_seconds"_L1);
    if (profile.attemptTimeout != Profile::LongestAttempt)
        object.insert("attempt_seconds"_L1, qint64(profile.attemptTimeout.count()));
    object.remove("http2"_L1);
    if (profile.http2)
        object.insert("http2"_L1, true);
    object.remove("last_used"_L1);
    if (profile.lastUsed.isValid())
        object.insert("last_used"_L1, profile.lastUsed.toIso());
    return object;
}

} // namespace

SettingsValues readSettings(const QJsonObject &root)
{
    SettingsValues values;
    ObjectReader in(root, {}, values.problems);
    readVersion(in);
    readPlain(in, values);
    readShared(in, values);
    readDomains(in, root.value("domains"_L1), values);
    const QJsonValue profiles = root.value("profiles"_L1);
    if (!profiles.isUndefined() && !profiles.isArray())
        in.note("profiles", u"[]"_s, SettingsText::tr("This is not a list of profiles."));
    readProfiles(profiles, values);
    readActive(in, values);
    return values;
}

void writePolicies(QJsonObject &root, const CachePolicies &policies)
{
    put(root, setting::enableCache, policies.enabled);
    put(root, setting::freshFor, qint64(policies.freshFor.count()));
    put(root, setting::keepFor, qint64(policies.keepFor.count()));
    put(root, setting::offlineFor, qint64(policies.offlineFor.count()));
    put(root, setting::negativeFor, qint64(policies.negativeFor.count()));
    put(root, setting::maxEntries, qint64(policies.maxEntries));
    put(root, setting::maxBytes, qint64(policies.maxBytes));
    put(root, setting::maxEntryBytes, qint64(policies.maxEntryBytes));
    QJsonObject domains = root.value("domains"_L1).toObject();
    for (int i = 0; i < DomainCount; ++i) {
        const QString name = domainName(domainAt(i));
        QJsonObject object = domains.value(name).toObject();
        writeDomain(object, policies.of(domainAt(i)), policies.inherited(domainAt(i)));
        if (object.isEmpty())
            domains.remove(name);
        else
            domains.insert(name, object);
    }
    if (domains.isEmpty())
        root.remove("domains"_L1);
    else
        root.insert("domains"_L1, domains);
}

QJsonArray profilesToJson(const QList<Profile> &profiles, const QJsonArray &old)
{
    QHash<QString, QJsonObject> known;
    QJsonArray unreadable;
    QList<SettingsProblem> ignored;
    for (const auto &entry : old) {
        const auto profile = readProfile(entry, {}, ignored);
        if (profile && !known.contains(profile->id))
            known.insert(profile->id, entry.toObject());
        else
            unreadable.append(entry);
    }
    QJsonArray list;
    for (const Profile &profile : profiles)
        list.append(profileToJson(profile, known.value(profile.id)));
    for (const auto &entry : std::as_const(unreadable))
        list.append(entry);
    return list;
}

} // namespace qwats
