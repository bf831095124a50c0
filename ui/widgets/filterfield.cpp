// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filterfield.h"

#include "ui/theme/stylepainter.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/ink.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconRoom = 32;
constexpr int clearPx = 26;
constexpr int fieldHeight = 26;
constexpr int fieldPad = 8;

} // namespace

FilterLine::FilterLine(const QString &iconName, const QString &prompt, const QKeySequence &key, QWidget *parent)
    : QLineEdit(parent)
    , m_icon(iconName)
    , m_cap(KeyCap::text(key))
{
    setPlaceholderText(prompt);
    setAccessibleName(prompt);
    setMouseTracking(true);
    if (!key.isEmpty()) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setWhatsThis(prompt); // for the sheet of keys
        connect(shortcut, &QShortcut::activated, this, [this] {
            setFocus(Qt::ShortcutFocusReason);
            selectAll();
        });
    }
    connect(this, &QLineEdit::textChanged, this, &FilterLine::updateMargins);
    updateMargins();
}

void FilterLine::updateMargins()
{
    const int cap = m_cap.isEmpty() ? 0 : KeyCap::size(m_cap).width() + 8;
    setTextMargins(iconRoom - 10, 0, text().isEmpty() ? cap : clearPx, 0);
}

QSize FilterLine::sizeHint() const
{
    const int words = fontMetrics().horizontalAdvance(placeholderText());
    const int cap = m_cap.isEmpty() ? 0 : KeyCap::size(m_cap).width() + 8;
    return {std::max(196, iconRoom + words + cap + 16), QLineEdit::sizeHint().height()};
}

QRect FilterLine::clearRect() const
{
    return text().isEmpty() ? QRect() : QRect(width() - clearPx - 2, (height() - clearPx) / 2, clearPx, clearPx);
}

void FilterLine::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    paintIcon(&painter, QRectF(8, 0, 16, height()), m_icon, isEnabled() ? t.muted : t.disabled);
    if (!text().isEmpty()) {
        paintIcon(&painter, QRectF(clearRect()).adjusted(6, 6, -6, -6), u"close"_s, t.muted);
    } else if (!m_cap.isEmpty()) {
        const QSize cap = KeyCap::size(m_cap);
        KeyCap::paint(&painter, QRect(QPoint(width() - cap.width() - 8, (height() - cap.height()) / 2), cap), m_cap, t);
    }
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        emit cleared();
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        emit moveRequested(event->key() == Qt::Key_Down ? 1 : -1);
        return;
    }
    if (event->key() == Qt::Key_Escape)
        return event->ignore(); // the page closes something instead
    QLineEdit::keyPressEvent(event);
}

void FilterLine::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && clearRect().contains(event->position().toPoint())) {
        clear();
        emit cleared();
        return;
    }
    QLineEdit::mousePressEvent(event);
}

void FilterLine::mouseMoveEvent(QMouseEvent *event)
{
    const bool over = clearRect().contains(event->position().toPoint());
    setCursor(over ? Qt::ArrowCursor : Qt::IBeamCursor);
    QLineEdit::mouseMoveEvent(event);
}

SearchBox::SearchBox(QWidget *parent)
    : FilterLine(u"search"_s, tr("Search a serial, part, report or action"), QKeySequence(Qt::CTRL | Qt::Key_K), parent)
{
    setMaximumWidth(440);
    setMinimumWidth(120);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // The key opens it too when the keyboard is here already: no focus event comes then.
    connect(findChild<QShortcut *>(), &QShortcut::activated, this, &SearchBox::opened);
}

void SearchBox::focusInEvent(QFocusEvent *event)
{
    FilterLine::focusInEvent(event);
    if (event->reason() == Qt::ShortcutFocusReason || event->reason() == Qt::TabFocusReason)
        emit opened();
}

void SearchBox::mousePressEvent(QMouseEvent *event)
{
    FilterLine::mousePressEvent(event);
    emit opened();
}

FilterField::FilterField(const QString &name, const QString &anyWord, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_any(anyWord)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::ButtonMenu);
    describe();
}

void FilterField::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    describe();
    updateGeometry();
    update();
}

void FilterField::describe()
{
    setAccessibleWords(this, tr("%1: %2", "name and value of a filter").arg(m_name, isSet() ? m_value : m_any),
                       isSet() ? tr("Delete clears this filter") : QString());
}

QSize FilterField::sizeHint() const
{
    QFont strong = font();
    strong.setWeight(QFont::Medium);
    const int value = std::min(QFontMetrics(strong).horizontalAdvance(isSet() ? m_value : m_any), 260);
    return {fieldPad + fontMetrics().horizontalAdvance(m_name) + 7 + value + 24,
            std::max(fieldHeight, fontMetrics().height() + 8)};
}

QSize FilterField::minimumSizeHint() const
{
    return sizeHint();
}

QRect FilterField::clearRect() const
{
    return isSet() ? QRect(width() - 24, 0, 24, height()) : QRect();
}

void FilterField::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    const QColor ground = isSet() ? t.selection : underMouse() ? t.hover : t.base;
    stylepaint::frame(&painter, rect(), ground, isSet() ? t.accent : t.border);
    const int nameWidth = fontMetrics().horizontalAdvance(m_name);
    painter.setPen(isEnabled() ? t.muted : t.disabled);
    painter.drawText(QRect(fieldPad, 0, nameWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, m_name);
    QFont strong = font();
    strong.setWeight(QFont::Medium);
    painter.setFont(strong);
    painter.setPen(isEnabled() ? t.text : t.disabled);
    const QRect room(fieldPad + nameWidth + 7, 0, width() - fieldPad - nameWidth - 7 - 22, height());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(isSet() ? m_value : m_any, Qt::ElideRight, room.width()));
    if (isSet())
        paintIcon(&painter, QRectF(width() - 21, 0, 14, height()), u"close"_s, t.muted);
    else
        stylepaint::chevron(&painter, QRectF(width() - 20, 0, 12, height()), Qt::DownArrow, t.muted);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void FilterField::clearByUser()
{
    setValue({});
    emit cleared();
}

void FilterField::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    if (clearRect().contains(event->position().toPoint()))
        return clearByUser();
    emit editRequested(mapToGlobal(QPoint(0, height())));
}

void FilterField::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(clearRect().contains(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QWidget::mouseMoveEvent(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down: emit editRequested(mapToGlobal(QPoint(0, height()))); return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (isSet())
            return clearByUser();
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void FilterField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

bool FilterField::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QWidget::event(event);
}

} // namespace qwats::ui
