// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chipbar.h"

#include "ui/theme/stylepainter.h"
#include "ui/widgets/words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int chipHeight = 24;
constexpr int gap = 6;
constexpr int pad = 10;
constexpr int glyphPx = 12;
constexpr int countGap = 7;
constexpr int ringRoom = 2; ///< the focus ring stands outside the chip

QFont wordFont(bool chosen)
{
    return font(chosen ? TextRole::Header : TextRole::Small);
}

} // namespace

ChipBar::ChipBar(Mode mode, QWidget *parent)
    : QWidget(parent)
    , m_mode(mode)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::Grouping);
}

void ChipBar::setChips(const QList<Chip> &chips)
{
    if (m_chips == chips)
        return;
    m_chips = chips;
    setChosen(m_chosen);
    m_current = std::clamp(m_current, 0, std::max(0, int(chips.size()) - 1));
    layoutChips();
    updateGeometry();
    update();
}

void ChipBar::setChosen(const QStringList &ids)
{
    QStringList kept;
    for (const Chip &chip : std::as_const(m_chips)) {
        if (ids.contains(chip.id) && (m_mode == Additive || kept.isEmpty()))
            kept.append(chip.id);
    }
    if (m_mode == Exclusive && kept.isEmpty() && !m_chips.isEmpty())
        kept.append(m_chips.first().id);
    m_chosen = kept;
    layoutChips();
    update();
}

QStringList ChipBar::chosen() const
{
    return m_chosen;
}

bool ChipBar::isChosen(int index) const
{
    return index >= 0 && index < m_chips.size() && m_chosen.contains(m_chips[index].id);
}

QRect ChipBar::chipRect(int index) const
{
    return m_rects.value(index);
}

int ChipBar::overflowCount() const
{
    return int(std::count_if(m_rects.begin(), m_rects.end(), [](const QRect &one) { return one.isEmpty(); }));
}

int ChipBar::chipWidth(const Chip &chip) const
{
    // Measured in the bold face, so that nothing moves when the choice does.
    int width = 2 * pad + QFontMetrics(wordFont(true)).horizontalAdvance(chip.word);
    if (chip.glyph)
        width += glyphPx + 6;
    if (chip.count)
        width += countGap + QFontMetrics(wordFont(false)).horizontalAdvance(words::count(*chip.count));
    return width;
}

int ChipBar::overflowWidth(int hidden) const
{
    return 2 * pad + 16 + QFontMetrics(wordFont(false)).horizontalAdvance(tr("%1 more").arg(hidden));
}

void ChipBar::layoutChips()
{
    const int count = int(m_chips.size());
    m_rects = QList<QRect>(count);
    m_overflow = {};
    QList<int> widths;
    int total = 2 * ringRoom;
    for (const Chip &chip : std::as_const(m_chips)) {
        widths.append(chipWidth(chip));
        total += widths.last() + gap;
    }
    // Chosen chips keep their place first; the others fill what is left, in order.
    int room = width() - 2 * ringRoom + gap;
    const bool all = total - gap <= width();
    if (!all)
        room -= overflowWidth(count) + gap;
    QList<bool> shown(count, all);
    for (const bool chosenTurn : {true, false}) {
        for (int i = 0; i < count && !all; ++i) {
            if (isChosen(i) != chosenTurn || shown[i])
                continue;
            if (widths[i] + gap > room && !chosenTurn)
                break;
            shown[i] = true;
            room -= widths[i] + gap;
        }
    }
    int x = ringRoom;
    const int y = (height() - chipHeight) / 2;
    for (int i = 0; i < count; ++i) {
        if (!shown[i])
            continue;
        m_rects[i] = QRect(x, y, widths[i], chipHeight);
        x += widths[i] + gap;
    }
    if (const int hidden = overflowCount(); hidden > 0)
        m_overflow = QRect(x, y, overflowWidth(hidden), chipHeight);
}

QSize ChipBar::sizeHint() const
{
    int total = 2 * ringRoom;
    for (const Chip &chip : m_chips)
        total += chipWidth(chip) + gap;
    return {total - gap, std::max(chipHeight + 2 * ringRoom + 2, 30)};
}

QSize ChipBar::minimumSizeHint() const
{
    return {m_chips.isEmpty() ? 0 : overflowWidth(99) + 2 * ringRoom, sizeHint().height()};
}

void ChipBar::paintChip(QPainter &painter, int index, const Tokens &t) const
{
    const QRect &r = m_rects[index];
    if (r.isEmpty())
        return;
    const Chip &chip = m_chips[index];
    const bool chosen = isChosen(index);
    const QColor ground = chosen ? t.selection : index == m_hover && isEnabled() ? t.hover : t.base;
    stylepaint::frame(&painter, r, ground, chosen ? t.accent : t.hairline, chipHeight / 2.0);
    const int slack = QFontMetrics(wordFont(true)).horizontalAdvance(chip.word)
        - QFontMetrics(wordFont(chosen)).horizontalAdvance(chip.word);
    int x = r.x() + pad + slack / 2;
    if (chip.glyph) {
        StatusGlyph::paint(&painter, QRectF(x, r.y(), glyphPx, r.height()), *chip.glyph, t, ground);
        x += glyphPx + 6;
    }
    painter.setFont(wordFont(chosen));
    painter.setPen(isEnabled() ? t.text : t.disabled);
    const int wordWidth = QFontMetrics(wordFont(true)).horizontalAdvance(chip.word);
    painter.drawText(QRect(x, r.y(), wordWidth + 2, r.height()), Qt::AlignVCenter | Qt::AlignLeft, chip.word);
    if (!chip.count)
        return;
    painter.setFont(wordFont(false));
    painter.setPen(isEnabled() ? t.muted : t.disabled);
    painter.drawText(r.adjusted(0, 0, -pad - (slack + 1) / 2, 0), Qt::AlignVCenter | Qt::AlignRight,
                     words::count(*chip.count));
}

void ChipBar::paintOverflow(QPainter &painter, const Tokens &t) const
{
    if (m_overflow.isEmpty())
        return;
    const bool over = m_hover == int(m_chips.size()) && isEnabled();
    stylepaint::frame(&painter, m_overflow, over ? t.hover : t.base, t.hairline, chipHeight / 2.0);
    painter.setFont(wordFont(false));
    painter.setPen(isEnabled() ? t.text : t.disabled);
    painter.drawText(m_overflow.adjusted(pad, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     tr("%1 more").arg(overflowCount()));
    stylepaint::chevron(&painter, QRectF(m_overflow.right() - 20, m_overflow.y(), 12, m_overflow.height()),
                        Qt::DownArrow, t.muted);
}

void ChipBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    for (int i = 0; i < m_chips.size(); ++i)
        paintChip(painter, i, t);
    paintOverflow(painter, t);
    if (!hasFocus() || m_chips.isEmpty())
        return;
    const QRect at = m_current < m_chips.size() ? m_rects[m_current] : m_overflow;
    if (at.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(at).adjusted(-1, -1, 1, 1), chipHeight / 2.0 + 1, chipHeight / 2.0 + 1);
}

void ChipBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layoutChips();
}

int ChipBar::chipAt(const QPoint &pos) const
{
    for (int i = 0; i < m_rects.size(); ++i) {
        if (m_rects[i].contains(pos))
            return i;
    }
    return m_overflow.contains(pos) ? int(m_chips.size()) : -1;
}

void ChipBar::mousePressEvent(QMouseEvent *event)
{
    const int index = chipAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || index < 0)
        return QWidget::mousePressEvent(event);
    moveTo(index);
    index < m_chips.size() ? press(index) : openOverflow();
}

void ChipBar::mouseMoveEvent(QMouseEvent *event)
{
    const int index = chipAt(event->position().toPoint());
    if (std::exchange(m_hover, index) != index)
        update();
}

void ChipBar::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hover = -1;
    update();
}

/// The next visible chip, or the overflow chip behind the last one.
int ChipBar::step(int from, int direction) const
{
    const int last = m_overflow.isEmpty() ? int(m_chips.size()) - 1 : int(m_chips.size());
    for (int i = from + direction; i >= 0 && i <= last; i += direction) {
        if (i == m_chips.size() || !m_rects[i].isEmpty())
            return i;
    }
    return from;
}

void ChipBar::moveTo(int index)
{
    if (index == m_current)
        return;
    m_current = index;
    update();
    if (index < m_chips.size()) {
        QAccessibleEvent focus(this, QAccessible::Focus);
        focus.setChild(index);
        QAccessible::updateAccessibility(&focus);
    }
}

void ChipBar::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right: return moveTo(step(m_current, forward));
    case Qt::Key_Left: return moveTo(step(m_current, -forward));
    case Qt::Key_Home: return moveTo(step(-1, 1));
    case Qt::Key_End: return moveTo(m_overflow.isEmpty() ? step(int(m_chips.size()), -1) : int(m_chips.size()));
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter: return m_current < m_chips.size() ? press(m_current) : openOverflow();
    default: QWidget::keyPressEvent(event);
    }
}

void ChipBar::press(int index)
{
    if (index < 0 || index >= m_chips.size())
        return;
    const QStringList before = m_chosen;
    const QString &id = m_chips[index].id;
    if (m_mode == Exclusive)
        setChosen({id});
    else if (isChosen(index))
        setChosen([&] {
            auto left = m_chosen;
            left.removeAll(id);
            return left;
        }());
    else
        setChosen(m_chosen + QStringList(id));
    if (m_chosen == before)
        return;
    QAccessible::State changed;
    changed.checked = true;
    QAccessibleStateChangeEvent told(this, changed);
    told.setChild(index);
    QAccessible::updateAccessibility(&told);
    emit chosenChanged(m_chosen);
}

void ChipBar::openOverflow()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < m_chips.size(); ++i) {
        if (!m_rects[i].isEmpty())
            continue;
        const Chip &chip = m_chips[i];
        QAction *action = menu->addAction(chip.count ? chip.word + u'\t' + words::count(*chip.count) : chip.word);
        action->setCheckable(m_mode == Additive);
        action->setChecked(isChosen(i));
        connect(action, &QAction::triggered, this, [this, id = chip.id] {
            // The chips may have changed while the menu was open.
            for (int at = 0; at < m_chips.size(); ++at) {
                if (m_chips[at].id == id)
                    return press(at);
            }
        });
    }
    menu->popup(mapToGlobal(m_overflow.bottomLeft() + QPoint(0, 2)));
}

void ChipBar::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < m_chips.size() && !m_rects.isEmpty() && m_rects[m_current].isEmpty())
        m_current = step(-1, 1);
    update();
}

void ChipBar::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ChipBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::LanguageChange)
        layoutChips();
    update();
}

bool ChipBar::event(QEvent *event)
{
    // Space and Enter belong to the chips even where the page uses them as shortcuts.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Left || key == Qt::Key_Right)
            event->accept();
    }
    return QWidget::event(event);
}

int ChipBar::itemCount() const
{
    return int(m_chips.size());
}

QString ChipBar::itemName(int index) const
{
    const Chip &chip = m_chips[index];
    return chip.count ? tr("%1, %2", "word and count of a filter chip").arg(chip.word, words::count(*chip.count))
                      : chip.word;
}

QRect ChipBar::itemRect(int index) const
{
    return chipRect(index);
}

QAccessible::State ChipBar::itemState(int index) const
{
    QAccessible::State state;
    state.checkable = true;
    state.checked = isChosen(index);
    state.focusable = true;
    state.focused = hasFocus() && m_current == index;
    return state;
}

QAccessible::Role ChipBar::itemRole() const
{
    return m_mode == Exclusive ? QAccessible::RadioButton : QAccessible::CheckBox;
}

} // namespace qwats::ui
