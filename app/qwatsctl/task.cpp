// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/task.h"

#include "app/qwatsctl/get.h"
#include "app/qwatsctl/listing.h"
#include "app/qwatsctl/ping.h"
#include "app/qwatsctl/replay.h"
#include "app/qwatsctl/show.h"
#include "app/qwatsctl/upload.h"
#include "app/qwatsctl/whatif.h"

namespace qwats::ctl {

SessionOptions Task::sessionOptions(const Settings &settings, const Profile &profile) const
{
    SessionOptions options;
    options.policies = settings.cachePolicies();
    options.maxConnections = settings.maxConnections();
    options.requestsPerMinute = profile.requestsPerMinute.value_or(settings.requestsPerMinute());
    options.watchServer = false; // a command asks what it was told to ask, no more
    return options;
}

void Task::finish(const Status &status)
{
    if (!status)
        printError(status.error(), m_line.json);
    Q_EMIT finished(status ? ExitCode::Done : exitCodeFor(status.error()));
}

void Task::finishWith(const Status &output, const std::optional<Error> &error)
{
    if (output && error)
        fail(*error);
    else
        finish(output);
}

std::unique_ptr<Task> makeTask(const CommandLine &line)
{
    switch (line.command) {
    case CommandId::Ping: return std::make_unique<PingTask>(line);
    case CommandId::Get: return std::make_unique<GetTask>(line);
    case CommandId::ProductsList:
    case CommandId::AssetsList:
    case CommandId::ReportsList: return makeListTask(line);
    case CommandId::ProductsShow:
    case CommandId::AssetsShow:
    case CommandId::ReportsShow:
    case CommandId::ReportsDownload: return makeShowTask(line);
    case CommandId::ReportsUpload: return std::make_unique<UploadTask>(line);
    case CommandId::Replay: return std::make_unique<ReplayTask>(line);
    case CommandId::WhatIf: return std::make_unique<WhatIfTask>(line);
    }
    Q_UNREACHABLE();
}

} // namespace qwats::ctl
