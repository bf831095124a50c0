// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/store/keeper.h"

#include <QDateTime>
#include <QJsonDocument>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

/// The numbers that the made-up factory follows from.
QJsonObject identityOf(const DemoOptions &options)
{
    return {{u"seed"_s, qint64(options.seed)},
            {u"products"_s, options.products},
            {u"assets"_s, options.assets},
            {u"reports"_s, options.reports},
            {u"days"_s, options.days}};
}

/// The stores that tell their whole state, by name.
const std::vector<std::pair<QString, QJsonObject (*)(const World &)>> &savers()
{
    static const std::vector<std::pair<QString, QJsonObject (*)(const World &)>> list{
        {u"products"_s, [](const World &world) { return world.products.saveState(); }},
        {u"units"_s, [](const World &world) { return world.units.saveState(); }},
        {u"serials"_s, [](const World &world) { return world.serials.saveState(); }},
        {u"software"_s, [](const World &world) { return world.software.saveState(); }}};
    return list;
}

void loadState(World *world, const QString &name, const QJsonObject &state)
{
    if (name == "products"_L1)
        world->products.loadState(state);
    else if (name == "units"_L1)
        world->units.loadState(state);
    else if (name == "serials"_L1)
        world->serials.loadState(state);
    else if (name == "software"_L1)
        world->software.loadState(state);
}

/// What a write in an area may have changed; only that is written out and compared.
bool mayHaveChanged(const QString &state, const QString &area)
{
    static const QHash<QString, QStringList> statesOfArea{
        {u"asset"_s, {}},
        {u"assets"_s, {}},
        {u"blob"_s, {}},
        {u"report"_s, {u"products"_s}},
        {u"product"_s, {u"products"_s}},
        {u"production"_s, {u"products"_s, u"units"_s, u"serials"_s}},
        {u"software"_s, {u"software"_s}},
    };
    const auto known = statesOfArea.constFind(area);
    return known == statesOfArea.constEnd() || known->contains(state);
}

} // namespace

std::unique_ptr<Keeper> Keeper::open(DemoOptions *options, QString *error)
{
    std::unique_ptr<Keeper> keeper(new Keeper);
    keeper->m_file = StoreFile::open(options->storeFile, error);
    if (!keeper->m_file)
        return nullptr;
    keeper->m_kept = keeper->m_file->entries(error);
    if (error->isEmpty())
        *error = keeper->identify(options, keeper->m_kept.empty());
    return error->isEmpty() ? std::move(keeper) : nullptr;
}

QString Keeper::identify(DemoOptions *options, bool isNew)
{
    const QJsonObject wanted = identityOf(*options);
    if (isNew) {
        options->historyEndMs = options->clock ? options->clock()
            : options->nowMsSinceEpoch > 0     ? options->nowMsSinceEpoch
                                               : QDateTime::currentMSecsSinceEpoch();
        QJsonObject factory = wanted;
        factory.insert(u"historyEndMs"_s, options->historyEndMs);
        return m_file->write({{u"factory"_s, u"identity"_s, bytesOf(factory)}});
    }
    const StoreEntry &first = m_kept.front();
    const QJsonObject stored = objectOf(first.value);
    if (first.kind != "factory"_L1 || !stored.contains(u"historyEndMs"_s))
        return u"The store '%1' does not say which factory it belongs to."_s.arg(options->storeFile);
    for (const QString &key : wanted.keys()) {
        if (stored.value(key) != wanted.value(key))
            return u"The store '%1' belongs to a factory with %2 %3, not %4."_s.arg(options->storeFile, key)
                .arg(stored.value(key).toInteger())
                .arg(wanted.value(key).toInteger());
    }
    options->historyEndMs = stored.value(u"historyEndMs"_s).toInteger();
    return {};
}

void Keeper::restore(World *world)
{
    for (const StoreEntry &entry : m_kept) {
        const QJsonObject value = objectOf(entry.value);
        if (entry.kind == "state"_L1) {
            m_states.insert(entry.key, entry.value);
            loadState(world, entry.key, value);
        } else if (entry.kind == "report"_L1) {
            QString ignored; // it was taken once already
            world->reports.post(value, &ignored);
        } else if (entry.kind != "factory"_L1) {
            world->assets.applyChange({entry.kind, entry.key, value});
        }
    }
    m_keptReports = world->reports.postedCount();
    m_kept = {};
}

QString Keeper::keep(World *world, const QString &area)
{
    for (const AssetChange &change : world->assets.takeChanges()) {
        // A made-up asset that is gone must stay gone: an empty object says so.
        const bool stays = !change.value.isEmpty() || change.kind == "asset"_L1;
        m_pending.push_back({change.kind, change.key, stays ? bytesOf(change.value) : QByteArray()});
    }
    for (; m_keptReports < world->reports.postedCount(); ++m_keptReports) {
        const QJsonObject &body = world->reports.postedBody(m_keptReports);
        m_pending.push_back({u"report"_s, body.value(u"id"_s).toString().toLower(), bytesOf(body)});
    }
    for (const auto &[name, save] : savers()) {
        if (!mayHaveChanged(name, area))
            continue;
        const QJsonObject state = save(*world);
        const QByteArray bytes = bytesOf(state);
        QByteArray &stored = m_states[name];
        if (bytes != stored && !(stored.isNull() && state.isEmpty())) {
            stored = bytes;
            m_pending.push_back({u"state"_s, name, bytes});
        }
    }
    QString problem = m_pending.empty() ? QString() : m_file->write(m_pending);
    if (problem.isEmpty())
        m_pending.clear();
    return problem;
}

} // namespace qwats::demo
