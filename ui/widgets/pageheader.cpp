// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pageheader.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

class HairSeparator : public QWidget
{
public:
    explicit HairSeparator(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(9, 18);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintHairline(&painter, QRect(4, 0, 1, height()), Qt::LeftEdge, Theme::of(this).hairline);
    }
};

} // namespace

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : Panel(&Tokens::base, parent)
    , m_back(makeIconButton(u"back"_s, tr("Back to the list"), {}, this))
    , m_glyph(new QLabel(this))
    , m_word(new InkLabel(TextRole::PageTitle, &Tokens::text, this))
    , m_title(new InkLabel(title, TextRole::PageTitle, &Tokens::text, this))
    , m_age(new DataAgeLabel(this))
    , m_ageAction(makeLinkButton({}, this))
    , m_actions(new QHBoxLayout)
{
    setMinimumHeight(62);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_title->setElide(Qt::ElideRight);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_back->hide();
    m_glyph->hide();
    m_word->hide();
    m_ageAction->hide();
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_glyph);
    first->addWidget(m_word);
    first->addWidget(m_title);
    first->addStretch(1);
    auto *second = new QHBoxLayout;
    second->setSpacing(4);
    second->addWidget(m_age);
    second->addWidget(m_ageAction);
    second->addStretch(1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addStretch(1);
    texts->addLayout(first);
    texts->addLayout(second);
    texts->addStretch(1);
    m_actions->setSpacing(8);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 4);
    row->setSpacing(8);
    row->addWidget(m_back);
    row->addLayout(texts, 1);
    row->addLayout(m_actions);
    connect(m_back, &QToolButton::clicked, this, &PageHeader::backRequested);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

QString PageHeader::title() const
{
    return m_title->text();
}

void PageHeader::setStatus(std::optional<StatusKind> status)
{
    m_status = status;
    m_glyph->setVisible(status.has_value());
    m_word->setVisible(status.has_value());
    updateStatus();
}

void PageHeader::updateStatus()
{
    if (!m_status)
        return;
    const Tokens &t = Theme::of(this);
    m_glyph->setPixmap(StatusGlyph::pixmap(*m_status, 20, t, devicePixelRatioF()));
    m_word->setText(statusLook(*m_status, t).word);
    m_word->setInk(statusInk(*m_status));
}

void PageHeader::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

QPushButton *PageHeader::setAgeAction(const QString &text)
{
    m_ageAction->setText(text);
    m_ageAction->setVisible(!text.isEmpty());
    return m_ageAction;
}

QToolButton *PageHeader::addIconButton(const QString &iconName, const QString &name, const QKeySequence &key)
{
    QToolButton *button = makeIconButton(iconName, name, key, this);
    addControl(button);
    return button;
}

void PageHeader::addControl(QWidget *control)
{
    const int end = m_primary ? m_actions->indexOf(m_primary) : m_actions->count();
    m_actions->insertWidget(end, control, 0, Qt::AlignVCenter);
}

void PageHeader::addSeparator()
{
    addControl(new HairSeparator(this));
}

QPushButton *PageHeader::setPrimary(const QString &text, const QString &iconName)
{
    if (!m_primary) {
        m_primary = makeButton(text, "primary", iconName, this);
        m_actions->addWidget(m_primary, 0, Qt::AlignVCenter);
    }
    m_primary->setText(text);
    return m_primary;
}

void PageHeader::setCompact(bool compact)
{
    setMinimumHeight(compact ? 44 : 62);
    // The age stays, whatever else goes: old data is never shown as new.
    m_ageAction->setVisible(!compact && !m_ageAction->text().isEmpty());
}

void PageHeader::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateStatus();
}

} // namespace qwats::ui
