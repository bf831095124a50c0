// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/time/clock.h"
#include "core/time/timestamp.h"
#include "ui/shell/page.h"

#include <QAbstractListModel>
#include <QFrame>
#include <QToolButton>

class QCheckBox;
class QStackedWidget;

namespace qwats::ui {

class DenseListView;
class InkLabel;

/// Something that was said, or happened, and when.
struct Alert
{
    StatusKind kind = StatusKind::Ok;
    QString title;
    QString text;
    Timestamp at;
    Place place{}; ///< where it leads; no page: nowhere
};

/// What went by: toasts, alarms of assets, the server going and coming. Newest first, bounded.
///
/// Thread: GUI.
class AlertLog : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int Most = 200;

    AlertLog(const Clock &clock, QObject *parent);

    void add(StatusKind kind, const QString &title, const QString &text, const Place &place = {});
    [[nodiscard]] const Alert &at(int row) const { return m_alerts.at(row); }
    [[nodiscard]] int unread() const { return m_unread; }
    void markRead();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

signals:
    void unreadChanged(int unread);

private:
    const Clock &m_clock;
    QList<Alert> m_alerts;
    int m_unread = 0;
};

/// The bell: a dot while there is something unread, and the count in its name.
class AlertButton : public QToolButton
{
    Q_OBJECT

public:
    explicit AlertButton(QWidget *parent = nullptr);
    void setUnread(int unread);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_unread = 0;
};

/// The list under the bell, with the switches of the system tray. Esc closes it and gives the keyboard back.
///
/// Thread: GUI. A child of the window, over its pages; borrows the log.
class AlertsPanel : public QFrame
{
    Q_OBJECT

public:
    AlertsPanel(AlertLog &log, QWidget *window);

    void openUnder(QWidget *button);
    [[nodiscard]] DenseListView *list() const { return m_list; }
    /// Shows the switches; without a system tray they stay hidden.
    void setTrayChoices(bool available, bool alarms, bool keepRunning);

signals:
    void placeRequested(const qwats::ui::Place &place);
    void trayAlarmsChosen(bool on);
    void keepRunningChosen(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void leave();
    void updateStack();

    AlertLog &m_log;
    DenseListView *m_list;
    QStackedWidget *m_stack;
    QCheckBox *m_alarms;
    QCheckBox *m_keep;
    QWidget *m_opener = nullptr;
};

} // namespace qwats::ui
