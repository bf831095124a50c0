// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json/jsonvalue.h"
#include "core/report/report.h"

namespace qwats {

/// Reads a step with everything below it. What cannot be read is left out and named in Step::problem, the rest of the
/// report stays readable; steps below the 200th level are left out. False: it is not an object. (wats-api 6.3 to 6.6)
[[nodiscard]] bool readStep(const json::Value &value, Step &out, json::Problem &problem);

[[nodiscard]] const json::ObjectReader<Attachment> &attachmentReader();
[[nodiscard]] const json::ObjectReader<PropertyGroup> &propertyGroupReader(); ///< see propertyjson.cpp

} // namespace qwats
