// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace qwats::ui {

/// Writes a file that is there whole or not at all: beside its place first, every step checked, put in place, synced,
/// read again and compared. Thread: any; blocks for the disk. Error Storage: an older file of that name is as before,
/// unless the message says that the new one reads differently.
[[nodiscard]] Status saveFile(const QString &path, const QByteArray &bytes);

/// The same on a worker. `done` runs in the GUI thread unless `context` is gone by then; call from the GUI thread.
void saveFileInBackground(const QString &path, const QByteArray &bytes, QObject *context,
                          std::function<void(const Status &)> done);

/// Reads a file of at most `most` bytes. Errors: Storage with a sentence; TooLarge.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 most);

} // namespace qwats::ui
