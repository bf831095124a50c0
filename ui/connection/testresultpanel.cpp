// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/testresultpanel.h"

#include "ui/connection/picturelabel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

StatusKind findingKind(ConnectionFinding::Level level)
{
    switch (level) {
    case ConnectionFinding::Level::Good: return StatusKind::Ok;
    case ConnectionFinding::Level::Warning: return StatusKind::Warning;
    case ConnectionFinding::Level::Bad: return StatusKind::Failed;
    }
    return StatusKind::Unknown;
}

} // namespace

TestResultPanel::TestResultPanel(QWidget *parent)
    : QWidget(parent)
    , m_busy(new QWidget(this))
    , m_busyWords(new InkLabel(TextRole::Body, &Tokens::muted, m_busy))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout(m_busy);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *cancel = makeLinkButton(tr("Cancel the test"), m_busy);
    cancel->setObjectName(QStringLiteral("cancelTest"));
    row->addWidget(new RingLabel(m_busy));
    row->addWidget(m_busyWords, 1);
    row->addWidget(cancel);
    m_layout->addWidget(m_busy);
    hide();
    connect(cancel, &QPushButton::clicked, this, [this] {
        clear();
        emit cancelled();
    });
    connect(&m_tester, &ConnectionTest::finished, this, [this](const QList<ConnectionFinding> &findings, bool good) {
        showFindings(findings);
        emit finished(good);
    });
}

void TestResultPanel::run(const Profile &profile, const QByteArray &token)
{
    wait(tr("Asking %1").arg(profile.url.host()));
    m_tester.start(profile, token);
}

void TestResultPanel::wait(const QString &words)
{
    clear();
    m_busyWords->setText(words);
    m_busy->show();
    show();
}

bool TestResultPanel::isBusy() const
{
    return !isHidden() && !m_busy->isHidden();
}

void TestResultPanel::clear()
{
    m_busy->hide();
    m_tester.cancel();
    m_lines.clear();
    delete m_findings;
    m_findings = nullptr;
    hide();
}

QString TestResultPanel::text() const
{
    return m_lines.join(u'\n');
}

void TestResultPanel::showFindings(const QList<ConnectionFinding> &findings)
{
    clear();
    m_findings = new QWidget(this);
    m_layout->addWidget(m_findings);
    auto *column = new QVBoxLayout(m_findings);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(new InkLabel(tr("Test result"), TextRole::Header, &Tokens::text, m_findings));
    for (const ConnectionFinding &finding : findings)
        addLine(finding);
    show();
}

void TestResultPanel::addLine(const ConnectionFinding &finding)
{
    auto *line = new QWidget(m_findings);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new PictureLabel(findingKind(finding.level), 16, line));
    const bool bad = finding.level == ConnectionFinding::Level::Bad;
    row->addWidget(new InkLabel(finding.what, TextRole::Key, bad ? &Tokens::bad : &Tokens::text, line));
    row->addWidget(new InkLabel(finding.more, TextRole::Body, &Tokens::muted, line), 1);
    m_findings->layout()->addWidget(line);
    m_lines << finding.what + u' ' + finding.more;
    if (finding.advice.isEmpty())
        return;
    auto *box = new Panel(&Tokens::badBg, m_findings);
    box->setFramed(4);
    auto *inside = new QHBoxLayout(box);
    inside->setContentsMargins(12, 8, 12, 8);
    auto *advice = new InkLabel(finding.advice, TextRole::Small, &Tokens::text, box);
    advice->setWordWrap(true);
    inside->addWidget(advice);
    m_findings->layout()->addWidget(box);
    m_lines << finding.advice;
}

} // namespace qwats::ui
