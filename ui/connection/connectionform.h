// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/connectiontest.h"
#include "core/settings/profile.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace qwats::ui {

class InkLabel;
class SegmentedControl;

/// Where a server is and how to sign in: address, name, token or user and password, proxy and certificates; with a test
/// that says in plain language what it found.
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
    [[nodiscard]] QLineEdit *address() const { return m_address; }
    [[nodiscard]] QLineEdit *token() const { return m_token; }
    [[nodiscard]] QPushButton *connectButton() const { return m_connect; }
    [[nodiscard]] QPushButton *testButton() const { return m_test; }
    [[nodiscard]] QString resultText() const; ///< the lines of the last test, joined
    [[nodiscard]] QString problemText() const; ///< the line of showProblem(); empty when there is none
    [[nodiscard]] bool remembers() const;

signals:
    void submitted(const qwats::Profile &profile, const QByteArray &token, bool remember);

private:
    void makeFields(QVBoxLayout *layout);
    void makeMore(QVBoxLayout *layout);
    void checkFields(); ///< what was typed: the reason why not, or Test and Connect
    void test();
    void submit();
    void showFindings(const QList<ConnectionFinding> &findings);
    void clearResult();
    [[nodiscard]] Result<Profile> profile() const;
    [[nodiscard]] Result<QByteArray> credential() const;

    Profile m_profile;
    ConnectionTest m_tester;
    QLineEdit *m_address;
    QLineEdit *m_name;
    SegmentedControl *m_kind;
    QLineEdit *m_token;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLineEdit *m_proxy;
    QLineEdit *m_authority;
    QPushButton *m_more;
    QCheckBox *m_plain;
    QCheckBox *m_remember;
    InkLabel *m_problem;
    QWidget *m_result;
    QStringList m_resultLines;
    QPushButton *m_test;
    QPushButton *m_connect;
};

} // namespace qwats::ui
