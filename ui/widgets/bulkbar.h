// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ink.h"

#include <QStringList>

class QProgressBar;
class QPushButton;

namespace qwats::ui {

/// Work on several things, in one strip under a table: how far it is, a way to stop, and how it ended. What failed
/// stays on the strip until it is closed; what went well goes by itself.
///
/// Thread: GUI.
class BulkBar : public Panel
{
    Q_OBJECT

public:
    explicit BulkBar(QWidget *parent = nullptr);

    void begin(const QString &title, int of); ///< "Setting the state of 40 assets"; 0: how many is not known
    void setDone(int done);
    /// `problems` are sentences, "FX-0412: there is no such asset"; with none, and unless `stays`, the strip goes.
    void end(const QString &summary, const QStringList &problems, bool stays = false);
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] QString text() const; ///< what it says now

signals:
    void cancelRequested();

private:
    void showProblems();

    InkLabel *m_words;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QPushButton *m_details;
    QPushButton *m_close;
    QString m_title;
    QStringList m_problems;
    int m_of = 0;
    bool m_running = false;
};

} // namespace qwats::ui
