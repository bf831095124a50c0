// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/transfer/reportfiles.h"

namespace qwats::demo {

/// A ZIP archive of the files. Names that are equal get a number, folders in names are left out. Empty on failure.
QByteArray zipOf(const std::vector<ReportFile> &files);

} // namespace qwats::demo
