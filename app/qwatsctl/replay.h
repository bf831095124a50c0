// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/measure.h"
#include "app/qwatsctl/replayanswers.h"
#include "app/qwatsctl/replaywrites.h"
#include "app/qwatsctl/task.h"
#include "app/qwatsctl/trace.h"

#include <memory>

namespace qwats::ctl {

/// Sends a trace through cache and client, as pages would, and reports how every look-up ended.
///
/// A line runs until its last answer: the refresh behind an old answer belongs to it. A write runs alone. So the result
/// of `--concurrency 1` does not depend on how fast the server is.
class ReplayTask final : public Task
{
    Q_OBJECT

public:
    explicit ReplayTask(CommandLine line);

    [[nodiscard]] Status prepare() override;
    [[nodiscard]] SessionOptions sessionOptions(const Settings &settings, const Profile &profile) const override;
    [[nodiscard]] const Clock &clock() const override;
    void start(Session &session) override;

private:
    void pump();
    [[nodiscard]] bool mayStart(const TraceLine &line) const;
    void startLine(const TraceLine &line);
    void moveClock(const TraceLine &line);
    void read(const TraceLine &line);
    void write(const TraceLine &line);
    void land(const TraceLine &line, const Fetched<Untyped> &answer, std::chrono::nanoseconds asked);
    void lineEnded();
    void conclude();
    [[nodiscard]] Status checkCounts() const;
    [[nodiscard]] Status checkRecordFile() const;
    [[nodiscard]] Status saveRecording() const;
    [[nodiscard]] QJsonObject report();
    [[nodiscard]] QString summary(const QJsonObject &report) const;

    CachePolicies m_policies;
    TraceLines m_trace;
    FakeClock m_traceClock;
    AnswerFile m_answers;
    AssetNames m_names;
    Session *m_session = nullptr;
    size_t m_next = 0;
    int m_running = 0;
    bool m_writing = false;
    bool m_pumping = false;
    std::chrono::nanoseconds m_swept{0}; ///< trace time of the last clean-up
    quint64 m_lookups = 0;
    quint64 m_writes = 0;
    quint64 m_writeErrors = 0;
    Stopwatch m_watch;
    Latencies m_latencies;
};

} // namespace qwats::ctl
