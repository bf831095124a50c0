// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/softwarestore.h"

#include "app/demo/world/dice.h"
#include "app/demo/world/productstore.h"

#include <QMap>

#include <algorithm>
#include <array>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 packageDayMs = 86400000;

struct MadePackage
{
    const char *name;
    const char *description;
    int version;
    const char *status;
    const char *root;
    const char *process; ///< value of its tag; the test operation it is for
    const char *sequence;
    int ageDays;
};
constexpr MadePackage madePackages[]{
    {"ICT boards", "In-circuit test of all boards", 4, "Revoked", "C:\\Test\\ICT", "ICT", "ict_main.seq", 210},
    {"ICT boards", "In-circuit test of all boards", 5, "Released", "C:\\Test\\ICT", "ICT", "ict_main.seq", 95},
    {"Control board FCT", "Functional test, limits of change order 2114", 7, "Released", "C:\\Test\\FCT", "PCBA test",
     "cb_fct.seq", 60},
    {"Control board FCT", "Fixture check before the first board", 8, "Pending", "C:\\Test\\FCT", "PCBA test",
     "cb_fct.seq", 3},
    {"Burn-in", "One hour at 55 °C, eight sockets", 2, "Released", "C:\\Test\\BurnIn", "Burn-in", "burnin.seq", 320},
    {"Drive end-of-line", "Final test with certificate", 11, "Released", "C:\\Test\\EOL", "End-of-line",
     "eol_drive.seq", 41},
    {"Drive end-of-line", "Marine variants", 12, "Draft", "C:\\Test\\EOL", "End-of-line", "eol_drive.seq", 1},
};

QJsonObject madeFile(const QString &id, const QString &name, const QString &path, const QString &date)
{
    const quint64 number = scramble(qHash(name, 7));
    return {{u"fileId"_s, id},
            {u"filename"_s, name},
            {u"path"_s, path},
            {u"size"_s, qint64(4000 + number % 900000)},
            {u"checksum"_s, u"%1"_s.arg(quint32(number >> 32), 8, 16, QChar(u'0'))},
            {u"createdUtc"_s, date},
            {u"modifiedUtc"_s, date},
            {u"attributes"_s, name.endsWith(u".seq") ? u"RunOnce=false"_s : QString()}};
}

QString knownStatus(const QString &asked)
{
    for (const QString &status : {u"Draft"_s, u"Pending"_s, u"Released"_s, u"Revoked"_s}) {
        if (status.compare(asked, Qt::CaseInsensitive) == 0)
            return status;
    }
    return {};
}

bool hasTag(const QJsonObject &package, const QString &key, const QString &value)
{
    const QJsonArray tags = package.value(u"tags"_s).toArray();
    return std::any_of(tags.begin(), tags.end(), [&](const QJsonValue &entry) {
        const QJsonObject tag = entry.toObject();
        return tag.value(u"key"_s).toString() == key && (value.isEmpty() || tag.value(u"value"_s).toString() == value);
    });
}

/// Status and version of a written package, in their own spelling.
bool checkPackage(QJsonObject *package, QString *error)
{
    const QString status = package->value(u"status"_s).toString();
    const QJsonValue version = package->value(u"version"_s);
    if (package->value(u"name"_s).toString().isEmpty())
        *error = u"A package needs a name."_s;
    else if (!status.isEmpty() && knownStatus(status).isEmpty())
        *error = u"The status '%1' is none of Draft, Pending, Released, Revoked."_s.arg(status);
    else if (!version.isUndefined() && version.toInt(-1) < 0)
        *error = u"The version of a package must be a whole number."_s;
    if (!status.isEmpty())
        package->insert(u"status"_s, knownStatus(status));
    return error->isEmpty();
}

} // namespace

void SoftwareStore::generate(qint64 nowMs)
{
    quint32 index = 0;
    for (const MadePackage &made : madePackages) {
        const QString date = isoUtc(nowMs / packageDayMs * packageDayMs - made.ageDays * packageDayMs + 30600000);
        const QString id = makeId(m_seed, IdKind::Package, index);
        const QString sequence = QString::fromLatin1(made.sequence);
        const QJsonArray files{
            madeFile(makeId(m_seed, IdKind::PackageFile, index, 0), sequence, {}, date),
            madeFile(makeId(m_seed, IdKind::PackageFile, index, 1), u"limits_v%1.csv"_s.arg(made.version), u"limits"_s,
                     date),
            madeFile(makeId(m_seed, IdKind::PackageFile, index, 2), u"instruments.dll"_s, u"bin"_s, date)};
        m_packages.insert(id,
                          QJsonObject{{u"packageId"_s, id},
                                      {u"name"_s, QString::fromUtf8(made.name)},
                                      {u"description"_s, QString::fromUtf8(made.description)},
                                      {u"version"_s, made.version},
                                      {u"status"_s, QString::fromLatin1(made.status)},
                                      {u"installOnRoot"_s, false},
                                      {u"rootDirectory"_s, QString::fromLatin1(made.root)},
                                      {u"priority"_s, int(index % 3)},
                                      {u"tags"_s,
                                       QJsonArray{QJsonObject{{u"key"_s, u"Process"_s},
                                                              {u"value"_s, QString::fromUtf8(made.process)}}}},
                                      {u"createdUtc"_s, date},
                                      {u"modifiedUtc"_s, date},
                                      {u"createdBy"_s, u"mikael"_s},
                                      {u"modifiedBy"_s, u"mikael"_s},
                                      {u"files"_s, files}});
        ++index;
    }
}

QString SoftwareStore::newId()
{
    return makeId(m_seed, IdKind::Package, m_nextId++);
}

void SoftwareStore::store(QJsonObject package, qint64 nowMs)
{
    package.insert(u"modifiedUtc"_s, isoUtc(nowMs));
    const QString id = package.value(u"packageId"_s).toString();
    m_packages.insert(id, package);
    m_written.insert(id, package);
}

QJsonObject SoftwareStore::package(const QString &id) const
{
    return m_packages.value(id.toLower()).toObject();
}

QJsonArray SoftwareStore::packages(const PackageQuery &query) const
{
    QMap<std::pair<QString, int>, QJsonObject> found;
    for (const QJsonValue &entry : m_packages) {
        const QJsonObject package = entry.toObject();
        const QString name = package.value(u"name"_s).toString();
        const int version = package.value(u"version"_s).toInt();
        const bool wanted = (query.name.isEmpty() || name == query.name)
            && (query.status.isEmpty()
                || package.value(u"status"_s).toString().compare(query.status, Qt::CaseInsensitive) == 0)
            && (query.version.isEmpty() || QString::number(version) == query.version)
            && (query.tag.isEmpty() || hasTag(package, query.tag, query.value));
        if (wanted)
            found.insert({name, version}, package);
    }
    QJsonArray rows;
    for (const QJsonObject &package : found)
        rows.append(package);
    return rows;
}

QJsonArray SoftwareStore::folders() const
{
    QMap<QString, int> counts;
    for (const QJsonValue &entry : m_packages) {
        if (const QString root = entry.toObject().value(u"rootDirectory"_s).toString(); !root.isEmpty())
            ++counts[root];
    }
    QJsonArray rows;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        rows.append(QJsonObject{{u"name"_s, it.key()}, {u"packageCount"_s, it.value()}});
    return rows;
}

int SoftwareStore::newestVersion(const QString &name) const
{
    return packages({.name = name}).last().toObject().value(u"version"_s).toInt();
}

bool SoftwareStore::exists(const QString &name, int version, const QString &exceptId) const
{
    const QJsonArray same = packages({.name = name, .version = QString::number(version)});
    return std::any_of(same.begin(), same.end(), [&](const QJsonValue &entry) {
        return entry.toObject().value(u"packageId"_s).toString() != exceptId;
    });
}

QJsonObject SoftwareStore::create(const QJsonObject &given, qint64 nowMs, QString *error)
{
    QJsonObject package = given;
    if (!checkPackage(&package, error))
        return {};
    const QString name = package.value(u"name"_s).toString();
    const int version = package.value(u"version"_s).toInt(newestVersion(name) + 1);
    QString id = package.value(u"packageId"_s).toString().toLower();
    if (exists(name, version, {}))
        *error = u"There is a version %1 of '%2' already."_s.arg(version).arg(name);
    else if (m_packages.contains(id))
        *error = u"There is a package '%1' already."_s.arg(id);
    if (!error->isEmpty())
        return {};
    if (id.isEmpty())
        id = newId();
    QJsonObject stored{{u"packageId"_s, id},         {u"description"_s, QString()},    {u"version"_s, version},
                       {u"status"_s, u"Draft"_s},    {u"installOnRoot"_s, false},      {u"rootDirectory"_s, QString()},
                       {u"priority"_s, 0},           {u"createdUtc"_s, isoUtc(nowMs)}, {u"createdBy"_s, u"demo"_s},
                       {u"modifiedBy"_s, u"demo"_s}, {u"tags"_s, QJsonArray()},        {u"files"_s, QJsonArray()}};
    package.remove(u"packageId"_s);
    mergeEntity(&stored, package);
    store(stored, nowMs);
    return this->package(id);
}

QJsonObject SoftwareStore::update(const QString &id, const QJsonObject &change, qint64 nowMs, QString *error)
{
    QJsonObject stored = package(id);
    if (stored.isEmpty())
        return {};
    QJsonObject rest = change;
    for (const QString &fixed : {u"packageId"_s, u"createdUtc"_s, u"createdBy"_s})
        rest.remove(fixed);
    mergeEntity(&stored, rest);
    if (!checkPackage(&stored, error))
        return {};
    const QString name = stored.value(u"name"_s).toString();
    const int version = stored.value(u"version"_s).toInt();
    if (exists(name, version, id.toLower())) {
        *error = u"There is a version %1 of '%2' already."_s.arg(version).arg(name);
        return {};
    }
    store(stored, nowMs);
    return package(id);
}

bool SoftwareStore::remove(const QString &id)
{
    if (!m_packages.contains(id.toLower()))
        return false;
    m_packages.remove(id.toLower());
    m_written.insert(id.toLower(), QJsonValue::Null);
    return true;
}

bool SoftwareStore::setStatus(const QString &id, const QString &status, qint64 nowMs, QString *error)
{
    if (knownStatus(status).isEmpty())
        *error = u"The status '%1' is none of Draft, Pending, Released, Revoked."_s.arg(status);
    return error->isEmpty() && !update(id, {{u"status"_s, status}}, nowMs, error).isEmpty();
}

bool SoftwareStore::upload(const QString &id, const QByteArray &zip, bool clean, qint64 nowMs, QString *error)
{
    QJsonObject stored = package(id);
    const auto entries = zipEntries(zip, error);
    if (stored.isEmpty() || !entries)
        return false;
    QJsonArray files = clean ? QJsonArray() : stored.value(u"files"_s).toArray();
    for (const QJsonValue &entry : *entries) {
        QJsonObject file = entry.toObject();
        qsizetype at = 0;
        for (; at < files.size(); ++at) {
            const QJsonObject known = files.at(at).toObject();
            if (known.value(u"filename"_s) == file.value(u"filename"_s)
                && known.value(u"path"_s) == file.value(u"path"_s))
                break;
        }
        const QJsonObject known = files.at(at).toObject();
        file.insert(u"fileId"_s,
                    known.isEmpty() ? makeId(m_seed, IdKind::PackageFile, m_nextId++)
                                    : known.value(u"fileId"_s).toString());
        file.insert(u"createdUtc"_s, known.isEmpty() ? isoUtc(nowMs) : known.value(u"createdUtc"_s).toString());
        file.insert(u"modifiedUtc"_s, isoUtc(nowMs));
        file.insert(u"attributes"_s, known.value(u"attributes"_s).toString());
        known.isEmpty() ? files.append(file) : files.replace(at, file);
    }
    stored.insert(u"files"_s, files);
    store(stored, nowMs);
    return true;
}

bool SoftwareStore::setAttributes(const QString &fileId, const QString &attributes)
{
    for (const QJsonValue &entry : QJsonObject(m_packages)) {
        QJsonObject package = entry.toObject();
        QJsonArray files = package.value(u"files"_s).toArray();
        for (qsizetype i = 0; i < files.size(); ++i) {
            QJsonObject file = files.at(i).toObject();
            if (file.value(u"fileId"_s).toString().compare(fileId, Qt::CaseInsensitive) != 0)
                continue;
            file.insert(u"attributes"_s, attributes);
            files.replace(i, file);
            package.insert(u"files"_s, files);
            const QString id = package.value(u"packageId"_s).toString();
            m_packages.insert(id, package);
            m_written.insert(id, package);
            return true;
        }
    }
    return false;
}

QJsonObject SoftwareStore::saveState() const
{
    return {{u"packages"_s, m_written}, {u"nextId"_s, qint64(m_nextId)}};
}

void SoftwareStore::loadState(const QJsonObject &state)
{
    m_written = state.value(u"packages"_s).toObject();
    for (auto it = m_written.begin(); it != m_written.end(); ++it) {
        if (it->isNull())
            m_packages.remove(it.key());
        else
            m_packages.insert(it.key(), *it);
    }
    m_nextId = quint32(state.value(u"nextId"_s).toInteger(m_nextId));
}

} // namespace qwats::demo
