// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace qwats::demo {

/// Calls functions after a while, on one thread of its own: what makes a slow answer cost no thread.
///
/// Thread: any. close() calls everything that still waits at once and ends the thread; later calls run immediately.
class DelayLine
{
public:
    DelayLine();
    ~DelayLine();
    void call(std::chrono::milliseconds delay, std::function<void()> what);
    void close();

private:
    void run();

    using Clock = std::chrono::steady_clock;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Clock::time_point, std::function<void()>> m_waiting;
    bool m_closed = false;
    std::thread m_thread;
};

} // namespace qwats::demo
