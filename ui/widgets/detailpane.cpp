// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/detailpane.h"

#include "ui/widgets/counttabs.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVariant>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr char idProperty[] = "detailTabId";

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : Panel(&Tokens::base, parent)
    , m_glyph(new QLabel(this))
    , m_key(new InkLabel(TextRole::Section, &Tokens::text, this))
    , m_name(new InkLabel(TextRole::Body, &Tokens::muted, this))
    , m_cause(new InkLabel(TextRole::Strong, &Tokens::text, this))
    , m_age(new DataAgeLabel(this))
    , m_actionsBox(new QWidget(this))
    , m_actions(new QHBoxLayout(m_actionsBox))
    , m_tabs(new CountTabs(this))
    , m_pages(new QStackedWidget(this))
    , m_close(makeIconButton(u"close"_s, tr("Close the details"), {}, this))
{
    m_close->setToolTip(tr("Close the details  (Esc)"));
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setElide(Qt::ElideRight);
    m_cause->setElide(Qt::ElideRight);
    m_actions->setContentsMargins(0, 0, 0, 0);
    m_actions->setSpacing(8);
    auto *head = new QVBoxLayout;
    head->setSpacing(2);
    head->setContentsMargins(16, 6, 10, 2);
    for (int i = 0; i < 3; ++i) {
        m_rows.append(new QHBoxLayout);
        m_rows.last()->setSpacing(8);
        head->addLayout(m_rows.last());
    }
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(12, 0, 12, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);
    m_tabs->hide();
    auto *line = new Panel(&Tokens::hairline, this);
    line->setFixedHeight(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(tabRow);
    column->addWidget(line);
    column->addWidget(m_pages, 1);
    setNarrow(false);
    m_glyph->hide();
    connect(m_close, &QToolButton::clicked, this, &DetailPane::closeRequested);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        if (index >= 0)
            emit tabChanged(currentTab());
    });
}

void DetailPane::setNarrow(bool narrow)
{
    for (QHBoxLayout *row : std::as_const(m_rows)) {
        while (QLayoutItem *item = row->takeAt(0))
            delete item;
    }
    const auto fill = [this](int row, const QList<QWidget *> &left, const QList<QWidget *> &right) {
        for (QWidget *part : left)
            m_rows[row]->addWidget(part, 0, Qt::AlignVCenter);
        m_rows[row]->addStretch(1);
        for (QWidget *part : right)
            m_rows[row]->addWidget(part, 0, Qt::AlignVCenter);
    };
    if (!narrow)
        return fill(0, {m_glyph, m_key, m_name, m_cause, m_age}, {m_actionsBox, m_close});
    fill(0, {m_glyph, m_key, m_cause}, {m_close});
    fill(1, {m_name, m_age}, {});
    fill(2, {m_actionsBox}, {});
}

void DetailPane::setThing(std::optional<StatusKind> status, const QString &key, const QString &name,
                          const QString &cause)
{
    m_status = status;
    m_key->setText(key);
    m_name->setText(name);
    m_cause->setText(cause);
    m_cause->setVisible(!cause.isEmpty());
    m_glyph->setVisible(status.has_value());
    setAccessibleName(key);
    updateLook();
}

void DetailPane::updateLook()
{
    if (!m_status)
        return;
    m_glyph->setPixmap(StatusGlyph::pixmap(*m_status, 18, Theme::of(this), devicePixelRatioF()));
    m_glyph->setAccessibleName(statusLook(*m_status, Theme::of(this)).word);
    m_cause->setInk(statusInk(*m_status));
}

QPushButton *DetailPane::addAction(const QString &text, const QString &iconName, bool primary)
{
    auto *button = makeButton(text, primary ? "primary" : "", iconName, m_actionsBox);
    button->setProperty("controlSize", u"small"_s);
    m_actions->addWidget(button);
    return button;
}

void DetailPane::addActionWidget(QWidget *widget)
{
    m_actions->addWidget(widget);
}

void DetailPane::addTab(const QString &id, const QString &word, QWidget *page)
{
    page->setProperty(idProperty, id);
    m_pages->addWidget(page);
    m_tabs->addCountTab(word);
    m_tabs->setVisible(m_tabs->QTabBar::count() > 1);
}

void DetailPane::setTabCount(const QString &id, std::optional<qint64> count)
{
    for (int i = 0; i < m_pages->count(); ++i) {
        if (m_pages->widget(i)->property(idProperty).toString() == id)
            m_tabs->setCount(i, count);
    }
}

void DetailPane::setCurrentTab(const QString &id)
{
    for (int i = 0; i < m_pages->count(); ++i) {
        if (m_pages->widget(i)->property(idProperty).toString() == id)
            m_tabs->setCurrentIndex(i);
    }
}

void DetailPane::setTabVisible(const QString &id, bool visible)
{
    int shown = 0;
    for (int i = 0; i < m_pages->count(); ++i) {
        if (m_pages->widget(i)->property(idProperty).toString() == id)
            m_tabs->setTabVisible(i, visible);
        shown += m_tabs->isTabVisible(i) ? 1 : 0;
    }
    m_tabs->setVisible(shown > 1);
}

QString DetailPane::currentTab() const
{
    const QWidget *page = m_pages->widget(m_tabs->currentIndex());
    return page ? page->property(idProperty).toString() : QString();
}

void DetailPane::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateLook();
}

void DetailPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit closeRequested();
        return;
    }
    Panel::keyPressEvent(event);
}

} // namespace qwats::ui
