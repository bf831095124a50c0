// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/command.h"

#include <QStringList>

#include <initializer_list>

namespace qwats {

/// One kind of write and the answers that it makes untrue: a row of a domain's dependency table.
///
/// `drops` names tags, separated by spaces. `{…}` at the end of one stands for what the write is about; see
/// droppedTags(). The tables are constants and the only place that knows what depends on what;
/// docs/development/dependencies.md shows them.
struct Dependency
{
    const char *write; ///< in words
    Method method;
    const char *route;
    const char *drops;
};

/// What stands in place of a `{name}`. Several texts give a tag each; with none the tag is left out.
struct DependencySubject
{
    const char *name;
    QStringList texts; ///< empty ones do not count
};

/// The tags of a row for one write. No tag comes twice. Thread: any.
[[nodiscard]] TagList droppedTags(const Dependency &row, const std::initializer_list<DependencySubject> &subjects);

/// A write that still lacks its target and body. Thread: any.
template <typename T> [[nodiscard]] Command<T> commandFor(const Dependency &row, TagList drops)
{
    Command<T> command;
    command.method = row.method;
    command.route = row.route;
    command.target = row.route;
    command.drops = std::move(drops);
    return command;
}

/// The tag that every answer of a kind carries beside its own, for writes that do not know all names of their subject:
/// `status:any`.
[[nodiscard]] inline Tag anyOf(const char *kind)
{
    return QByteArray(kind) + ":any";
}

} // namespace qwats
