// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/reportcriteria.h"
#include "ui/settings/profilememory.h"

#include <QFrame>
#include <QObject>

class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace qwats::ui {

class InkLabel;

/// Report filters with names, in the user's order, one of them perhaps the one to begin with. Kept per profile.
/// Thread: gui. A stored list that is not one reads as empty; entries without a name are left out.
class SavedFilters : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name; ///< unique, never empty
        QVariantMap criteria; ///< as ReportCriteria::toMap()
        bool first = false; ///< the page begins with it
    };

    explicit SavedFilters(const ProfileMemory &memory, QObject *parent = nullptr);

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }
    [[nodiscard]] const Entry *first() const; ///< null: none begins
    [[nodiscard]] int indexOf(const ReportCriteria &criteria) const; ///< -1: not saved
    int add(const QString &name, const ReportCriteria &criteria); ///< its place; a taken name gets a number behind
    bool rename(int index, const QString &name); ///< false: empty or taken
    Entry take(int index);
    void insert(int index, const Entry &entry);
    void move(int from, int to);
    void setFirst(int index); ///< -1: none

signals:
    void changed();

private:
    void store();
    [[nodiscard]] bool isTaken(const QString &name, int except = -1) const;

    ProfileMemory m_memory;
    QList<Entry> m_entries;
};

/// The saved filters under their button: Enter or a click sets one, drag orders, F2 renames, Del deletes. Thread: gui.
/// Borrows the filters. Deletes itself when closed.
class SavedFiltersPopup : public QFrame
{
    Q_OBJECT

public:
    SavedFiltersPopup(SavedFilters &filters, const ReportCriteria &present, QWidget *parent);

    void openUnder(const QWidget *button);
    [[nodiscard]] QListWidget *list() const { return m_list; }
    void saveCurrent();
    void deleteCurrent();
    void renameCurrent();
    void toggleFirst();

signals:
    void chosen(int index);
    void deleted(int index, const qwats::ui::SavedFilters::Entry &entry);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(int current);
    void takeName(QListWidgetItem *item);
    void moveCurrent(int step);
    void updateButtons();

    SavedFilters &m_filters;
    ReportCriteria m_present;
    QListWidget *m_list;
    InkLabel *m_empty;
    QPushButton *m_save;
    QPushButton *m_rename;
    QPushButton *m_delete;
    QPushButton *m_first;
    bool m_filling = false;
};

} // namespace qwats::ui
