// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/http/message.h"

#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

namespace qwats::demo {

/// Failures on purpose, by route and probability, so that clients can be seen to cope.
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
        QByteArray pathPrefix; ///< lower case; empty: every path
        double probability = 1;
        QString text; ///< as written
    };
    /// What to do to one request.
    struct Verdict
    {
        int extraDelayMs = 0;
        std::optional<Rule> rule; ///< instead of (or, for Truncate, on top of) the real answer
    };

    explicit Faults(quint32 seed);
    /// Replaces the rules. Returns a sentence that says what is wrong (then nothing changed), or an empty text.
    QString set(const QString &spec);
    QString spec() const;
    Verdict judge(const QByteArray &path);
    /// Turns @p answer into what @p rule wants.
    static Response apply(const Rule &rule, Response answer);

private:
    mutable std::mutex m_mutex;
    std::vector<Rule> m_rules;
    std::mt19937 m_random;
};

} // namespace qwats::demo
