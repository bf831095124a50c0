// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/odata/schema.h"

namespace qwats::demo::odata {

namespace {

template <typename T> void insert(QHash<QString, std::shared_ptr<T>> *into, T item, const QStringList &aliases)
{
    const auto shared = std::make_shared<T>(std::move(item));
    into->insert(shared->name.toLower(), shared);
    for (const QString &alias : aliases)
        into->insert(alias.toLower(), shared);
}

} // namespace

void Schema::add(Field field, const QStringList &aliases)
{
    insert(&m_fields, std::move(field), aliases);
}

void Schema::add(Collection collection, const QStringList &aliases)
{
    insert(&m_collections, std::move(collection), aliases);
}

const Field *Schema::field(QStringView name) const
{
    return m_fields.value(name.toString().toLower()).get();
}

const Collection *Schema::collection(QStringView name) const
{
    return m_collections.value(name.toString().toLower()).get();
}

} // namespace qwats::demo::odata
