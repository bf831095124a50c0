// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionform.h"

#include "ui/connection/picturelabel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

const auto TokenKind = QStringLiteral("token");
const auto PasswordKind = QStringLiteral("password");

StatusKind kindOf(ConnectionFinding::Level level)
{
    switch (level) {
    case ConnectionFinding::Level::Good: return StatusKind::Ok;
    case ConnectionFinding::Level::Warning: return StatusKind::Warning;
    case ConnectionFinding::Level::Bad: return StatusKind::Failed;
    }
    return StatusKind::Unknown;
}

QWidget *labelled(const QString &label, QLineEdit *field, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new InkLabel(label, TextRole::Small, &Tokens::text, box));
    layout->addWidget(field);
    field->setAccessibleName(label);
    return box;
}

/// Dots instead of characters, and a link inside the field that shows them for as long as it is pressed in.
void makeSecret(QLineEdit *field, const QString &name)
{
    field->setEchoMode(QLineEdit::Password);
    auto *show = makeLinkButton(ConnectionForm::tr("Show"), field);
    show->setObjectName(QStringLiteral("show"));
    show->setCheckable(true);
    show->setAccessibleName(ConnectionForm::tr("Show: %1").arg(name));
    auto *row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 4, 0);
    row->addStretch();
    row->addWidget(show);
    field->setTextMargins(0, 0, show->sizeHint().width() + 4, 0);
    QObject::connect(show, &QPushButton::toggled, field, [field, show](bool shown) {
        field->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        show->setText(shown ? ConnectionForm::tr("Hide") : ConnectionForm::tr("Show"));
    });
}

} // namespace

ConnectionForm::ConnectionForm(QWidget *parent)
    : QWidget(parent)
    , m_address(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_kind(new SegmentedControl(this))
    , m_token(new QLineEdit(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_proxy(new QLineEdit(this))
    , m_authority(new QLineEdit(this))
    , m_more(makeLinkButton(tr("Proxy and certificates"), this))
    , m_plain(new QCheckBox(tr("Allow an unencrypted connection (http) to this server"), this))
    , m_remember(new QCheckBox(tr("Keep it in the system keychain"), this))
    , m_problem(new InkLabel(TextRole::Small, &Tokens::bad, this))
    , m_result(new QWidget(this))
    , m_test(makeButton(tr("Test"), "", QStringLiteral("refresh"), this))
    , m_connect(makeButton(tr("Connect"), "primary", {}, this))
{
    m_profile.id = newProfileId();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    makeFields(layout);
    makeMore(layout);
    m_problem->setWordWrap(true);
    layout->addWidget(m_problem);
    new QVBoxLayout(m_result);
    m_result->layout()->setContentsMargins(0, 0, 0, 0);
    m_result->layout()->setSpacing(10);
    m_result->hide();
    layout->addWidget(m_result);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 4, 4, 4); // room for the focus ring
    buttons->addStretch();
    buttons->addWidget(m_test);
    buttons->addWidget(m_connect);
    layout->addLayout(buttons);
    m_connect->setDefault(true);
    m_problem->hide();
    m_remember->setChecked(true);
    for (QLineEdit *field : {m_address, m_name, m_token, m_user, m_password, m_proxy, m_authority}) {
        connect(field, &QLineEdit::textChanged, this, &ConnectionForm::checkFields);
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (m_connect->isEnabled())
                submit();
        });
    }
    connect(m_plain, &QCheckBox::toggled, this, &ConnectionForm::checkFields);
    connect(m_kind, &SegmentedControl::currentChanged, this, &ConnectionForm::checkFields);
    connect(m_test, &QPushButton::clicked, this, &ConnectionForm::test);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionForm::submit);
    connect(&m_tester, &ConnectionTest::finished, this,
            [this](const QList<ConnectionFinding> &findings) { showFindings(findings); });
    checkFields();
}

void ConnectionForm::makeFields(QVBoxLayout *layout)
{
    m_address->setPlaceholderText(QStringLiteral("https://wats.example.com"));
    m_name->setPlaceholderText(tr("e.g. Plant North"));
    auto *first = new QHBoxLayout;
    first->setSpacing(14);
    first->addWidget(labelled(tr("Server address"), m_address, this), 2);
    first->addWidget(labelled(tr("Profile name"), m_name, this), 1);
    layout->addLayout(first);
    m_kind->setSegments({{TokenKind, tr("Access token")}, {PasswordKind, tr("User and password")}});
    m_kind->setAccessibleName(tr("Sign in with"));
    layout->addWidget(m_kind, 0, Qt::AlignLeft);
    makeSecret(m_token, tr("Access token"));
    makeSecret(m_password, tr("Password"));
    auto *second = new QHBoxLayout;
    second->setSpacing(14);
    second->addWidget(labelled(tr("Access token"), m_token, this));
    second->addWidget(labelled(tr("User"), m_user, this));
    second->addWidget(labelled(tr("Password"), m_password, this));
    layout->addLayout(second);
    layout->addWidget(m_remember);
}

void ConnectionForm::makeMore(QVBoxLayout *layout)
{
    m_more->setCheckable(true);
    m_more->setIcon(icon(QStringLiteral("expand")));
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    m_proxy->setPlaceholderText(tr("as the system says; host:port for another; none for none"));
    m_authority->setPlaceholderText(tr("the system's; or the path of a PEM file"));
    column->addWidget(labelled(tr("Proxy"), m_proxy, box));
    column->addWidget(labelled(tr("Certificate authority"), m_authority, box));
    column->addWidget(m_plain);
    box->hide();
    connect(m_more, &QPushButton::toggled, box, [this, box](bool open) {
        box->setVisible(open);
        m_more->setIcon(icon(open ? QStringLiteral("collapse") : QStringLiteral("expand")));
    });
    layout->addWidget(box);
}

void ConnectionForm::setProfile(const Profile &profile)
{
    m_profile = profile;
    m_address->setText(profile.url.toString());
    m_name->setText(profile.name);
    m_user->setText(profile.user);
    m_kind->setCurrent(profile.user.isEmpty() ? TokenKind : PasswordKind);
    m_token->clear();
    m_password->clear();
    m_proxy->clear();
    m_authority->setText(profile.caFile);
    m_plain->setChecked(profile.allowPlainHttp);
    if (profile.proxy == Profile::Proxy::Manual)
        m_proxy->setText(QStringLiteral("%1:%2").arg(profile.proxyHost).arg(profile.proxyPort));
    else if (profile.proxy == Profile::Proxy::None)
        m_proxy->setText(QStringLiteral("none"));
    m_more->setChecked(profile.proxy != Profile::Proxy::System || !profile.caFile.isEmpty() || profile.allowPlainHttp);
    checkFields();
}

bool ConnectionForm::remembers() const
{
    return m_remember->isChecked();
}

QString ConnectionForm::problemText() const
{
    return m_problem->text();
}

void ConnectionForm::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

Result<Profile> ConnectionForm::profile() const
{
    const auto url
        = cleanServerUrl(m_address->text(), m_plain->isChecked() ? PlainHttp::Allowed : PlainHttp::LoopbackOnly);
    if (!url)
        return failure(url.error());
    Profile profile = m_profile;
    profile.url = *url;
    profile.name = m_name->text().trimmed().isEmpty() ? url->host() : m_name->text().trimmed();
    profile.caFile = m_authority->text().trimmed();
    const QFileInfo authority(profile.caFile);
    if (!profile.caFile.isEmpty() && (!authority.isFile() || !authority.isReadable()))
        return failure(Error::Kind::InvalidInput,
                       tr("The certificate file %1 is not there or cannot be read.").arg(profile.caFile));
    profile.allowPlainHttp = m_plain->isChecked();
    profile.user = m_kind->current() == PasswordKind ? m_user->text().trimmed() : QString();
    const QString proxy = m_proxy->text().trimmed();
    profile.proxy = proxy.isEmpty() ? Profile::Proxy::System : Profile::Proxy::Manual;
    if (proxy.compare(QLatin1StringView("none"), Qt::CaseInsensitive) == 0) {
        profile.proxy = Profile::Proxy::None;
    } else if (!proxy.isEmpty()) {
        const QUrl parts(QStringLiteral("http://") + proxy);
        const bool onlyHostAndPort
            = parts.userInfo().isEmpty() && parts.path().isEmpty() && !parts.hasQuery() && !parts.hasFragment();
        if (parts.host().isEmpty() || parts.port() <= 0 || !onlyHostAndPort)
            return failure(Error::Kind::InvalidInput, tr("Write the proxy as host:port."));
        profile.proxyHost = parts.host();
        profile.proxyPort = static_cast<quint16>(parts.port());
    }
    return profile;
}

Result<QByteArray> ConnectionForm::credential() const
{
    if (m_kind->current() == TokenKind)
        return checkToken(m_token->text());
    if (const auto user = checkUser(m_user->text().trimmed()); !user)
        return failure(user.error());
    if (m_password->text().isEmpty())
        return failure(Error::Kind::InvalidInput, tr("Enter the password."));
    return basicToken(m_user->text().trimmed(), m_password->text());
}

void ConnectionForm::checkFields()
{
    const bool byToken = m_kind->current() == TokenKind;
    m_token->parentWidget()->setVisible(byToken);
    m_user->parentWidget()->setVisible(!byToken);
    m_password->parentWidget()->setVisible(!byToken);
    const auto where = profile();
    const auto who = credential();
    const bool ready = where && who;
    m_test->setEnabled(ready);
    m_connect->setEnabled(ready);
    const QString why = !where ? where.error().message : !who ? who.error().message : QString();
    m_connect->setToolTip(why);
    m_test->setToolTip(why);
    const bool typed = !m_address->text().isEmpty();
    showProblem(typed && !where                                                   ? where.error().message
                    : !who && !(byToken ? m_token : m_password)->text().isEmpty() ? who.error().message
                                                                                  : QString());
    clearResult();
}

void ConnectionForm::test()
{
    const auto where = profile();
    const auto who = credential();
    if (!where || !who)
        return;
    clearResult();
    m_test->setEnabled(false);
    m_test->setText(tr("Testing"));
    m_tester.start(*where, *who);
}

void ConnectionForm::submit()
{
    const auto where = profile();
    const auto who = credential();
    if (where && who)
        emit submitted(*where, *who, m_remember->isChecked());
}

void ConnectionForm::clearResult()
{
    m_tester.cancel();
    m_test->setText(tr("Test"));
    m_resultLines.clear();
    const auto lines = m_result->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(lines);
    m_result->hide();
}

QString ConnectionForm::resultText() const
{
    return m_resultLines.join(u'\n');
}

void ConnectionForm::showFindings(const QList<ConnectionFinding> &findings)
{
    clearResult();
    m_test->setEnabled(true);
    m_test->setText(tr("Test again"));
    m_result->show();
    auto *title = new InkLabel(tr("Test result"), TextRole::Header, &Tokens::text, m_result);
    m_result->layout()->addWidget(title);
    for (const ConnectionFinding &finding : findings) {
        auto *line = new QWidget(m_result);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(new PictureLabel(kindOf(finding.level), 16, line));
        const bool bad = finding.level == ConnectionFinding::Level::Bad;
        row->addWidget(new InkLabel(finding.what, TextRole::Key, bad ? &Tokens::bad : &Tokens::text, line));
        row->addWidget(new InkLabel(finding.more, TextRole::Body, &Tokens::muted, line), 1);
        m_result->layout()->addWidget(line);
        m_resultLines << finding.what + u' ' + finding.more;
        if (!finding.advice.isEmpty()) {
            auto *box = new Panel(&Tokens::badBg, m_result);
            box->setFramed(4);
            auto *inside = new QHBoxLayout(box);
            inside->setContentsMargins(12, 8, 12, 8);
            auto *advice = new InkLabel(finding.advice, TextRole::Small, &Tokens::text, box);
            advice->setWordWrap(true);
            inside->addWidget(advice);
            m_result->layout()->addWidget(box);
            m_resultLines << finding.advice;
        }
    }
}

} // namespace qwats::ui
