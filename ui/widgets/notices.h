// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ink.h"

#include <QTimer>

class QPushButton;

namespace qwats::ui {

/// What lasts, under the page header: a glyph, a bold sentence, more words, and a link. Ground by state.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);
    /// `action` empty: no link. Shows the bar.
    void showNotice(StatusKind kind, const QString &title, const QString &text, const QString &action = {});
    StatusKind kind() const { return m_kind; }
    QString title() const { return m_title; }

signals:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusKind m_kind = StatusKind::Unknown;
    InkLabel *m_words;
    QPushButton *m_action;
    QString m_title;
};

/// Darkens the page while a dialog is open. Covers its parent and follows its size; deletes itself with the dialog.
class Scrim : public QWidget
{
    Q_OBJECT

public:
    /// `dialog` is borrowed: the scrim shows and goes with it.
    Scrim(QWidget *covered, QWidget *dialog);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

/// Two pixels under a header while something loads. A known share fills it, an unknown one lets a piece run along.
class LoadingBar : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingBar(QWidget *parent = nullptr);
    /// Shown after 200 ms only, so that quick answers do not flash. `share` 0 to 1, negative: unknown.
    void start(double share = -1);
    void setShare(double share);
    void stop();
    bool isRunning() const { return m_running; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void startMotion();

    bool m_running = false;
    bool m_visible = false;
    double m_share = -1;
    QTimer m_wait;
    QMetaObject::Connection m_motion;
};

/// The fetching ring, turning while visible.
class RingLabel : public QWidget
{
    Q_OBJECT

public:
    explicit RingLabel(QWidget *parent = nullptr);
    QSize sizeHint() const override { return {16, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QMetaObject::Connection m_motion;
};

} // namespace qwats::ui
