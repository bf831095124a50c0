// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/analytics/wildcards.h"

#include <algorithm>

namespace qwats::demo {

namespace {

/// Both sides case-folded. Remembers the last `%` and goes back to it: no recursion, so no pattern can blow up.
bool fitsPattern(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype retry = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'%') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && (pattern[p] == u'_' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'%')
        ++p;
    return p == pattern.size();
}

} // namespace

Wildcards::Wildcards(const QString &text)
{
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        if (const QString alternative = part.trimmed(); !alternative.isEmpty())
            m_alternatives += alternative.toCaseFolded();
    }
}

bool Wildcards::matches(QStringView text) const
{
    if (m_alternatives.isEmpty())
        return true;
    const QString folded = text.toString().toCaseFolded();
    return std::any_of(m_alternatives.begin(), m_alternatives.end(),
                       [&](const QString &pattern) { return fitsPattern(pattern, folded); });
}

bool Wildcards::matchesAny(const QStringList &texts) const
{
    return m_alternatives.isEmpty()
        || std::any_of(texts.begin(), texts.end(), [this](const QString &text) { return matches(text); });
}

} // namespace qwats::demo
