// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/navigationrail.h"

#include "ui/widgets/ink.h"

#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int markHeight = 52; ///< the program's mark over the pages, as high as the top bar and its gap

int widthOf(RailMode mode)
{
    switch (mode) {
    case RailMode::Icons: return 48;
    case RailMode::Words: return 84;
    case RailMode::Wide: return 176;
    }
    return 84;
}

} // namespace

RailButton::RailButton(const QString &iconName, const QString &word, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(iconName)
{
    setText(word);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setProperty("ownFocus", true);
    describe();
}

void RailButton::setMode(RailMode mode)
{
    m_mode = mode;
    describe();
    updateGeometry();
    update();
}

void RailButton::setKey(const QKeySequence &key)
{
    m_key = key;
    describe();
}

void RailButton::setBadge(int count, BadgeKind kind)
{
    if (m_badge == count && m_badgeKind == kind)
        return;
    m_badge = count;
    m_badgeKind = kind;
    describe();
    update();
}

void RailButton::describe()
{
    const QString name = m_badge <= 0           ? text()
        : m_badgeKind == BadgeKind::NeedsPerson ? tr("%1, %n need attention", nullptr, m_badge).arg(text())
                                                : tr("%1, %n waiting", nullptr, m_badge).arg(text());
    setAccessibleName(name);
    const QString key = m_key.toString(QKeySequence::NativeText);
    setToolTip(key.isEmpty() ? name : u"%1  (%2)"_s.arg(name, key));
}

QSize RailButton::sizeHint() const
{
    const QFontMetrics caption(ui::font(TextRole::Caption));
    switch (m_mode) {
    case RailMode::Icons: return {48, 44};
    case RailMode::Words: return {84, std::max(56, 34 + caption.height() + 8)};
    case RailMode::Wide: return {176, 40};
    }
    return {};
}

void RailButton::paintGround(QPainter &painter, const Tokens &t) const
{
    const QRectF tile = QRectF(rect()).adjusted(6.5, 1.5, -6.5, -1.5);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked()) {
        painter.setPen(t.hairline);
        painter.setBrush(t.base);
        painter.drawRoundedRect(tile, 4, 4);
        painter.fillRect(QRectF(0, 8, 3, height() - 16), t.accent);
    } else if (underMouse() && isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.kind == ThemeKind::Light ? mixed(t.text, t.rail, 0.05) : t.hover);
        painter.drawRoundedRect(tile, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(tile.adjusted(-1, 0, 1, 0), 5, 5);
    }
}

void RailButton::paintBadge(QPainter &painter, const Tokens &t) const
{
    if (m_badge <= 0)
        return;
    QFont small = ui::font(TextRole::Caption);
    small.setWeight(QFont::DemiBold);
    const QString words = m_badge > 99 ? u"99+"_s : QString::number(m_badge);
    const int wide = std::max(16, QFontMetrics(small).horizontalAdvance(words) + 9);
    QRectF pill;
    switch (m_mode) {
    case RailMode::Icons: pill = QRectF(width() - wide - 4, 3, wide, 16); break;
    case RailMode::Words: pill = QRectF(width() / 2.0 + 18 - wide / 2.0, 4, wide, 16); break;
    case RailMode::Wide: pill = QRectF(width() - wide - 20, (height() - 16) / 2.0, wide, 16); break;
    }
    painter.setPen(QPen(isChecked() ? t.base : t.rail, 1.5));
    painter.setBrush(m_badgeKind == BadgeKind::NeedsPerson ? t.bad : t.idle);
    painter.drawRoundedRect(pill.adjusted(-0.5, -0.5, 0.5, 0.5), 8.5, 8.5);
    painter.setFont(small);
    painter.setPen(t.kind == ThemeKind::Light ? t.base : t.onAccent);
    painter.drawText(pill, Qt::AlignCenter, words);
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    paintGround(painter, t);
    const QColor ink = isChecked() ? t.text : t.muted;
    const QColor iconInk = isChecked() ? t.accent : t.muted;
    QFont words = ui::font(m_mode == RailMode::Wide ? TextRole::Body : TextRole::Caption);
    words.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(words);
    painter.setPen(ink);
    if (m_mode == RailMode::Icons)
        paintIcon(&painter, QRectF((width() - 20) / 2.0, (height() - 20) / 2.0, 20, 20), m_icon, iconInk, 1.35);
    if (m_mode == RailMode::Words) {
        paintIcon(&painter, QRectF(0, 8, width(), 20), m_icon, iconInk, 1.35);
        const QRect room(4, 32, width() - 8, height() - 34);
        painter.drawText(room, Qt::AlignHCenter | Qt::AlignTop,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    }
    if (m_mode == RailMode::Wide) {
        paintIcon(&painter, QRectF(18, 0, 20, height()), m_icon, iconInk, 1.35);
        const QRect room(50, 0, width() - 50 - (m_badge > 0 ? 44 : 10), height());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    }
    paintBadge(painter, t);
}

void RailButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RailButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void RailButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

NavigationRail::NavigationRail(QWidget *parent)
    : QWidget(parent)
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, markHeight, 0, 8);
    column->setSpacing(0);
    for (QVBoxLayout *part : {m_top, m_bottom})
        part->setSpacing(0);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
    setAccessibleName(tr("Pages"));
    setFixedWidth(widthOf(m_mode));
}

RailButton *NavigationRail::addPage(const QString &id, const QString &iconName, const QString &word, Place place,
                                    const QKeySequence &key)
{
    auto *made = new RailButton(iconName, word, this);
    if (place == Top)
        ++m_topCount;
    const bool numbered = key.isEmpty() && place == Top && m_topCount <= 9;
    const QKeySequence taken = numbered ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + m_topCount)) : key;
    made->setKey(taken);
    // Not the button's own shortcut: that one takes the focus and waits for its pressed look first.
    if (!taken.isEmpty()) {
        auto *shortcut = new QShortcut(taken, this);
        shortcut->setWhatsThis(word); // for the sheet of keys
        connect(shortcut, &QShortcut::activated, this, [this, id] { emit pageRequested(id); });
    }
    made->setMode(m_mode);
    connect(made, &QAbstractButton::clicked, this, [this, id] {
        // The owner decides; until then the old page stays marked.
        setCurrent(m_current);
        emit pageRequested(id);
    });
    (place == Top ? m_top : m_bottom)->addWidget(made);
    m_buttons.insert(id, made);
    m_order.append(made);
    return made;
}

void NavigationRail::setCurrent(const QString &id)
{
    if (!m_buttons.contains(id) && !id.isEmpty())
        return;
    m_current = id;
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setChecked(it.key() == id);
}

void NavigationRail::setBadge(const QString &id, int count, BadgeKind kind)
{
    if (RailButton *found = button(id))
        found->setBadge(count, kind);
}

void NavigationRail::setMode(RailMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    setFixedWidth(widthOf(mode));
    for (RailButton *one : std::as_const(m_order))
        one->setMode(mode);
    update();
}

RailMode NavigationRail::modeFor(const QSize &window)
{
    if (window.width() >= 1600)
        return RailMode::Wide;
    return window.width() < 900 ? RailMode::Icons : RailMode::Words;
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.rail);
    paintHairline(&painter, rect(), Qt::RightEdge, t.hairline);
    QFont name = ui::font(TextRole::Body);
    name.setWeight(QFont::Bold);
    const int nameWidth = m_mode == RailMode::Icons ? 0 : QFontMetrics(name).horizontalAdvance(u"qWATS"_s);
    const int gap = nameWidth ? 6 : 0;
    const int left = m_mode == RailMode::Wide ? 19 : (width() - 18 - gap - nameWidth) / 2;
    paintIcon(&painter, QRectF(left, 20, 18, 18), u"mark"_s, t.accent);
    if (nameWidth == 0)
        return;
    painter.setFont(name);
    painter.setPen(t.text);
    painter.drawText(QRect(left + 18 + gap, 18, nameWidth + 2, 22), Qt::AlignVCenter | Qt::AlignLeft, u"qWATS"_s);
}

void NavigationRail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const auto at = m_order.indexOf(qobject_cast<RailButton *>(focusWidget()));
    if (step == 0 || at < 0)
        return QWidget::keyPressEvent(event);
    const auto next = std::clamp<qsizetype>(at + step, 0, m_order.size() - 1);
    m_order[next]->setFocus(Qt::TabFocusReason);
}

} // namespace qwats::ui
