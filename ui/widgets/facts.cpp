// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/facts.h"

#include "ui/widgets/ink.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

InkLabel::Ink inkOf(const Fact &fact)
{
    if (fact.value.isEmpty())
        return &Tokens::muted;
    return fact.state ? statusInk(*fact.state) : &Tokens::text;
}

TextRole roleOf(const Fact &fact)
{
    return fact.state && statusLook(*fact.state, lightTokens()).weight >= 600 ? TextRole::Strong : TextRole::Body;
}

/// The value's widget: a link button or a label whose text can be copied.
template <typename Emit> QWidget *makeValue(const Fact &fact, QWidget *parent, Emit emitLink)
{
    if (!fact.link.isEmpty()) {
        auto *button = makeLinkButton(fact.value, parent);
        button->setProperty("bare", true);
        button->setToolTip(plain::tip(fact.tip));
        button->setAccessibleName(fact.label + u" "_s + fact.value);
        QObject::connect(button, &QPushButton::clicked, parent, [emitLink, link = fact.link] { emitLink(link); });
        return button;
    }
    auto *label = new InkLabel(fact.value.isEmpty() ? words::none() : fact.value, roleOf(fact), inkOf(fact), parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setToolTip(plain::tip(fact.tip));
    label->setAccessibleName(fact.label + u" "_s + label->text());
    return label;
}

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // a link may be in the middle of its own click
        }
        delete item;
    }
}

} // namespace

FactsGrid::FactsGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
}

void FactsGrid::setFacts(const QList<Fact> &facts)
{
    if (m_facts == facts)
        return;
    const bool sameShape = m_facts.size() == facts.size()
        && std::equal(facts.begin(), facts.end(), m_facts.begin(), [](const Fact &a, const Fact &b) {
                               return a.label == b.label && a.link.isEmpty() && b.link.isEmpty();
                           });
    m_facts = facts;
    if (!sameShape)
        return rebuild();
    for (int row = 0; row < facts.size(); ++row) {
        auto *label = qobject_cast<InkLabel *>(m_grid->itemAtPosition(row, 1)->widget());
        label->setText(facts[row].value.isEmpty() ? words::none() : facts[row].value);
        label->setRole(roleOf(facts[row]));
        label->setInk(inkOf(facts[row]));
        label->setToolTip(plain::tip(facts[row].tip));
        label->setAccessibleName(facts[row].label + u" "_s + label->text());
    }
}

void FactsGrid::rebuild()
{
    clearLayout(m_grid);
    int row = 0;
    for (const Fact &fact : std::as_const(m_facts)) {
        m_grid->addWidget(new InkLabel(fact.label, TextRole::Body, &Tokens::muted, this), row, 0,
                          Qt::AlignLeft | Qt::AlignTop);
        QWidget *value = makeValue(fact, this, [this](const QString &link) { emit linkActivated(link); });
        if (auto *label = qobject_cast<InkLabel *>(value))
            label->setWordWrap(true);
        m_grid->addWidget(value, row, 1, fact.link.isEmpty() ? Qt::Alignment() : Qt::AlignLeft);
        ++row;
    }
}

FactsRow::FactsRow(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(24);
    m_row->setSizeConstraint(QLayout::SetNoConstraint); // facts leave instead of holding the page wide
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FactsRow::setFacts(const QList<Fact> &facts)
{
    if (m_facts == facts)
        return;
    m_facts = facts;
    clearLayout(m_row);
    m_cells.clear();
    QStringList all;
    for (const Fact &fact : facts) {
        auto *cell = new QWidget(this);
        auto *column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(new InkLabel(fact.label, TextRole::Small, &Tokens::muted, cell));
        column->addWidget(makeValue(fact, cell, [this](const QString &link) { emit linkActivated(link); }), 0,
                          Qt::AlignLeft);
        m_row->addWidget(cell);
        m_cells.append(cell);
        all.append(fact.label + u" "_s + fact.value);
    }
    m_row->addStretch(1);
    setAccessibleDescription(all.join(u", "_s));
    fit();
    updateGeometry();
}

QSize FactsRow::minimumSizeHint() const
{
    return {0, QWidget::sizeHint().height()};
}

void FactsRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FactsRow::fit()
{
    int used = 0;
    for (QWidget *cell : std::as_const(m_cells)) {
        const int needed = cell->sizeHint().width();
        cell->setVisible(used + needed <= width() || used == 0);
        used += needed + m_row->spacing();
    }
}

} // namespace qwats::ui
