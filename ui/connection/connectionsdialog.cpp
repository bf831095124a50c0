// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionsdialog.h"

#include "ui/connection/connectionfields.h"
#include "ui/connection/testresultpanel.h"
#include "ui/delegates/denselistview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/statepage.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace qwats::ui {
namespace {

constexpr QSize DialogSize{1020, 640};
constexpr int ProfilesWidth = 380;

QPushButton *quietButton(const QString &text, const QString &iconName, const QKeySequence &key, QWidget *parent)
{
    auto *button = makeButton(text, "", iconName, parent);
    button->setAutoDefault(false);
    button->setToolTip(key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, KeyCap::text(key)));
    return button;
}

} // namespace

ConnectionsDialog::ConnectionsDialog(Settings &settings, CredentialStore &credentials, const QString &inUse,
                                     QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_credentials(credentials)
    , m_writer(credentials)
    , m_model(new ProfilesModel(this))
    , m_list(new DenseListView(this))
    , m_stack(new QStackedWidget(this))
    , m_content(new QWidget(this))
    , m_fields(new ConnectionFields(this))
    , m_problem(new InkLabel(TextRole::Small, &Tokens::bad, this))
    , m_result(new TestResultPanel(this))
    , m_notice(new NoticeBar(this))
    , m_busy(new QWidget(this))
    , m_changes(new InkLabel(TextRole::Body, &Tokens::muted, this))
    , m_add(quietButton(tr("Add"), QStringLiteral("add"), QKeySequence::New, this))
    , m_duplicate(quietButton(tr("Duplicate"), QStringLiteral("copy"), Qt::CTRL | Qt::Key_D, this))
    , m_remove(quietButton(tr("Remove"), QStringLiteral("delete"), QKeySequence::Delete, this))
    , m_makeDefault(quietButton(tr("Make default"), QStringLiteral("star"), {}, this))
    , m_test(quietButton(tr("Test"), QStringLiteral("refresh"), {}, this))
    , m_cancel(quietButton(tr("Cancel"), {}, {}, this))
    , m_save(quietButton(tr("Save"), {}, QKeySequence::Save, this))
    , m_connect(makeButton(tr("Connect"), "primary", {}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connections"));
    resize(DialogSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(new InkLabel(windowTitle(), TextRole::Section, &Tokens::text, this));
    layout->addWidget(m_notice);
    auto *content = new QHBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(12);
    content->addWidget(makeListPanel());
    content->addWidget(makeFormPanel(), 1);
    layout->addWidget(m_content, 1);
    makeFooter(layout);
    makeShortcuts();
    m_fields->setSharedBudget(settings.requestsPerMinute());
    m_model->setProfiles(settings.profiles(), settings.activeProfile().id);
    m_model->setInUse(inUse);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ConnectionsDialog::check);
    connect(m_fields, &ConnectionFields::edited, this, &ConnectionsDialog::fieldsEdited);
    connect(m_notice, &NoticeBar::actionRequested, this, &ConnectionsDialog::undoRemove);
    connect(&m_writer, &SecretsWriter::finished, this, &ConnectionsDialog::secretsWritten);
    askSecrets();
    selectRow(std::max(0, m_model->rowOf(inUse.isEmpty() ? m_model->defaultId() : inUse)));
    m_list->setFocus();
}

QWidget *ConnectionsDialog::makeListPanel()
{
    auto *panel = new Panel(&Tokens::base, m_content);
    panel->setFramed(4);
    panel->setFixedWidth(ProfilesWidth);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(1, 1, 1, 8);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Connections"));
    layout->addWidget(m_list, 1);
    auto *first = new QHBoxLayout;
    first->setContentsMargins(8, 4, 8, 0);
    first->addWidget(m_add);
    first->addWidget(m_duplicate);
    first->addWidget(m_remove);
    first->addStretch();
    layout->addLayout(first);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConnectionsDialog::showCurrent);
    connect(m_list, &QAbstractItemView::activated, this, [this] { m_connect->click(); });
    connect(m_add, &QPushButton::clicked, this, &ConnectionsDialog::add);
    connect(m_duplicate, &QPushButton::clicked, this, &ConnectionsDialog::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsDialog::remove);
    return panel;
}

QWidget *ConnectionsDialog::makeFormPanel()
{
    auto *panel = new Panel(&Tokens::base, m_content);
    panel->setFramed(4);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(1, 1, 1, 1);
    auto *form = new Panel(&Tokens::base, m_stack);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(12);
    column->addWidget(m_fields);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(4, 0, 4, 4); // room for the focus ring
    buttons->addWidget(m_makeDefault);
    buttons->addStretch();
    buttons->addWidget(m_test);
    column->addLayout(buttons);
    column->addWidget(m_result);
    column->addStretch();
    auto *scroll = new QScrollArea(m_stack);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(form);
    auto *empty = new StatePage(m_stack);
    empty->showEmpty(QStringLiteral("server"), tr("No connections yet"),
                     tr("A connection is the address of a WATS server and a token that opens it."));
    connect(empty->addButton(tr("Add a connection")), &QPushButton::clicked, this, &ConnectionsDialog::add);
    m_stack->addWidget(scroll);
    m_stack->addWidget(empty);
    layout->addWidget(m_stack);
    connect(m_makeDefault, &QPushButton::clicked, this, &ConnectionsDialog::makeDefault);
    connect(m_test, &QPushButton::clicked, this, &ConnectionsDialog::test);
    connect(m_result, &TestResultPanel::finished, this, [this] { check(); });
    connect(m_result, &TestResultPanel::cancelled, this, [this] {
        ++m_testRun;
        check();
    });
    return panel;
}

void ConnectionsDialog::makeFooter(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    auto *busy = new QHBoxLayout(m_busy);
    busy->setContentsMargins(0, 0, 0, 0);
    busy->setSpacing(8);
    auto *stop = makeLinkButton(tr("Don't wait"), m_busy);
    stop->setObjectName(QStringLiteral("stopWaiting"));
    busy->addWidget(new RingLabel(m_busy));
    busy->addWidget(new InkLabel(tr("Waiting for the keychain"), TextRole::Body, &Tokens::muted, m_busy));
    busy->addWidget(stop);
    m_busy->hide();
    row->addWidget(m_busy);
    row->addStretch();
    row->addWidget(m_changes);
    row->addWidget(m_cancel);
    row->addWidget(m_save);
    row->addWidget(m_connect);
    m_connect->setDefault(true);
    layout->addLayout(row);
    connect(stop, &QPushButton::clicked, &m_writer, &SecretsWriter::stopWaiting);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] { save({}); });
    connect(m_connect, &QPushButton::clicked, this, [this] {
        if (const auto *chosen = m_model->at(current()))
            save(chosen->draft.before.id);
    });
}

void ConnectionsDialog::makeShortcuts()
{
    const auto key = [this](const QKeySequence &keys, QWidget *where, auto what) {
        auto *shortcut = new QShortcut(keys, where);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, what);
    };
    key(QKeySequence::New, this, [this] { m_add->click(); });
    key(Qt::CTRL | Qt::Key_D, this, [this] { m_duplicate->click(); });
    key(QKeySequence::Delete, m_list, [this] { m_remove->click(); });
    key(QKeySequence::Undo, this, [this] { undoRemove(); });
    key(QKeySequence::Save, this, [this] { m_save->click(); });
}

void ConnectionsDialog::askSecrets()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString id = m_model->at(row)->draft.before.id;
        m_credentials.read(id, this, [this, id](const Result<std::optional<QByteArray>> &token) {
            using Secret = ProfilesModel::Secret;
            if (!token)
                m_model->setSecret(id, Secret::Unreadable, token.error().message);
            else
                m_model->setSecret(id, token->has_value() ? Secret::Kept : Secret::Missing);
            for (Removed &removed : m_removed) { // it may come back
                if (token && removed.content.draft.before.id == id) {
                    removed.content.secret = token->has_value() ? Secret::Kept : Secret::Missing;
                    removed.content.draft.secretKept = removed.content.stored.secretKept = token->has_value();
                }
            }
            if (m_model->rowOf(id) == current())
                showCurrent();
        });
    }
}

int ConnectionsDialog::current() const
{
    return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
}

void ConnectionsDialog::select(const QString &profileId)
{
    if (const int row = m_model->rowOf(profileId); row >= 0)
        selectRow(row);
}

void ConnectionsDialog::selectRow(int row)
{
    m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
    showCurrent();
}

void ConnectionsDialog::showProblem(const QString &title, const QString &text)
{
    m_notice->showNotice(StatusKind::Warning, title, text);
}

QString ConnectionsDialog::problemText() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

QString ConnectionsDialog::changesText() const
{
    return m_changes->text();
}

void ConnectionsDialog::showCurrent()
{
    const auto *row = m_model->at(current());
    m_stack->setCurrentIndex(row ? 0 : 1);
    ++m_testRun;
    m_result->clear();
    if (row) {
        m_untouched = row->isNew && row->draft.address.isEmpty() && !row->draft.hasTypedSecret();
        // Nothing of what is being typed is lost when the keychain answers late.
        if (!(m_fields->draft() == row->draft))
            m_fields->setDraft(row->draft);
    }
    check();
}

void ConnectionsDialog::fieldsEdited()
{
    const int row = current();
    if (row < 0)
        return;
    ++m_testRun;
    m_result->clear();
    m_untouched = false;
    m_model->setDraft(row, m_fields->draft());
}

void ConnectionsDialog::showSecretHint(const ProfilesModel::Row &row)
{
    using Secret = ProfilesModel::Secret;
    QString hint;
    if (CredentialStore::isEnvironmentSet())
        hint = tr("QWATS_TOKEN is set and used for every server, whatever stands here.");
    else if (row.draft.hasTypedSecret())
        hint.clear();
    else if (row.draft.keptSecretFits())
        hint = tr("A token is kept. Type a new one only to replace it.");
    else if (row.secret == Secret::Kept)
        hint = tr("Server or user changed: enter the token again. It is not sent anywhere else by itself.");
    else if (row.secret == Secret::Asking)
        hint = tr("Asking the keychain for the token.");
    else if (row.secret == Secret::Unreadable)
        hint = row.secretProblem;
    else
        hint = tr("Create a token on the server under your user, Access tokens.");
    m_fields->setSecretHint(hint);
}

void ConnectionsDialog::check()
{
    const auto *row = m_model->at(current());
    const auto problem = m_model->problemOf(current());
    const bool shown = problem && !m_untouched;
    m_problem->setText(problem ? problem->error.message : QString());
    m_problem->setVisible(shown);
    m_fields->markBad(shown ? std::optional(problem->field) : std::nullopt);
    const int changes = m_model->changeCount();
    const int problems = m_model->problemCount();
    QStringList count;
    if (changes > 0)
        count << (changes == 1 ? tr("1 change") : tr("%1 changes").arg(changes));
    if (problems > 0)
        count << (problems == 1 ? tr("1 problem") : tr("%1 problems").arg(problems));
    m_changes->setText(count.join(QStringLiteral(", ")));
    const bool saving = m_writer.isBusy();
    m_content->setEnabled(!saving);
    m_busy->setVisible(saving);
    m_cancel->setText(changes > 0 || saving ? tr("Cancel") : tr("Close"));
    m_cancel->setEnabled(!saving);
    m_connect->setText(changes > 0 ? tr("Save and connect") : tr("Connect"));
    const int first = m_model->firstProblem();
    const QString why = first < 0
        ? QString()
        : QStringLiteral("%1: %2").arg(m_model->at(first)->draft.shownName(), m_model->problemOf(first)->error.message);
    const bool canSignIn = row && row->draft.canSignIn();
    const QString noToken = row && row->secret == ProfilesModel::Secret::Asking
        ? tr("The keychain is still being asked.")
        : tr("Enter the token or the password first.");
    m_save->setEnabled(!saving && changes > 0 && problems == 0);
    m_save->setToolTip(!why.isEmpty() ? why : changes == 0 ? tr("Nothing has changed.") : tr("Save (Ctrl S)"));
    m_connect->setEnabled(!saving && row && problems == 0 && canSignIn);
    m_connect->setToolTip(!why.isEmpty() ? why : canSignIn ? QString() : noToken);
    const bool testing = m_result->isBusy();
    m_test->setEnabled(row && !testing && !row->draft.placeProblem() && canSignIn);
    m_test->setToolTip(problem ? problem->error.message : canSignIn ? QString() : noToken);
    m_test->setText(testing ? tr("Testing") : m_result->text().isEmpty() ? tr("Test") : tr("Test again"));
    m_duplicate->setEnabled(row);
    m_remove->setEnabled(row);
    const bool isDefault = row && row->draft.before.id == m_model->defaultId();
    m_makeDefault->setEnabled(row && !isDefault);
    m_makeDefault->setToolTip(isDefault ? tr("qWATS opens this one when it starts.")
                                        : tr("Open this one when qWATS starts"));
    if (row)
        showSecretHint(*row);
}

void ConnectionsDialog::add()
{
    Profile fresh;
    fresh.id = newProfileId();
    const int row = m_model->rowCount();
    const ProfileDraft draft = ProfileDraft::of(fresh);
    m_model->insert(row, {draft, draft, true});
    if (m_model->rowCount() == 1)
        m_model->setDefault(fresh.id);
    selectRow(row);
    m_fields->field(ProfileDraft::Field::Address)->setFocus();
}

void ConnectionsDialog::duplicate()
{
    const auto *original = m_model->at(current());
    if (!original)
        return;
    ProfilesModel::Row copy{original->draft, {}, true};
    copy.draft.before.id = newProfileId();
    copy.draft.before.lastUsed = {};
    copy.draft.secretKept = false; // a secret is entered, never copied
    copy.draft.token.clear();
    copy.draft.password.clear();
    copy.draft.name = m_model->freeName(original->draft.shownName());
    copy.stored = copy.draft;
    const int row = current() + 1;
    m_model->insert(row, copy);
    selectRow(row);
    QLineEdit *name = m_fields->field(ProfileDraft::Field::Name);
    name->setFocus();
    name->selectAll();
}

void ConnectionsDialog::remove()
{
    const int row = current();
    if (row < 0)
        return;
    const QString id = m_model->at(row)->draft.before.id;
    const bool wasDefault = id == m_model->defaultId();
    const bool inUse = id == m_model->inUse();
    m_removed.append({m_model->take(row), row, wasDefault});
    const ProfilesModel::Row &taken = m_removed.constLast().content;
    if (wasDefault)
        m_model->setDefault(m_model->rowCount() > 0 ? m_model->at(0)->draft.before.id : QString());
    selectRow(row);
    QString text = taken.isNew ? QString() : tr("On saving, its token leaves the keychain too.");
    if (inUse)
        text += u' ' + tr("The open connection stays until another one is opened.");
    m_notice->showNotice(StatusKind::Done, tr("%1 is removed.").arg(taken.draft.shownName()), text, tr("Undo"));
    (m_model->rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_add)->setFocus();
}

void ConnectionsDialog::undoRemove()
{
    if (m_removed.isEmpty() || m_writer.isBusy())
        return;
    const Removed back = m_removed.takeLast();
    m_model->insert(std::min(back.row, m_model->rowCount()), back.content);
    if (back.wasDefault)
        m_model->setDefault(back.content.draft.before.id);
    m_notice->hide();
    select(back.content.draft.before.id);
    m_list->setFocus();
}

void ConnectionsDialog::makeDefault()
{
    if (const auto *row = m_model->at(current()))
        m_model->setDefault(row->draft.before.id);
}

void ConnectionsDialog::test()
{
    const auto *row = m_model->at(current());
    const auto profile = row ? row->draft.profile() : Result<Profile>(Profile());
    if (!row || !profile)
        return;
    const int run = ++m_testRun;
    if (row->draft.hasTypedSecret()) {
        if (const auto token = row->draft.credential())
            m_result->run(*profile, *token);
    } else if (row->draft.keptSecretFits()) {
        m_result->wait(tr("Asking the keychain"));
        m_credentials.read(
            profile->id, this, [this, run, profile = *profile](const Result<std::optional<QByteArray>> &token) {
                if (run != m_testRun)
                    return;
                if (token && token->has_value()) {
                    m_result->run(profile, **token);
                    return;
                }
                m_result->clear();
                showProblem(tr("Not tested."),
                            token ? tr("The token is no longer in the keychain.") : token.error().message);
                check();
            });
    }
    check();
}

void ConnectionsDialog::save(const QString &connectTo)
{
    if (m_writer.isBusy() || m_model->firstProblem() >= 0)
        return;
    m_connectTo = connectTo;
    if (m_model->changeCount() == 0) {
        secretsWritten({});
        return;
    }
    QList<ProfilesModel::Row> rows;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows << *m_model->at(row);
    const auto stored = m_settings.setProfiles(m_model->profiles(), m_model->defaultId());
    if (!stored) {
        showProblem(tr("Not saved."), stored.error().message);
        return;
    }
    writeSecrets(rows);
    m_removed.clear();
    m_notice->hide();
    m_model->markStored();
    if (const auto *row = m_model->at(current()))
        m_fields->setDraft(row->draft);
    emit saved();
    m_writer.finishAdding();
    check();
}

void ConnectionsDialog::writeSecrets(const QList<ProfilesModel::Row> &rows)
{
    using Secret = ProfilesModel::Secret;
    for (const Removed &removed : std::as_const(m_removed)) {
        if (!removed.content.isNew && removed.content.secret != Secret::Missing)
            m_writer.remove(removed.content.draft.before.id, removed.content.stored.shownName());
    }
    for (const ProfilesModel::Row &row : rows) {
        const ProfileDraft &draft = row.draft;
        const auto token = draft.hasTypedSecret() ? draft.credential() : Result<QByteArray>(QByteArray());
        if (draft.hasTypedSecret() && token)
            draft.remember ? m_writer.keep(draft.before.id, draft.shownName(), *token)
                           : m_writer.useOnce(draft.before.id, draft.shownName(), *token, row.secret == Secret::Kept);
        else if (!row.isNew && row.secret == Secret::Kept && !draft.keptSecretFits())
            m_writer.remove(draft.before.id, draft.shownName()); // it was another server's or another user's
    }
}

void ConnectionsDialog::secretsWritten(const QStringList &failures)
{
    const QString said = failures.join(u'\n');
    if (!m_connectTo.isEmpty()) {
        const int row = m_model->rowOf(m_connectTo);
        const auto profile = row < 0 ? Result<Profile>(Profile()) : m_model->at(row)->draft.profile();
        if (row >= 0 && profile)
            emit connectRequested(*profile, said);
        accept();
        return;
    }
    check();
    if (failures.isEmpty())
        m_notice->showNotice(StatusKind::Ok, tr("Saved."), {});
    else
        showProblem(tr("Saved, but not in the keychain."), said);
}

void ConnectionsDialog::reject()
{
    if (!m_writer.isBusy())
        QDialog::reject();
}

} // namespace qwats::ui
