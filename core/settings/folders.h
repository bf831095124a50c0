// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qwats {

/// Where the configuration lies: `QWATS_CONFIG_DIR` when set, else the user's configuration folder + "/qwats".
/// Absolute; not created here. The same for every program of the project, whatever its name.
[[nodiscard]] QString configDir();

/// Where data and logs lie: `QWATS_DATA_DIR` when set, else the user's data folder + "/qwats". Absolute; not created
/// here.
[[nodiscard]] QString dataDir();

} // namespace qwats
