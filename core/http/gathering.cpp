// SPDX-License-Identifier: GPL-3.0-or-later
// Single look-ups that become one question.
#include "core/http/engine.h"

#include <algorithm>

namespace qwats {

/// Holds a single look-up back for a moment, for others that could go along.
bool Engine::gather(const FlightPtr &flight)
{
    if (flight->command || !flight->query.endpoint->batch || flight->options.mode != FetchOptions::Mode::Normal)
        return false;
    flight->state = Flight::State::Gathering;
    m_gathered[flight->query.endpoint].push_back(flight);
    if (!m_gatherTimer.isActive())
        m_gatherTimer.start();
    return true;
}

void Engine::sendGathered()
{
    const auto gathered = std::exchange(m_gathered, {});
    for (auto group = gathered.cbegin(); group != gathered.cend(); ++group) {
        std::vector<FlightPtr> waiting;
        std::copy_if(group->begin(), group->end(), std::back_inserter(waiting),
                     [](const FlightPtr &flight) { return flight->state == Flight::State::Gathering; });
        const auto most = static_cast<size_t>(group.key()->batch->most);
        for (size_t from = 0; from < waiting.size(); from += most) {
            const size_t count = std::min(most, waiting.size() - from);
            if (count == 1)
                enqueue(waiting[from]);
            else
                sendBatch({waiting.begin() + static_cast<ptrdiff_t>(from),
                           waiting.begin() + static_cast<ptrdiff_t>(from + count)});
        }
    }
    pump();
}

void Engine::sendBatch(const std::vector<FlightPtr> &members)
{
    const Flight &first = *members.front();
    QByteArrayList subjects;
    auto whole = std::make_shared<Flight>();
    whole->options = first.options;
    for (const auto &member : members) {
        subjects << member->query.subject;
        whole->options.priority = std::min(whole->options.priority, member->options.priority);
        whole->options.deadline = std::max(whole->options.deadline, member->options.deadline);
    }
    whole->options.mode = FetchOptions::Mode::NoCache; // its rows are stored one by one
    whole->query = first.query.endpoint->batch->question(subjects);
    whole->storable = false;
    whole->joinable = false;
    whole->members = members;
    Waiter waiter;
    waiter.background = true; // the members are the look-ups
    waiter.askedAt = first.waiters.front().askedAt;
    waiter.initiator = first.waiters.front().initiator;
    waiter.interest = std::make_shared<Interest>();
    waiter.deliver = [this, self = whole.get()](const FetchedInfo &info, const std::shared_ptr<const void> &answer) {
        settleBatch(*self, info, answer);
    };
    whole->waiters.push_back(std::move(waiter));
    submit(whole);
}

/// Gives each member its row. One that has none asks for itself: the server may know it under another name, or not know
/// the filter.
void Engine::settleBatch(const Flight &whole, const FetchedInfo &info, const std::shared_ptr<const void> &answer)
{
    const bool away = info.error && (info.error->isOutage() || info.error->kind == Error::Kind::Cancelled);
    const std::vector<FlightPtr> members = whole.members;
    for (const auto &member : members) {
        if (member->state != Flight::State::Gathering)
            continue;
        LoadResult result;
        member->epoch = whole.epoch;
        member->loadTime = whole.loadTime;
        if (answer)
            result.value = member->query.endpoint->batch->pick(answer, member->query.subject);
        if (result.value) {
            result.decodedBytes = member->query.endpoint->batch->rowBytes;
            store(member, result);
            complete(member, result);
        } else if (away) {
            result.error = info.error;
            complete(member, result);
        } else {
            enqueue(member);
        }
    }
    QMetaObject::invokeMethod(this, &Engine::pump, Qt::QueuedConnection);
}

} // namespace qwats
