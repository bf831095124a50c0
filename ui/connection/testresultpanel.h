// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/connectiontest.h"

#include <QWidget>

class QVBoxLayout;

namespace qwats::ui {

class InkLabel;

/// Tries a connection and says in plain language what it found: hidden at first, then a ring with a way to cancel, then
/// the findings with their advice. Thread: GUI.
class TestResultPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TestResultPanel(QWidget *parent = nullptr);

    void run(const Profile &profile, const QByteArray &token);
    void clear(); ///< gives up a running test and takes the result away
    void wait(const QString &words); ///< the ring, for what comes before the test
    [[nodiscard]] bool isBusy() const; ///< waiting or testing
    [[nodiscard]] QString text() const; ///< the lines of the last test, joined

signals:
    void finished(bool good);
    void cancelled(); ///< by the user

private:
    void showFindings(const QList<ConnectionFinding> &findings);
    void addLine(const ConnectionFinding &finding);

    ConnectionTest m_tester;
    QWidget *m_busy;
    InkLabel *m_busyWords;
    QWidget *m_findings = nullptr;
    QVBoxLayout *m_layout;
    QStringList m_lines;
};

} // namespace qwats::ui
