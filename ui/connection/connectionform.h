// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/profile.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace qwats::ui {

class ConnectionFields;
class InkLabel;
class TestResultPanel;

/// Where a server is and how to sign in, with a test that says in plain language what it found, and Connect.
///
/// Thread: GUI. The token is never shown unless asked, never logged, and leaves only through submitted().
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget *parent = nullptr);

    void setProfile(const Profile &profile); ///< for editing; the token stays where it is
    /// A line under the form in the colour of trouble, e.g. what the keychain said; empty takes it away.
    void showProblem(const QString &text);
    [[nodiscard]] QLineEdit *address() const;
    [[nodiscard]] QLineEdit *token() const;
    [[nodiscard]] QPushButton *connectButton() const { return m_connect; }
    [[nodiscard]] QPushButton *testButton() const { return m_test; }
    [[nodiscard]] QString resultText() const; ///< the lines of the last test, joined
    [[nodiscard]] QString problemText() const; ///< the line of showProblem(); empty when there is none
    [[nodiscard]] bool remembers() const;

signals:
    void submitted(const qwats::Profile &profile, const QByteArray &token, bool remember);

private:
    void checkFields(); ///< what was typed: the reason why not, or Test and Connect
    void test();
    void submit();

    ConnectionFields *m_fields;
    InkLabel *m_problem;
    TestResultPanel *m_result;
    QPushButton *m_test;
    QPushButton *m_connect;
};

} // namespace qwats::ui
