// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/store/storefile.h"
#include "app/demo/world/world.h"

#include <QHash>

namespace qwats::demo {

/// Keeps what is written to a world in a store file, and brings it back when the server starts again.
///
/// Thread: that of the world. Everything the seed makes is not in the file, but the numbers that it follows from are.
class Keeper
{
public:
    /// Opens the store of @p options and checks that it belongs to the same factory. Sets the end of the made-up
    /// history in @p options to what it was when the store was new. Null and @p error, one sentence, on failure.
    static std::unique_ptr<Keeper> open(DemoOptions *options, QString *error);

    /// Brings back what was kept; call once, before the first request.
    void restore(World *world);
    /// Writes what a request in @p area (the word after /api/, in lower case) has changed; returns an error sentence or
    /// an empty text. What could not be written is written with the next call.
    QString keep(World *world, const QString &area);

private:
    Keeper() = default;
    QString identify(DemoOptions *options, bool isNew);

    std::unique_ptr<StoreFile> m_file;
    std::vector<StoreEntry> m_kept; ///< until restore()
    std::vector<StoreEntry> m_pending; ///< changed, but not in the file yet
    QHash<QString, QByteArray> m_states; ///< as they stand in the file, or wait to
    qsizetype m_keptReports = 0;
};

} // namespace qwats::demo
