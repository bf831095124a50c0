// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/firstrunpage.h"

#include "ui/connection/connectionform.h"
#include "ui/connection/picturelabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr int CardWidth = 600;
constexpr int DemoWidth = 340;

QHBoxLayout *heading(const QString &iconName, const QString &text, QWidget *parent)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(new PictureLabel(iconName, 24, parent));
    row->addWidget(new InkLabel(text, TextRole::Section, &Tokens::text, parent), 1);
    return row;
}

} // namespace

FirstRunPage::FirstRunPage(const QString &demoFacts, QWidget *parent)
    : Panel(&Tokens::window, parent)
    , m_form(new ConnectionForm(this))
    , m_demo(new QPushButton(tr("Start the demo"), this))
    , m_connections(makeLinkButton(tr("Connections…"), this))
{
    setWindowTitle(QStringLiteral("qWATS"));
    auto *title = new QHBoxLayout;
    auto *mark = new QLabel(this);
    mark->setPixmap(appIcon().pixmap(32, 32));
    title->addStretch();
    title->addWidget(mark);
    title->addWidget(new InkLabel(QStringLiteral("qWATS"), TextRole::Figure, &Tokens::text, this));
    title->addStretch();
    auto *cards = new QHBoxLayout;
    cards->setSpacing(20);
    cards->addStretch();
    cards->addWidget(makeDemoCard(demoFacts), 0, Qt::AlignTop);
    cards->addWidget(makeConnectCard(), 0, Qt::AlignTop);
    cards->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 48, 16, 24);
    layout->addLayout(title);
    auto *claim = new InkLabel(
        tr("Test results, fixtures and products of your factory, answered from a cache that never shows old as new."),
        TextRole::Body, &Tokens::muted, this);
    claim->setAlignment(Qt::AlignHCenter);
    layout->addWidget(claim);
    layout->addSpacing(20);
    layout->addLayout(cards);
    layout->addSpacing(20);
    layout->addWidget(m_connections, 0, Qt::AlignHCenter);
    m_connections->hide();
    auto *version
        = new InkLabel(tr("Version %1").arg(QStringLiteral(QWATS_VERSION)), TextRole::Small, &Tokens::muted, this);
    version->setAlignment(Qt::AlignHCenter);
    layout->addWidget(version);
    layout->addStretch();
    connect(m_connections, &QPushButton::clicked, this, &FirstRunPage::connectionsRequested);
    connect(m_demo, &QPushButton::clicked, this, &FirstRunPage::demoRequested);
    connect(m_form, &ConnectionForm::submitted, this, &FirstRunPage::connectRequested);
    m_form->address()->setFocus();
}

void FirstRunPage::setConnectionsOffered(bool offered)
{
    m_connections->setVisible(offered);
}

QWidget *FirstRunPage::makeDemoCard(const QString &facts)
{
    auto *card = new Panel(&Tokens::base, this);
    card->setFramed(4);
    card->setFixedWidth(DemoWidth);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(22, 22, 22, 22);
    layout->setSpacing(12);
    layout->addLayout(heading(QStringLiteral("demo"), tr("Try the demo"), card));
    auto *words = new InkLabel(facts, TextRole::Body, &Tokens::muted, card);
    words->setWordWrap(true);
    layout->addWidget(words);
    for (const QString &line : {tr("No account and no network needed"), tr("Every page works, writing included"),
                                tr("Starts anew each time")}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new PictureLabel(StatusKind::Ok, 14, card));
        row->addWidget(new InkLabel(line, TextRole::Body, &Tokens::text, card), 1);
        layout->addLayout(row);
    }
    layout->addWidget(m_demo);
    return card;
}

QWidget *FirstRunPage::makeConnectCard()
{
    auto *card = new Panel(&Tokens::base, this);
    card->setFramed(4);
    card->setFixedWidth(CardWidth);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(24, 22, 24, 20);
    layout->setSpacing(14);
    layout->addLayout(heading(QStringLiteral("server"), tr("Connect to your server"), card));
    layout->addWidget(m_form);
    return card;
}

} // namespace qwats::ui
