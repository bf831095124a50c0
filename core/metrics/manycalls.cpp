// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/manycalls.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace qwats {
namespace {

struct Run
{
    ManyCalls calls;
    QSet<QByteArray> targets;
};

} // namespace

std::vector<ManyCalls> findManyCalls(const std::vector<RequestRecord> &records, size_t atLeast,
                                     std::chrono::milliseconds window)
{
    std::vector<const RequestRecord *> sent; // the log is in the order of ending
    for (const RequestRecord &record : records) {
        if (record.network && record.method == "GET")
            sent.push_back(&record);
    }
    std::stable_sort(sent.begin(), sent.end(), [](const auto *a, const auto *b) { return a->started < b->started; });
    std::vector<ManyCalls> found;
    QHash<QByteArray, Run> open;
    const auto close = [&](const Run &run) {
        if (run.calls.calls >= atLeast)
            found.push_back(run.calls);
    };
    for (const RequestRecord *record : sent) {
        Run &run = open[QByteArray(record->route) + '\n' + record->initiator];
        if (run.calls.calls > 0 && record->started.ms() - run.calls.to.ms() > window.count()) {
            close(run);
            run = {};
        }
        run.calls.to = record->started;
        if (run.targets.contains(record->target))
            continue;
        run.targets.insert(record->target);
        if (run.calls.calls++ == 0) {
            run.calls.route = record->route;
            run.calls.initiator = record->initiator;
            run.calls.from = record->started;
        }
        run.calls.spent += record->wait + record->download;
    }
    for (const Run &run : std::as_const(open))
        close(run);
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.calls > b.calls; });
    return found;
}

} // namespace qwats
