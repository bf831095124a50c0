// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/requestlog.h"

#include <algorithm>

namespace qwats {

RequestLog::RequestLog(size_t capacity)
    : m_capacity(std::max<size_t>(1, capacity))
{
}

void RequestLog::add(RequestRecord record)
{
    const std::lock_guard lock(m_mutex);
    record.id = ++m_lastId;
    if (m_records.size() == m_capacity)
        m_records.pop_front();
    m_records.push_back(std::move(record));
}

std::vector<RequestRecord> RequestLog::since(quint64 id) const
{
    const std::lock_guard lock(m_mutex);
    const auto first = std::upper_bound(m_records.begin(), m_records.end(), id,
                                        [](quint64 wanted, const RequestRecord &record) { return wanted < record.id; });
    return {first, m_records.end()};
}

quint64 RequestLog::lastId() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastId;
}

void RequestLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_records.clear();
}

} // namespace qwats
