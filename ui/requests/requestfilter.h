// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/requestlog.h"

#include <functional>

namespace qwats::ui {

/// Which lines of the request log are shown: what was typed, a domain, a chip. All must hold.
///
/// Typed words are looked for in route, target, asker and method. Others have a name: `status:404` `status:5xx`
/// `by:reports` `domain:asset` `outcome:stale` `verb:put` `is:failed` (slow, network, cached, write, joined, retried),
/// and amounts `time>100ms` `size>100kB` `tries>1` `status>=400`. "-" in front of a word turns it round; quotes keep
/// blanks. Pure values. Thread: any.
class RequestFilter
{
public:
    /// What a chip lets through; Network is all that went to the server, writes and failures with it.
    enum class Chip : quint8 { All, Fresh, Stale, Seeded, Joined, Network, Failed, Slow };
    static constexpr int ChipCount = 8;

    /// Error InvalidInput says in words which word is not understood.
    [[nodiscard]] static Result<RequestFilter> parse(const QString &text);
    [[nodiscard]] static bool inChip(Chip chip, const RequestRecord &record);

    void setDomain(std::optional<Domain> domain) { m_domain = domain; }
    [[nodiscard]] std::optional<Domain> domain() const { return m_domain; }
    void setChip(Chip chip) { m_chip = chip; }
    [[nodiscard]] Chip chip() const { return m_chip; }

    /// Words and domain only: what the counts of the chips are about.
    [[nodiscard]] bool acceptsBeforeChip(const RequestRecord &record) const;
    [[nodiscard]] bool accepts(const RequestRecord &record) const
    {
        return inChip(m_chip, record) && acceptsBeforeChip(record);
    }
    [[nodiscard]] bool isNarrow() const { return !m_terms.empty() || m_domain || m_chip != Chip::All; }

private:
    struct Term
    {
        std::function<bool(const RequestRecord &)> holds;
        bool turned = false;
    };

    std::vector<Term> m_terms;
    std::optional<Domain> m_domain;
    Chip m_chip = Chip::All;
};

} // namespace qwats::ui
