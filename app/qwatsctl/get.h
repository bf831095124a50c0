// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/measure.h"
#include "app/qwatsctl/raw.h"
#include "app/qwatsctl/task.h"

namespace qwats::ctl {

/// Asks for one path, once or many times at once, and reports what was measured.
class GetTask final : public Task
{
    Q_OBJECT

public:
    using Task::Task;
    [[nodiscard]] Status prepare() override;
    [[nodiscard]] SessionOptions sessionOptions(const Settings &settings, const Profile &profile) const override;
    void start(Session &session) override;

private:
    void pump();
    void ask();
    void land(const Fetched<RawBody> &answer, std::chrono::nanoseconds asked);
    void conclude();
    [[nodiscard]] bool printsBody() const { return line().count == 1 && !line().json; }
    [[nodiscard]] QJsonObject measured();
    [[nodiscard]] QString summary();

    Session *m_session = nullptr;
    Query<RawBody> m_query;
    FetchOptions m_options;
    Stopwatch m_watch;
    Latencies m_latencies;
    int m_started = 0;
    int m_ended = 0;
    int m_errors = 0;
    std::optional<Error> m_firstError;
    std::shared_ptr<const RawBody> m_body; ///< the newest answer
    bool m_pumping = false;
};

} // namespace qwats::ctl
