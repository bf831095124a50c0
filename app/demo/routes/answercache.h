// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/analytics/watsfilter.h"
#include "app/demo/world/world.h"

#include <list>
#include <optional>

namespace qwats::demo {

/// Answers of the analytics, kept until a report comes in or something is written: the same question over the same
/// reports is not worked out twice. Holds a few megabytes at most. Thread: the server's.
class AnswerCache
{
public:
    /// Names a question: @p topic tells the analyses apart. A range that moves with the clock is the same one as long
    /// as no report comes into it or falls out of it. Empty: too long to be kept.
    static QByteArray key(int topic, const Request &request, const WatsFilter &filter, const ReportStore &reports);

    std::optional<Response> find(const World &world, const QByteArray &key);
    void keep(const QByteArray &key, const Response &response); ///< after find() for the same world

private:
    struct Answer
    {
        QByteArray key;
        Response response;
    };
    std::list<Answer> m_answers; ///< last used first
    qsizetype m_bytes = 0;
    quint64 m_writes = 0;
    qsizetype m_liveReports = 0;
};

} // namespace qwats::demo
