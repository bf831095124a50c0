// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>
#include <QList>

namespace qwats::ui {

/// A key that works now, and what it does.
struct ShortcutEntry
{
    QString group; ///< where it works: "Everywhere", "Reports"
    QString words;
    QList<QKeySequence> keys;
};

/// Every key of a window, read from the actions, buttons and shortcuts that listen for it. Nothing is written by hand:
/// what is not there is not listed. Thread: GUI.
[[nodiscard]] QList<ShortcutEntry> collectShortcuts(const QWidget *window);

/// Keys that lists and trees handle themselves.
[[nodiscard]] QList<ShortcutEntry> listKeys();

/// The sheet of keys (F1). Deletes itself on close; open it with open().
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const QList<ShortcutEntry> &entries, QWidget *parent);
    [[nodiscard]] const QList<ShortcutEntry> &entries() const { return m_entries; }

private:
    QList<ShortcutEntry> m_entries;
};

} // namespace qwats::ui
