// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace qwats::bench {

/// One reply of the server as it came over the wire.
struct Sample
{
    QByteArray target; ///< path and query it answers
    QByteArray body;
};

/// Replies of the demo server in a folder, one file a kind, one `target TAB body` a line. Thread: one.
class Samples
{
public:
    /// The folder of QWATS_BENCH_SAMPLES. Ends the program with a message when a file cannot be read or is empty.
    [[nodiscard]] static std::vector<Sample> load(const char *kind);
    [[nodiscard]] static bool save(const QString &folder, const char *kind, const std::vector<Sample> &samples);
};

// The kinds.
inline constexpr const char *productKind = "product"; ///< one product
inline constexpr const char *productsKind = "products"; ///< the list of 2 000
inline constexpr const char *assetsKind = "assets"; ///< 500 assets
inline constexpr const char *headersKind = "headers"; ///< 10 000 report headers
inline constexpr const char *pageKind = "page"; ///< 100 report headers
inline constexpr const char *reportKind = "report"; ///< one report with about 32 steps
inline constexpr const char *mixedKind = "mixed"; ///< 1 000 answers of 11.6 MB in all: reports, header pages, products

} // namespace qwats::bench
