// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AssetStore that counts what the made-up reports used.
#include "app/demo/world/assetstore.h"

#include <algorithm>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

/// After so many of 100 parts of its limit the running count is reset.
constexpr qsizetype resetPercent = 90;

/// Times of resets that leave @p wanted uses, or some less, after the last one; oldest first. A reset lies between two
/// uses, so that it is clear which ones it counts.
std::vector<qint64> resetTimes(const std::vector<qint64> &starts, qsizetype wanted, qsizetype every)
{
    std::vector<qint64> times;
    for (qsizetype first = qsizetype(starts.size()) - wanted; first > 0; first -= every) {
        auto next = starts.begin() + first;
        while (next != starts.end() && *next == *(next - 1))
            ++next;
        const qint64 before = *(next - 1);
        times.push_back(next == starts.end() ? before + 1 : before + (*next - before) / 2);
    }
    std::reverse(times.begin(), times.end());
    return times;
}

} // namespace

/// The counters follow from the reports: what the asset had when the history began, and every use since then; the
/// running count since it was last reset. What was planned is where the counters end, if the uses allow it.
void AssetStore::addUses(qsizetype row, int runningLimit, const std::vector<qint64> &starts, qint64 sinceMs)
{
    const auto uses = qint64(starts.size());
    const qint64 running = at(row).value(u"runningCount"_s).toInteger();
    const qint64 runningBefore = std::max<qint64>(0, running - uses);
    const qint64 totalBefore = std::max(runningBefore, at(row).value(u"totalCount"_s).toInteger() - uses);
    if (totalBefore > 0 || uses > 0)
        addLog(row, AssetLogType::Updated,
               u"Counters taken over: total %1, running %2"_s.arg(totalBefore).arg(runningBefore), u"system"_s,
               sinceMs);
    if (uses == 0)
        return;
    qint64 counted = runningBefore + uses;
    if (runningLimit > 0 && counted > running) {
        for (const qint64 when :
             resetTimes(starts, running, std::max<qsizetype>(1, runningLimit * resetPercent / 100))) {
            addLog(row, AssetLogType::CountReset, u"Running count reset, wear parts replaced"_s, u"mikael"_s, when);
            counted = starts.end() - std::upper_bound(starts.begin(), starts.end(), when);
        }
    }
    touch(row, u"totalCount"_s, totalBefore + uses);
    touch(row, u"runningCount"_s, counted);
    touch(row, u"lastSeenDate"_s, isoUtc(starts.back()));
}

} // namespace qwats::demo
