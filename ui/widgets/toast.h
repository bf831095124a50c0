// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ink.h"

#include <QElapsedTimer>
#include <QTimer>

namespace qwats::ui {

/// What is done, bottom right above the status bar, for 8 s; the pointer or the focus on it stops the time.
class Toast : public QWidget
{
    Q_OBJECT

public:
    Toast(StatusKind kind, const QString &title, const QString &text, bool undoable, QWidget *parent);
    /// What is left, in ms.
    qint64 remainingMs() const;
    static constexpr int lifeMs = 8000;

signals:
    void undoRequested();
    /// Time over, closed or undone; the toast deletes itself afterwards.
    void gone();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void hold(bool held);
    void leave();

    StatusKind m_kind;
    QTimer m_life;
    QTimer m_second;
    qint64 m_left = lifeMs;
    QElapsedTimer m_running;
    InkLabel *m_seconds;
    int m_holds = 0;
};

/// Places toasts over a window and keeps at most two. Ctrl+Z undoes the newest that can be undone.
class ToastStack : public QObject
{
    Q_OBJECT

public:
    /// `window` is borrowed; `bottomMargin` keeps the status bar free.
    explicit ToastStack(QWidget *window, int bottomMargin = 28);
    Toast *add(StatusKind kind, const QString &title, const QString &text, bool undoable = false);
    /// Undoes the newest undoable toast; false when there is none.
    bool undoNewest();
    int count() const { return int(m_toasts.size()); }

signals:
    void added(qwats::ui::StatusKind kind, const QString &title, const QString &text); ///< for the list of alerts

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_window;
    int m_bottom;
    QList<Toast *> m_toasts;
};

} // namespace qwats::ui
