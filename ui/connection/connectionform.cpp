// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionform.h"

#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
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

void makeSecret(QLineEdit *field)
{
    field->setEchoMode(QLineEdit::Password);
    auto *show = field->addAction(icon(QStringLiteral("show")), QLineEdit::TrailingPosition);
    show->setToolTip(ConnectionForm::tr("Show or hide"));
    QObject::connect(show, &QAction::triggered, field, [field] {
        field->setEchoMode(field->echoMode() == QLineEdit::Password ? QLineEdit::Normal : QLineEdit::Password);
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
        connect(field, &QLineEdit::textChanged, this, &ConnectionForm::update);
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (m_connect->isEnabled())
                submit();
        });
    }
    connect(m_plain, &QCheckBox::toggled, this, &ConnectionForm::update);
    connect(m_kind, &SegmentedControl::currentChanged, this, &ConnectionForm::update);
    connect(m_test, &QPushButton::clicked, this, &ConnectionForm::test);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionForm::submit);
    connect(&m_tester, &ConnectionTest::finished, this, [this](const QList<ConnectionFinding> &findings) { showFindings(findings); });
    update();
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
    makeSecret(m_token);
    makeSecret(m_password);
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
    auto *more = makeLinkButton(tr("Proxy and certificates"), this);
    more->setCheckable(true);
    layout->addWidget(more, 0, Qt::AlignLeft);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    m_proxy->setPlaceholderText(tr("as the system says; host:port for another; none for none"));
    m_authority->setPlaceholderText(tr("the system's; or the path of a PEM file"));
    column->addWidget(labelled(tr("Proxy"), m_proxy, box));
    column->addWidget(labelled(tr("Certificate authority"), m_authority, box));
    column->addWidget(m_plain);
    box->hide();
    connect(more, &QPushButton::toggled, box, &QWidget::setVisible);
    layout->addWidget(box);
}

void ConnectionForm::setProfile(const Profile &profile)
{
    m_profile = profile;
    m_address->setText(profile.url.toString());
    m_name->setText(profile.name);
    m_authority->setText(profile.caFile);
    m_plain->setChecked(profile.allowPlainHttp);
    if (profile.proxy == Profile::Proxy::Manual)
        m_proxy->setText(QStringLiteral("%1:%2").arg(profile.proxyHost).arg(profile.proxyPort));
    else if (profile.proxy == Profile::Proxy::None)
        m_proxy->setText(QStringLiteral("none"));
}

bool ConnectionForm::remembers() const
{
    return m_remember->isChecked();
}

void ConnectionForm::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

Result<Profile> ConnectionForm::profile() const
{
    const auto url = cleanServerUrl(m_address->text(), m_plain->isChecked() ? PlainHttp::Allowed : PlainHttp::LoopbackOnly);
    if (!url)
        return failure(url.error());
    Profile profile = m_profile;
    profile.url = *url;
    profile.name = m_name->text().trimmed().isEmpty() ? url->host() : m_name->text().trimmed();
    profile.caFile = m_authority->text().trimmed();
    profile.allowPlainHttp = m_plain->isChecked();
    profile.user = m_kind->current() == PasswordKind ? m_user->text().trimmed() : QString();
    const QString proxy = m_proxy->text().trimmed();
    profile.proxy = proxy.isEmpty() ? Profile::Proxy::System : Profile::Proxy::Manual;
    if (proxy.compare(QLatin1StringView("none"), Qt::CaseInsensitive) == 0) {
        profile.proxy = Profile::Proxy::None;
    } else if (!proxy.isEmpty()) {
        const QUrl parts(QStringLiteral("http://") + proxy);
        if (parts.host().isEmpty() || parts.port() <= 0)
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
    return basicToken(m_user->text().trimmed(), m_password->text());
}

void ConnectionForm::update()
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
    showProblem(typed && !where ? where.error().message
                    : !who && !(byToken ? m_token : m_user)->text().isEmpty() ? who.error().message
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
    for (const ConnectionFinding &finding : findings) {
        auto *line = new QWidget(m_result);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto *glyph = new QLabel(line);
        glyph->setPixmap(StatusGlyph::pixmap(kindOf(finding.level), 14, Theme::of(this), devicePixelRatioF()));
        row->addWidget(glyph);
        const bool bad = finding.level == ConnectionFinding::Level::Bad;
        row->addWidget(new InkLabel(finding.what, TextRole::Key, bad ? &Tokens::bad : &Tokens::text, line));
        row->addWidget(new InkLabel(finding.more, TextRole::Body, &Tokens::muted, line), 1);
        m_result->layout()->addWidget(line);
        m_resultLines << finding.what + u' ' + finding.more;
        if (!finding.advice.isEmpty()) {
            auto *advice = new InkLabel(finding.advice, TextRole::Small, &Tokens::text, m_result);
            advice->setWordWrap(true);
            m_result->layout()->addWidget(advice);
            m_resultLines << finding.advice;
        }
    }
}

} // namespace qwats::ui
