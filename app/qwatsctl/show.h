// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qwatsctl/task.h"

namespace qwats::ctl {

/// `products|assets|reports show` and `reports download`.
[[nodiscard]] std::unique_ptr<Task> makeShowTask(const CommandLine &line);

} // namespace qwats::ctl
