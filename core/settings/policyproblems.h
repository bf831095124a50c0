// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cachepolicy.h"

#include <QList>
#include <QString>

#include <optional>

namespace qwats {

/// One reason why a table of lifetimes and limits can't be used.
struct PolicyProblem
{
    enum class Field : quint8 {
        Enabled,
        Safety,
        FreshFor,
        KeepFor,
        OfflineFor,
        NegativeFor,
        MaxEntries,
        MaxBytes,
        MaxEntryBytes
    };

    std::optional<Domain> domain; ///< none: a shared value
    Field field = Field::FreshFor;
    QString reason; ///< translated; starts lower-case, to stand behind the domain's name
    qint64 remedy = 0; ///< the nearest value that would do; seconds, bytes or entries
};

/// Everything wrong with the table, in its order; empty when it can be used. Live-only domains are not looked at: they
/// keep nothing.
[[nodiscard]] QList<PolicyProblem> problemsOf(const CachePolicies &policies);

} // namespace qwats
