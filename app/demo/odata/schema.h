// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/value.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace qwats::demo::odata {

/// Names a row, or within a collection test one element of that row. What the numbers mean is up to the schema.
struct RowRef
{
    qsizetype row = -1;
    qsizetype element = -1;
};

/// One field that a filter may name. `read` must be fast: it runs once a row.
struct Field
{
    QString name;
    Kind kind = Kind::Text;
    std::function<Value(RowRef)> read;
    /// Turns a literal of the filter into the field's own spelling ('P' → 'Passed'); empty: no change.
    std::function<Value(const Value &)> literal;
    int tag = -1; ///< the owner's number for the field, for stores that keep indexes
};

class Schema;

/// A list inside a row that `name/any(x: …)` looks into.
struct Collection
{
    QString name;
    std::function<qsizetype(RowRef)> count;
    std::shared_ptr<const Schema> elements;
};

/// The names that a filter on one kind of row may use. Names are compared without case.
///
/// Thread: built once, then read from one thread. The readers refer to the data; they must outlive no store.
class Schema
{
public:
    void add(Field field, const QStringList &aliases = {});
    void add(Collection collection, const QStringList &aliases = {});
    /// Null when there is no such name. The pointer lives as long as the schema.
    const Field *field(QStringView name) const;
    const Collection *collection(QStringView name) const;

private:
    QHash<QString, std::shared_ptr<Field>> m_fields;
    QHash<QString, std::shared_ptr<Collection>> m_collections;
};

} // namespace qwats::demo::odata
