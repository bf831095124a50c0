// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dataagelabel.h"
#include "ui/widgets/ink.h"

class QHBoxLayout;
class QStackedWidget;

namespace qwats::ui {

/// Tabs with counts in the page's own look; otherwise a QTabBar.
class CountTabs;

/// One chosen thing beside or under its list: title row, actions, tabs, pages. Esc closes it.
///
/// Thread: gui. Owns pages and actions given to it.
class DetailPane : public Panel
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);

    /// Glyph, key ("FX-0412"), name, and the cause in the state's colour ("Calibration 3 days late").
    void setThing(std::optional<StatusKind> status, const QString &key, const QString &name, const QString &cause);
    DataAgeLabel *age() const { return m_age; }

    QPushButton *addAction(const QString &text, const QString &iconName = {}, bool primary = false);
    void addActionWidget(QWidget *widget);

    /// Adds a tab; the page is taken over.
    void addTab(const QString &id, const QString &word, QWidget *page);
    /// The count behind the word; nullopt hides it.
    void setTabCount(const QString &id, std::optional<qint64> count);
    void setCurrentTab(const QString &id);
    /// A tab that has nothing to show for the present thing goes; so does the whole row when one is left.
    void setTabVisible(const QString &id, bool visible);
    QString currentTab() const;

    /// Two title rows for the narrow pane at the right of wide windows.
    void setNarrow(bool narrow);

signals:
    void closeRequested();
    void tabChanged(const QString &id);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateLook();

    QLabel *m_glyph;
    InkLabel *m_key;
    InkLabel *m_name;
    InkLabel *m_cause;
    DataAgeLabel *m_age;
    QList<QHBoxLayout *> m_rows;
    QWidget *m_actionsBox;
    QHBoxLayout *m_actions;
    CountTabs *m_tabs;
    QStackedWidget *m_pages;
    QToolButton *m_close;
    std::optional<StatusKind> m_status;
};

} // namespace qwats::ui
