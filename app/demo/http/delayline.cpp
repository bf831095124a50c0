// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/http/delayline.h"

namespace qwats::demo {

DelayLine::DelayLine()
    : m_thread([this] { run(); })
{
}

DelayLine::~DelayLine()
{
    close();
}

void DelayLine::call(std::chrono::milliseconds delay, std::function<void()> what)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed) {
            m_waiting.emplace(Clock::now() + delay, std::move(what));
            m_changed.notify_one();
            return;
        }
    }
    what();
}

void DelayLine::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void DelayLine::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_closed || !m_waiting.empty()) {
        if (m_waiting.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const auto first = m_waiting.begin();
        if (!m_closed && first->first > Clock::now()) {
            // A copy: the entry may be gone (or not be the first any more) when the wait ends.
            const Clock::time_point due = first->first;
            m_changed.wait_until(lock, due);
            continue;
        }
        const std::function<void()> what = std::move(first->second);
        m_waiting.erase(first);
        lock.unlock();
        what();
        lock.lock();
    }
}

} // namespace qwats::demo
