// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionform.h"

#include "ui/connection/connectionfields.h"
#include "ui/connection/testresultpanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

ConnectionForm::ConnectionForm(QWidget *parent)
    : QWidget(parent)
    , m_fields(new ConnectionFields(this))
    , m_problem(new InkLabel(TextRole::Small, &Tokens::bad, this))
    , m_result(new TestResultPanel(this))
    , m_test(makeButton(tr("Test"), "", QStringLiteral("refresh"), this))
    , m_connect(makeButton(tr("Connect"), "primary", {}, this))
{
    Profile fresh;
    fresh.id = newProfileId();
    m_fields->setDraft(ProfileDraft::of(fresh));
    m_fields->setSecretHint(tr("Create a token on the server under your user, Access tokens."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_fields);
    m_problem->setWordWrap(true);
    layout->addWidget(m_problem);
    layout->addWidget(m_result);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 4, 4, 4); // room for the focus ring
    buttons->addStretch();
    buttons->addWidget(m_test);
    buttons->addWidget(m_connect);
    layout->addLayout(buttons);
    m_connect->setDefault(true);
    m_problem->hide();
    connect(m_fields, &ConnectionFields::edited, this, &ConnectionForm::checkFields);
    connect(m_fields, &ConnectionFields::returnPressed, this, [this] {
        if (m_connect->isEnabled())
            submit();
    });
    connect(m_test, &QPushButton::clicked, this, &ConnectionForm::test);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionForm::submit);
    const auto testEnded = [this](const QString &word) {
        m_test->setEnabled(true);
        m_test->setText(word);
    };
    connect(m_result, &TestResultPanel::finished, this, [testEnded] { testEnded(tr("Test again")); });
    connect(m_result, &TestResultPanel::cancelled, this, [testEnded] { testEnded(tr("Test")); });
    checkFields();
}

QLineEdit *ConnectionForm::address() const
{
    return m_fields->field(ProfileDraft::Field::Address);
}

QLineEdit *ConnectionForm::token() const
{
    return m_fields->field(ProfileDraft::Field::Token);
}

void ConnectionForm::setProfile(const Profile &profile)
{
    m_fields->setDraft(ProfileDraft::of(profile));
    checkFields();
}

bool ConnectionForm::remembers() const
{
    return m_fields->draft().remember;
}

QString ConnectionForm::problemText() const
{
    return m_problem->text();
}

QString ConnectionForm::resultText() const
{
    return m_result->text();
}

void ConnectionForm::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void ConnectionForm::checkFields()
{
    const ProfileDraft draft = m_fields->draft();
    const auto where = draft.placeProblem();
    const auto who = draft.credentialProblem();
    const auto &problem = where ? where : who;
    m_test->setEnabled(!problem);
    m_connect->setEnabled(!problem);
    const QString why = problem ? problem->error.message : QString();
    m_connect->setToolTip(why);
    m_test->setToolTip(why);
    // An empty form is not scolded.
    const bool typed = where ? !draft.address.isEmpty() : draft.hasTypedSecret();
    showProblem(typed ? why : QString());
    m_fields->markBad(typed && problem ? std::optional(problem->field) : std::nullopt);
    m_result->clear();
    m_test->setText(tr("Test"));
}

void ConnectionForm::test()
{
    const ProfileDraft draft = m_fields->draft();
    const auto where = draft.profile();
    const auto who = draft.credential();
    if (!where || !who)
        return;
    m_test->setEnabled(false);
    m_test->setText(tr("Testing"));
    m_result->run(*where, *who);
}

void ConnectionForm::submit()
{
    const ProfileDraft draft = m_fields->draft();
    const auto where = draft.profile();
    const auto who = draft.credential();
    if (where && who)
        emit submitted(*where, *who, draft.remember);
}

} // namespace qwats::ui
