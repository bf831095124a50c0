// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/profiledraft.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace qwats::ui {

class InkLabel;
class SegmentedControl;

/// The fields of one profile: address, name, sign-in, and behind expanders proxy, certificates and limits.
///
/// Thread: GUI. A draft in, a draft out; checks nothing itself and stores nothing. The token is shown only when asked.
class ConnectionFields : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionFields(QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft); ///< without edited(); closes the expanders that say nothing special
    [[nodiscard]] ProfileDraft draft() const;
    /// What is known of the secret that is not shown: "Kept in the system keychain."; empty for none.
    void setSecretHint(const QString &hint);
    /// Draws the ring of a refused value around its field; none takes it away. Opens the expander it is behind.
    void markBad(std::optional<ProfileDraft::Field> field);
    /// What the settings say, for the words of the budget that is not overridden; 0: no limit.
    void setSharedBudget(int requestsPerMinute);

    [[nodiscard]] QLineEdit *field(ProfileDraft::Field which) const;

signals:
    void edited(); ///< by typing or choosing
    void returnPressed();

private:
    void makePlace(QVBoxLayout *layout);
    void makeSignIn(QVBoxLayout *layout);
    void makeProxy(QHBoxLayout *heads, QVBoxLayout *layout);
    void makeCertificates(QHBoxLayout *heads, QVBoxLayout *layout);
    void makeLimits(QHBoxLayout *heads, QVBoxLayout *layout);
    QPushButton *makeExpander(const QString &word, QWidget *box, QHBoxLayout *heads, InkLabel **summary);
    void chooseAuthority();
    void changed();
    void showState(); ///< what is seen follows what is chosen

    ProfileDraft m_draft; // what the fields do not hold
    QLineEdit *m_address;
    QLineEdit *m_name;
    SegmentedControl *m_kind;
    QLineEdit *m_token;
    QLineEdit *m_user;
    QLineEdit *m_password;
    InkLabel *m_hint;
    QCheckBox *m_remember;
    QComboBox *m_proxyKind;
    QLineEdit *m_proxy;
    QLineEdit *m_authority;
    QCheckBox *m_plain;
    QCheckBox *m_ownBudget;
    QSpinBox *m_budget;
    QSpinBox *m_attempt;
    QCheckBox *m_http2;
    QPushButton *m_proxyHead = nullptr;
    QPushButton *m_certificatesHead = nullptr;
    QPushButton *m_limitsHead = nullptr;
    InkLabel *m_proxyWords = nullptr;
    InkLabel *m_certificatesWords = nullptr;
    InkLabel *m_limitsWords = nullptr;
    int m_sharedBudget;
    bool m_filling = false;
};

} // namespace qwats::ui
