// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credentialstore.h"
#include "core/settings/settings.h"
#include "ui/connection/profilesmodel.h"
#include "ui/connection/secretswriter.h"

#include <QDialog>

class QBoxLayout;
class QPushButton;
class QStackedWidget;

namespace qwats::ui {

class ConnectionFields;
class DenseListView;
class InkLabel;
class NoticeBar;
class StatePage;
class TestResultPanel;

/// The servers of this program: list on the left, the chosen one on the right. Everything is a draft until Save or
/// Connect; Cancel costs nothing, removing can be undone, and a removed profile's token leaves the keychain on saving.
///
/// Thread: GUI. Borrows settings and credentials, which outlive it. Shown with open(); deletes itself on close.
class ConnectionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `inUse`: the profile connected now; empty for none.
    ConnectionsDialog(Settings &settings, CredentialStore &credentials, const QString &inUse,
                      QWidget *parent = nullptr);

    void select(const QString &profileId); ///< an unknown one changes nothing
    void showProblem(const QString &title, const QString &text); ///< in the notice, e.g. why connecting failed

    [[nodiscard]] DenseListView *list() const { return m_list; }
    [[nodiscard]] ProfilesModel *model() const { return m_model; }
    [[nodiscard]] ConnectionFields *fields() const { return m_fields; }
    [[nodiscard]] TestResultPanel *result() const { return m_result; }
    [[nodiscard]] NoticeBar *notice() const { return m_notice; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *connectButton() const { return m_connect; }
    [[nodiscard]] QPushButton *testButton() const { return m_test; }
    [[nodiscard]] QPushButton *addButton() const { return m_add; }
    [[nodiscard]] QPushButton *duplicateButton() const { return m_duplicate; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QPushButton *defaultButton() const { return m_makeDefault; }
    [[nodiscard]] QString problemText() const; ///< of the chosen profile, as shown; empty when there is none
    [[nodiscard]] QString changesText() const; ///< "2 changes, 1 problem"
    [[nodiscard]] bool isSaving() const { return m_writer.isBusy(); }

    void reject() override;

signals:
    void saved(); ///< the settings hold the profiles now
    /// After saving. `warning`: what the keychain did not do, for people; often empty.
    void connectRequested(const qwats::Profile &profile, const QString &warning);

private:
    struct Removed
    {
        ProfilesModel::Row content;
        int row = 0;
        bool wasDefault = false;
    };

    QWidget *makeListPanel();
    QWidget *makeFormPanel();
    void makeFooter(QBoxLayout *layout);
    void makeShortcuts();
    void askSecrets();

    [[nodiscard]] int current() const;
    void selectRow(int row);
    void showCurrent();
    void fieldsEdited();
    void check(); ///< problems, count of changes, what is possible
    void add();
    void duplicate();
    void remove();
    void undoRemove();
    void makeDefault();
    void test();
    void save(const QString &connectTo);
    void writeSecrets(const QList<ProfilesModel::Row> &rows);
    void secretsWritten(const QStringList &failures);
    void showSecretHint(const ProfilesModel::Row &row);

    Settings &m_settings;
    CredentialStore &m_credentials;
    SecretsWriter m_writer;
    ProfilesModel *m_model;
    DenseListView *m_list;
    QStackedWidget *m_stack;
    QWidget *m_content;
    ConnectionFields *m_fields;
    InkLabel *m_problem;
    TestResultPanel *m_result;
    NoticeBar *m_notice;
    QWidget *m_busy;
    InkLabel *m_changes;
    QPushButton *m_add;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_makeDefault;
    QPushButton *m_test;
    QPushButton *m_cancel;
    QPushButton *m_save;
    QPushButton *m_connect;
    QList<Removed> m_removed; ///< since the last saving, newest last
    QString m_connectTo;
    int m_testRun = 0; ///< answers of an earlier one are not shown
    bool m_untouched = false; ///< a new profile nothing was typed for: not scolded
};

} // namespace qwats::ui
