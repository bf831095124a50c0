// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

/// Every setting is declared here, once: its key in the file, default, range and unit.
namespace qwats {

struct BoolSetting
{
    const char *key;
    bool fallback;
};

struct NumberSetting
{
    const char *key;
    qint64 fallback;
    qint64 lowest;
    qint64 highest;
    const char *unit; ///< for messages and documents: "s", "bytes", "entries", ...
};

/// A text out of a short list, or a language code when the list is empty.
struct TextSetting
{
    const char *key;
    const char *fallback;
    std::array<const char *, 3> allowed;
};

namespace setting {

inline constexpr qint64 Day = 24 * 3600;
inline constexpr qint64 LongestLife = 90 * Day; ///< no data is shown that is older

inline constexpr BoolSetting enableCache{"enable_cache", true};
inline constexpr BoolSetting trayAlarms{"tray_alarms", true}; ///< shows alarms in the system tray, where there is one
inline constexpr BoolSetting closeToTray{"close_to_tray", false}; ///< closing the window leaves the program in the tray
inline constexpr NumberSetting freshFor{"cache_ttl_seconds", 300, 1, 7 * Day, "s"};
inline constexpr NumberSetting keepFor{"cache_keep_seconds", 3600, 1, 30 * Day, "s"};
inline constexpr NumberSetting offlineFor{"cache_offline_seconds", 8 * 3600, 1, LongestLife, "s"};
inline constexpr NumberSetting negativeFor{"cache_negative_seconds", 30, 0, 3600, "s"};
inline constexpr NumberSetting maxEntries{"cache_max_size", 1000, 10, 1'000'000, "entries"};
inline constexpr NumberSetting maxBytes{"cache_max_bytes", 64'000'000, 1'000'000, 4'000'000'000, "bytes"};
inline constexpr NumberSetting maxEntryBytes{"cache_max_entry_bytes", 8'000'000, 10'000, 1'000'000'000, "bytes"};
inline constexpr NumberSetting maxConnections{"max_connections", 60, 1, 120, "connections"};
inline constexpr NumberSetting requestsPerMinute{"requests_per_minute", 500, 0, 100'000, "requests"}; ///< 0: no limit
inline constexpr TextSetting theme{"theme", "system", {"system", "light", "dark"}};
inline constexpr TextSetting rowHeight{"row_height", "normal", {"compact", "normal", "comfortable"}};
inline constexpr TextSetting language{"language", "", {}}; ///< empty: as the system; else a code like "de" or "pt_BR"

inline constexpr std::array bools{enableCache, trayAlarms, closeToTray};
inline constexpr std::array numbers{freshFor, keepFor,       offlineFor,     negativeFor,      maxEntries,
                                    maxBytes, maxEntryBytes, maxConnections, requestsPerMinute};
inline constexpr std::array texts{theme, rowHeight, language};

} // namespace setting
} // namespace qwats
