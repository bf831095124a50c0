// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewcard.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qwats::ui {

namespace {

constexpr int CardGlyph = 14;
constexpr int CardPad = 12;
constexpr qreal CardRadius = 4;

/// `tokens` of the card: its labels learn of another theme after it.
void putGlyph(QLabel *label, std::optional<StatusKind> kind, const Tokens &tokens)
{
    label->setVisible(kind.has_value());
    if (kind)
        label->setPixmap(StatusGlyph::pixmap(*kind, CardGlyph, tokens, label->devicePixelRatioF()));
}

} // namespace

OverviewCard::OverviewCard(const QString &title, QWidget *content, QWidget *parent)
    : Panel(&Tokens::base, parent)
    , m_glyph(new QLabel(this))
    , m_title(new InkLabel(title, TextRole::Header, &Tokens::text, this))
    , m_sub(new InkLabel(TextRole::Small, &Tokens::muted, this))
    , m_link(makeLinkButton({}, this))
    , m_age(new DataAgeLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_content(content)
{
    setFramed(CardRadius);
    setAccessibleName(title);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(CardPad, 8, CardPad, 0);
    head->setSpacing(8);
    head->addWidget(m_glyph);
    head->addWidget(m_title);
    m_title->setElide(Qt::ElideRight);
    m_sub->setElide(Qt::ElideRight);
    m_sub->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(m_sub, 1);
    head->addWidget(m_link);
    m_link->hide();
    auto *below = new QHBoxLayout;
    below->setContentsMargins(CardPad, 0, CardPad, 6);
    below->addWidget(m_age, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(below);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(content);
    m_stack->addWidget(makeWords());
    m_glyph->setAccessibleName(title);
    m_glyph->hide();
    connect(m_link, &QPushButton::clicked, this, &OverviewCard::linkActivated);
    connect(m_age, &DataAgeLabel::refreshRequested, this, &OverviewCard::tryAgainRequested);
}

QWidget *OverviewCard::makeWords()
{
    auto *words = new QWidget(this);
    auto *column = new QVBoxLayout(words);
    column->setContentsMargins(CardPad, 6, CardPad, 10);
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_wordsGlyph = new QLabel(words);
    m_wordsTitle = new InkLabel(TextRole::Strong, &Tokens::text, words);
    m_wordsTitle->setElide(Qt::ElideRight);
    m_wordsText = new InkLabel(TextRole::Small, &Tokens::muted, words);
    m_wordsText->setWordWrap(true);
    m_again = makeLinkButton({}, words);
    row->addWidget(m_wordsGlyph);
    row->addWidget(m_wordsTitle, 1);
    row->addWidget(m_again);
    column->addStretch();
    column->addLayout(row);
    column->addWidget(m_wordsText);
    column->addStretch();
    connect(m_again, &QPushButton::clicked, this, &OverviewCard::tryAgainRequested);
    return words;
}

QString OverviewCard::title() const
{
    return m_title->text();
}

void OverviewCard::setGlyph(std::optional<StatusKind> kind)
{
    m_kind = kind;
    updateGlyphs();
}

void OverviewCard::setSub(const QString &words)
{
    m_sub->setText(words);
}

void OverviewCard::setLink(const QString &words)
{
    m_link->setText(words);
    m_link->setAccessibleName(QStringLiteral("%1: %2").arg(title(), words));
    m_link->setVisible(!words.isEmpty());
}

void OverviewCard::showContent()
{
    m_stack->setCurrentWidget(m_content);
}

bool OverviewCard::showsContent() const
{
    return m_stack->currentWidget() == m_content;
}

QString OverviewCard::words() const
{
    return showsContent() ? QString() : m_wordsTitle->text();
}

void OverviewCard::showWords(std::optional<StatusKind> kind, const QString &title, const QString &text,
                             const QString &again)
{
    m_wordsKind = kind;
    m_wordsTitle->setText(title);
    m_wordsText->setText(text);
    m_wordsText->setVisible(!text.isEmpty());
    m_again->setText(again);
    m_again->setVisible(!again.isEmpty());
    updateGlyphs();
    m_stack->setCurrentIndex(1);
}

void OverviewCard::updateGlyphs()
{
    putGlyph(m_glyph, m_kind, Theme::of(this));
    putGlyph(m_wordsGlyph, m_wordsKind, Theme::of(this));
}

void OverviewCard::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_wordsGlyph)
        updateGlyphs();
}

void showCard(OverviewCard &card, const FetchedInfo &info, const CardWords &words)
{
    if (!words.empty)
        return card.showContent();
    if (words.loading && info.freshness == Freshness::None)
        return card.showWords(StatusKind::Fetching, words.loadingWords, {});
    if (info.error && info.freshness == Freshness::None) {
        const bool outage = info.error->isOutage();
        return card.showWords(outage ? StatusKind::Offline : StatusKind::Error,
                              outage ? OverviewCard::tr("The server cannot be reached, and nothing is saved.")
                                     : OverviewCard::tr("This could not be read."),
                              info.error->message, OverviewCard::tr("Try again"));
    }
    card.showWords(words.emptyKind, words.emptyTitle, words.emptyText);
}

} // namespace qwats::ui
