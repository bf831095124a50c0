// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

/// File dialogs that do not stop the program. `done` runs once with the chosen path, never when nothing was chosen or
/// `parent` went first. The folder of the last choice is where the next one begins. Thread: GUI.
namespace qwats::ui {

void chooseSaveFile(QWidget *parent, const QString &title, const QString &suggestedName,
                    const std::function<void(const QString &path)> &done);
void chooseOpenFile(QWidget *parent, const QString &title, const QStringList &nameFilters,
                    const std::function<void(const QString &path)> &done);

} // namespace qwats::ui
