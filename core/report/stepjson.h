// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json/jsonvalue.h"
#include "core/report/report.h"

namespace qwats {

/// Reads a step with everything below it. A part that has an unexpected form is left out and the step kept; more than 200 levels
/// are refused. (wats-api 6.3 to 6.6)
[[nodiscard]] bool readStep(const json::Value &value, Step &out, json::Problem &problem);
[[nodiscard]] bool readAttachment(const json::Value &value, Attachment &out);

} // namespace qwats
