// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionfields.h"

#include "core/settings/setting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

const auto TokenKind = QStringLiteral("token");
const auto PasswordKind = QStringLiteral("password");
constexpr int RingRoom = 3; ///< px around a field, for the focus ring

QWidget *withLabel(const QString &label, QWidget *field, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(RingRoom, 0, RingRoom, RingRoom);
    layout->setSpacing(4);
    layout->addWidget(new InkLabel(label, TextRole::Small, &Tokens::text, box));
    layout->addWidget(field);
    field->setAccessibleName(label);
    return box;
}

/// Dots instead of characters, and a link inside the field that shows them for as long as it is pressed in.
void makeSecretField(QLineEdit *field, const QString &name)
{
    field->setEchoMode(QLineEdit::Password);
    auto *show = makeLinkButton(ConnectionFields::tr("Show"), field);
    show->setObjectName(QStringLiteral("show"));
    show->setCheckable(true);
    show->setAccessibleName(ConnectionFields::tr("Show: %1").arg(name));
    auto *row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 4, 0);
    row->addStretch();
    row->addWidget(show);
    field->setTextMargins(0, 0, show->sizeHint().width() + 4, 0);
    QObject::connect(show, &QPushButton::toggled, field, [field, show](bool shown) {
        field->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        show->setText(shown ? ConnectionFields::tr("Hide") : ConnectionFields::tr("Show"));
    });
}

QString budgetWords(int requests)
{
    return requests == 0 ? ConnectionFields::tr("no limit")
                         : ConnectionFields::tr("%1 calls a minute").arg(words::count(requests));
}

} // namespace

ConnectionFields::ConnectionFields(QWidget *parent)
    : QWidget(parent)
    , m_address(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_kind(new SegmentedControl(this))
    , m_token(new QLineEdit(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_hint(new InkLabel(TextRole::Small, &Tokens::muted, this))
    , m_remember(new QCheckBox(tr("Keep it in the system keychain"), this))
    , m_proxyKind(new QComboBox(this))
    , m_proxy(new QLineEdit(this))
    , m_authority(new QLineEdit(this))
    , m_plain(new QCheckBox(tr("Allow an unencrypted connection (http) to this server"), this))
    , m_ownBudget(new QCheckBox(tr("Own limit for this server"), this))
    , m_budget(new QSpinBox(this))
    , m_attempt(new QSpinBox(this))
    , m_http2(new QCheckBox(tr("Use HTTP/2 where the server offers it"), this))
    , m_sharedBudget(static_cast<int>(setting::requestsPerMinute.fallback))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    makePlace(layout);
    makeSignIn(layout);
    auto *heads = new QHBoxLayout;
    heads->setSpacing(4);
    layout->addLayout(heads);
    makeProxy(heads, layout);
    makeCertificates(heads, layout);
    makeLimits(heads, layout);
    heads->addStretch();
    m_remember->setChecked(true);
    m_hint->setWordWrap(true);
    for (QLineEdit *field : {m_address, m_name, m_token, m_user, m_password, m_proxy, m_authority}) {
        connect(field, &QLineEdit::textChanged, this, &ConnectionFields::changed);
        connect(field, &QLineEdit::returnPressed, this, &ConnectionFields::returnPressed);
    }
    for (QCheckBox *box : {m_plain, m_remember, m_ownBudget, m_http2})
        connect(box, &QCheckBox::toggled, this, &ConnectionFields::changed);
    for (QSpinBox *box : {m_budget, m_attempt})
        connect(box, &QSpinBox::valueChanged, this, &ConnectionFields::changed);
    connect(m_proxyKind, &QComboBox::currentIndexChanged, this, &ConnectionFields::changed);
    connect(m_kind, &SegmentedControl::currentChanged, this, &ConnectionFields::changed);
    showState();
}

void ConnectionFields::makePlace(QVBoxLayout *layout)
{
    m_address->setPlaceholderText(QStringLiteral("https://wats.example.com"));
    m_name->setPlaceholderText(tr("e.g. Plant North"));
    m_name->setMaxLength(100);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(withLabel(tr("Server address"), m_address, this), 2);
    row->addWidget(withLabel(tr("Profile name"), m_name, this), 1);
    layout->addLayout(row);
}

void ConnectionFields::makeSignIn(QVBoxLayout *layout)
{
    m_kind->setSegments({{TokenKind, tr("Access token")}, {PasswordKind, tr("User and password")}});
    m_kind->setAccessibleName(tr("Sign in with"));
    layout->addWidget(m_kind, 0, Qt::AlignLeft);
    makeSecretField(m_token, tr("Access token"));
    makeSecretField(m_password, tr("Password"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(withLabel(tr("Access token"), m_token, this));
    row->addWidget(withLabel(tr("User"), m_user, this));
    row->addWidget(withLabel(tr("Password"), m_password, this));
    layout->addLayout(row);
    layout->addWidget(m_hint);
    layout->addWidget(m_remember);
}

QPushButton *ConnectionFields::makeExpander(const QString &word, QWidget *box, QHBoxLayout *heads, InkLabel **summary)
{
    auto *head = makeLinkButton(word, this);
    head->setCheckable(true);
    head->setIcon(icon(QStringLiteral("expand")));
    *summary = new InkLabel(TextRole::Small, &Tokens::muted, this);
    (*summary)->setElide(Qt::ElideMiddle);
    heads->addWidget(head);
    heads->addWidget(*summary);
    box->hide();
    connect(head, &QPushButton::toggled, box, [head, box](bool open) {
        box->setVisible(open);
        head->setIcon(icon(open ? QStringLiteral("collapse") : QStringLiteral("expand")));
    });
    return head;
}

void ConnectionFields::makeProxy(QHBoxLayout *heads, QVBoxLayout *layout)
{
    m_proxyKind->addItem(tr("As the system says"), int(Profile::Proxy::System));
    m_proxyKind->addItem(tr("No proxy"), int(Profile::Proxy::None));
    m_proxyKind->addItem(tr("This one"), int(Profile::Proxy::Manual));
    m_proxy->setPlaceholderText(tr("host:port"));
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(withLabel(tr("Proxy for this server"), m_proxyKind, box), 1);
    row->addWidget(withLabel(tr("Proxy"), m_proxy, box), 1);
    m_proxyHead = makeExpander(tr("Proxy"), box, heads, &m_proxyWords);
    layout->addWidget(box);
}

void ConnectionFields::makeCertificates(QHBoxLayout *heads, QVBoxLayout *layout)
{
    m_authority->setPlaceholderText(tr("the system's; or a PEM file with your company's authority"));
    auto *choose = makeButton(tr("Choose…"), "", {}, this);
    choose->setObjectName(QStringLiteral("chooseAuthority"));
    choose->setAccessibleName(tr("Choose a certificate file"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ConnectionFields::chooseAuthority);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    row->addWidget(withLabel(tr("Certificate authority"), m_authority, box), 1);
    row->addWidget(choose, 0, Qt::AlignBottom);
    column->addLayout(row);
    column->addWidget(m_plain);
    m_certificatesHead = makeExpander(tr("Certificates"), box, heads, &m_certificatesWords);
    layout->addWidget(box);
}

void ConnectionFields::makeLimits(QHBoxLayout *heads, QVBoxLayout *layout)
{
    m_budget->setRange(static_cast<int>(setting::requestsPerMinute.lowest),
                       static_cast<int>(setting::requestsPerMinute.highest));
    m_budget->setSpecialValueText(tr("no limit"));
    m_budget->setSuffix(tr(" a minute"));
    m_budget->setGroupSeparatorShown(true);
    m_budget->setValue(m_sharedBudget);
    m_attempt->setRange(1, static_cast<int>(Profile::LongestAttempt.count()));
    m_attempt->setValue(m_attempt->maximum());
    m_attempt->setSuffix(tr(" s"));
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_ownBudget);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(withLabel(tr("Calls at most"), m_budget, box), 1);
    row->addWidget(withLabel(tr("Give up an attempt after"), m_attempt, box), 1);
    column->addLayout(row);
    m_http2->setToolTip(
        tr("Many calls over one encrypted connection. Leave it off if calls time out behind a firewall."));
    column->addWidget(m_http2);
    m_limitsHead = makeExpander(tr("Limits"), box, heads, &m_limitsWords);
    layout->addWidget(box);
}

QLineEdit *ConnectionFields::field(ProfileDraft::Field which) const
{
    switch (which) {
    case ProfileDraft::Field::Address: return m_address;
    case ProfileDraft::Field::Name: return m_name;
    case ProfileDraft::Field::Token: return m_token;
    case ProfileDraft::Field::User: return m_user;
    case ProfileDraft::Field::Password: return m_password;
    case ProfileDraft::Field::Proxy: return m_proxy;
    case ProfileDraft::Field::Authority: return m_authority;
    }
    return m_address;
}

void ConnectionFields::setDraft(const ProfileDraft &draft)
{
    m_filling = true;
    const bool same = draft.before.id == m_draft.before.id; // what the user opened stays open
    m_draft = draft;
    m_address->setText(draft.address);
    m_name->setText(draft.name);
    m_kind->setCurrent(draft.byPassword ? PasswordKind : TokenKind);
    m_token->setText(draft.token);
    m_user->setText(draft.user);
    m_password->setText(draft.password);
    for (QLineEdit *secret : {m_token, m_password}) {
        if (auto *show = secret->findChild<QPushButton *>(QStringLiteral("show")))
            show->setChecked(false); // another profile's secret is not shown by surprise
    }
    m_remember->setChecked(draft.remember);
    m_proxyKind->setCurrentIndex(m_proxyKind->findData(int(draft.proxy)));
    m_proxy->setText(draft.proxyAddress);
    m_authority->setText(draft.caFile);
    m_plain->setChecked(draft.allowPlainHttp);
    m_ownBudget->setChecked(draft.requestsPerMinute.has_value());
    m_budget->setValue(draft.requestsPerMinute.value_or(m_sharedBudget));
    m_attempt->setValue(static_cast<int>(draft.attemptTimeout.count()));
    m_http2->setChecked(draft.http2);
    const auto open
        = [same](QPushButton *head, bool special) { head->setChecked(special || (same && head->isChecked())); };
    open(m_proxyHead, draft.proxy != Profile::Proxy::System);
    open(m_certificatesHead, !draft.caFile.isEmpty() || draft.allowPlainHttp);
    open(m_limitsHead,
         draft.requestsPerMinute.has_value() || draft.attemptTimeout != Profile::LongestAttempt || draft.http2);
    m_filling = false;
    showState();
}

ProfileDraft ConnectionFields::draft() const
{
    ProfileDraft draft = m_draft;
    draft.address = m_address->text();
    draft.name = m_name->text();
    draft.byPassword = m_kind->current() == PasswordKind;
    draft.token = m_token->text();
    draft.user = m_user->text();
    draft.password = m_password->text();
    draft.remember = m_remember->isChecked();
    draft.proxy = static_cast<Profile::Proxy>(m_proxyKind->currentData().toInt());
    draft.proxyAddress = m_proxy->text();
    draft.caFile = m_authority->text();
    draft.allowPlainHttp = m_plain->isChecked();
    draft.requestsPerMinute = m_ownBudget->isChecked() ? std::optional(m_budget->value()) : std::nullopt;
    draft.attemptTimeout = std::chrono::seconds(m_attempt->value());
    draft.http2 = m_http2->isChecked();
    return draft;
}

void ConnectionFields::setSecretHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void ConnectionFields::setSharedBudget(int requestsPerMinute)
{
    m_sharedBudget = requestsPerMinute;
    showState();
}

void ConnectionFields::markBad(std::optional<ProfileDraft::Field> bad)
{
    using Field = ProfileDraft::Field;
    for (const Field which :
         {Field::Address, Field::Name, Field::Token, Field::User, Field::Password, Field::Proxy, Field::Authority}) {
        field(which)->setProperty("bad", bad == which);
        field(which)->update();
    }
    if (bad == Field::Proxy)
        m_proxyHead->setChecked(true);
    if (bad == Field::Authority)
        m_certificatesHead->setChecked(true);
}

void ConnectionFields::chooseAuthority()
{
    auto *chooser = new QFileDialog(this, tr("Certificate authority"), QFileInfo(m_authority->text()).absolutePath(),
                                    tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, m_authority, &QLineEdit::setText);
    chooser->open();
}

void ConnectionFields::changed()
{
    if (m_filling)
        return;
    showState();
    emit edited();
}

void ConnectionFields::showState()
{
    const bool byPassword = m_kind->current() == PasswordKind;
    m_token->parentWidget()->setVisible(!byPassword);
    m_user->parentWidget()->setVisible(byPassword);
    m_password->parentWidget()->setVisible(byPassword);
    const bool manual = m_proxyKind->currentData().toInt() == int(Profile::Proxy::Manual);
    m_proxy->parentWidget()->setEnabled(manual);
    m_budget->parentWidget()->setEnabled(m_ownBudget->isChecked());
    m_remember->setEnabled(!(byPassword ? m_password : m_token)->text().isEmpty()); // about what is typed here
    const auto kind = static_cast<Profile::Proxy>(m_proxyKind->currentData().toInt());
    m_proxyWords->setText(manual                             ? m_proxy->text().trimmed()
                              : kind == Profile::Proxy::None ? tr("none")
                                                             : tr("system settings"));
    const QString file = QFileInfo(m_authority->text().trimmed()).fileName();
    m_certificatesWords->setText(file.isEmpty() ? tr("system store") : file);
    m_limitsWords->setText(budgetWords(m_ownBudget->isChecked() ? m_budget->value() : m_sharedBudget));
}

} // namespace qwats::ui
