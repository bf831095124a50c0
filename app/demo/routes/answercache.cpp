// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/routes/answercache.h"

#include <algorithm>

namespace qwats::demo {

namespace {

constexpr qsizetype longestQuestion = 65536;
constexpr qsizetype mostBytes = 8 << 20;

} // namespace

QByteArray AnswerCache::key(int topic, const Request &request, const WatsFilter &filter, const ReportStore &reports)
{
    if (request.body.size() > longestQuestion)
        return {};
    const std::vector<qsizetype> &timeline = reports.timeline();
    const auto placeOf = [&](qint64 ms, bool after) {
        const auto it = std::partition_point(timeline.begin(), timeline.end(), [&](qsizetype row) {
            const qint64 start = reports.startMs(row);
            return start < ms || (after && start == ms);
        });
        return QByteArray::number(qint64(it - timeline.begin()));
    };
    QByteArray key = QByteArray::number(topic) + ' ' + placeOf(filter.fromMs, false) + ' ' + placeOf(filter.toMs, true);
    for (const auto &[name, value] : request.query) {
        const QByteArray bytes = value.toUtf8();
        key += '\n' + name.toUtf8() + ' ' + QByteArray::number(bytes.size()) + ' ' + bytes;
    }
    return key + "\n\n" + request.body;
}

std::optional<Response> AnswerCache::find(const World &world, const QByteArray &key)
{
    if (world.writes != m_writes || world.reports.liveCount() != m_liveReports) {
        m_answers.clear();
        m_bytes = 0;
        m_writes = world.writes;
        m_liveReports = world.reports.liveCount();
    }
    const auto known
        = std::find_if(m_answers.begin(), m_answers.end(), [&](const Answer &answer) { return answer.key == key; });
    if (key.isEmpty() || known == m_answers.end())
        return std::nullopt;
    m_answers.splice(m_answers.begin(), m_answers, known);
    return m_answers.front().response;
}

void AnswerCache::keep(const QByteArray &key, const Response &response)
{
    if (key.isEmpty() || response.status != 200 || response.body.size() > mostBytes / 2)
        return;
    m_answers.push_front({key, response});
    m_bytes += key.size() + response.body.size();
    while (m_bytes > mostBytes) {
        m_bytes -= m_answers.back().key.size() + m_answers.back().response.body.size();
        m_answers.pop_back();
    }
}

} // namespace qwats::demo
