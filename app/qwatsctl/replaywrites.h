// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/trace.h"
#include "core/asset/asset.h"
#include "core/http/command.h"

#include <QHash>
#include <QSet>

namespace qwats::ctl {

/// Ids and serial numbers that belong together, learnt from answers: a trace may read an asset under one name and write
/// it under the other.
class AssetNames
{
public:
    void learn(const AnyQuery &query,
               const std::shared_ptr<const void> &value); ///< values that are no assets teach nothing
    [[nodiscard]] Asset named(const QString &name) const; ///< with both names, as far as they are known

private:
    void learn(const Asset &asset);
    QHash<QString, QString> m_other;
    QSet<QString> m_ids;
};

/// The write of a trace's line as a command: sent once, with a minimal entity of the line's target as body and the tags
/// its success drops. Error InvalidInput: the line names nothing that it writes.
[[nodiscard]] Result<Command<Done>> commandFor(const TraceLine &line, const AssetNames &names);

/// Whether commandFor() will find out what a line writes. Needs no server.
[[nodiscard]] Status checkWrite(const TraceLine &line);

} // namespace qwats::ctl
