// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/ping.h"

#include "app/qwatsctl/measure.h"
#include "core/session/serverversion.h"

namespace qwats::ctl {

void PingTask::start(Session &session)
{
    FetchOptions options;
    options.mode = FetchOptions::Mode::NoCache;
    options.initiator = QByteArrayLiteral("qwatsctl ping");
    options.deadline = std::chrono::seconds(10);
    const auto started = stopwatchNow();
    const QString url = session.profile().url.toString();
    session.fetcher().fetch<QString>(serverVersionQuery(), options, this, [=, this](const Fetched<QString> &version) {
        if (!version)
            return fail(version.error.value_or(Error()));
        const double ms = double((stopwatchNow() - started).count()) / 1e6;
        if (line().json) {
            finish(printOut(QJsonObject{{QStringLiteral("url"), url},
                                        {QStringLiteral("version"), *version},
                                        {QStringLiteral("round_trip_ms"), ms}}));
        } else {
            finish(printOut(tr("%1 answers in %2 ms: WATS %3. The token is accepted.")
                                .arg(url, QString::number(ms, 'f', 1), printable(*version))
                            + u'\n'));
        }
    });
}

} // namespace qwats::ctl
