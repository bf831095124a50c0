// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace qwats::demo {

/// A text condition of a WATS filter: `;` separates alternatives, `%` stands for any characters (also none), `_` for
/// one character. Letter case does not matter; spaces around an alternative do not count.
///
/// Thread: a value; matches() may run anywhere. An empty condition holds for every text.
class Wildcards
{
public:
    Wildcards() = default;
    explicit Wildcards(const QString &text);

    bool isEmpty() const { return m_alternatives.isEmpty(); }
    bool matches(QStringView text) const;
    /// True when at least one of @p texts fits.
    bool matchesAny(const QStringList &texts) const;
    const QStringList &alternatives() const { return m_alternatives; } ///< case-folded

private:
    QStringList m_alternatives;
};

} // namespace qwats::demo
