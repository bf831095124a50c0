// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ink.h"

#include <QTimer>

class QProgressBar;
class QToolButton;

namespace qwats::ui {

/// One transfer and how it ended, under the page: what is on its way with a way to stop it, then the outcome with at
/// most one thing to do next. Hidden while there is nothing to say. Thread: GUI.
class TransferBar : public Panel
{
    Q_OBJECT

public:
    explicit TransferBar(QWidget *parent = nullptr);

    /// Shown after half a second only, so that quick ones do not flash. What cannot be stopped offers no *Cancel*.
    void start(const QString &words, bool canCancel);
    /// The outcome; `action` empty: nothing to do next but to close.
    void finish(StatusKind kind, const QString &title, const QString &text, const QString &action = {});
    void close();

    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] StatusKind kind() const { return m_kind; }
    [[nodiscard]] QString title() const { return m_title->text(); }
    [[nodiscard]] QString text() const { return m_text->text(); }
    [[nodiscard]] QPushButton *actionButton() const { return m_action; }
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }

    static constexpr int QuietMs = 500;

signals:
    void cancelRequested();
    void actionRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateGlyph();

    QLabel *m_glyph;
    InkLabel *m_title;
    InkLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_action;
    QPushButton *m_cancel;
    QToolButton *m_close;
    QTimer m_quiet;
    StatusKind m_kind = StatusKind::Unknown;
    bool m_running = false;
};

} // namespace qwats::ui
