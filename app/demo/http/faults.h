// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/http/message.h"

#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

namespace qwats::demo {

/// Failures on purpose, by route and probability, so that clients can be seen to cope. The grammar: faultsHelp().
///
/// Thread: any.
class Faults
{
public:
    enum class Kind { Status, Slow, Drop, Reset, Truncate, Garbage, Html };
    struct Rule
    {
        Kind kind = Kind::Status;
        int number = 0; ///< status code, or ms of delay
        int retryAfterSeconds = 0; ///< of a status; 0: no Retry-After
        bool retryAfterAsDate = false;
        QByteArray method; ///< empty: every method
        QStringList segments; ///< the path must begin with these; "{" stands for any
        bool wholePath = false; ///< and must have no more
        double probability = 1;
        QString text; ///< as written

        bool concerns(const QByteArray &requestMethod, const QStringList &requestSegments) const;
    };
    /// What to do to one request.
    struct Verdict
    {
        int extraDelayMs = 0;
        std::optional<Rule> rule; ///< instead of (or, for Truncate and Garbage, on top of) the real answer
    };

    explicit Faults(quint32 seed);
    /// Reads rules. On failure returns nothing and sets @p error to a sentence that says what is wrong and where.
    static std::optional<std::vector<Rule>> parse(const QString &spec, QString *error);
    /// Replaces the rules. Returns a sentence that says what is wrong and where (then nothing changed), or an empty
    /// text.
    QString set(const QString &spec);
    QString spec() const;
    /// The first rule that strikes decides; delays add up. @p segments decoded, in any letter case.
    Verdict judge(const QByteArray &method, const QStringList &segments);
    /// Turns @p answer into what @p rule wants.
    static Response apply(const Rule &rule, Response answer);

private:
    mutable std::mutex m_mutex;
    std::vector<Rule> m_rules;
    std::mt19937 m_random;
};

} // namespace qwats::demo
