// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/task.h"

namespace qwats::ctl {

/// Asks the server for its version and says how long it took.
class PingTask final : public Task
{
    Q_OBJECT

public:
    using Task::Task;
    void start(Session &session) override;
};

} // namespace qwats::ctl
