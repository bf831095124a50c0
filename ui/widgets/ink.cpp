// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ink.h"

#include "ui/widgets/plaintext.h"

#include <QEvent>
#include <QKeySequence>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace qwats::ui {

using namespace Qt::StringLiterals;

InkLabel::InkLabel(TextRole role, Ink ink, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setFont(ui::font(role));
    applyInk();
}

InkLabel::InkLabel(const QString &text, TextRole role, Ink ink, QWidget *parent)
    : InkLabel(role, ink, parent)
{
    setText(text);
}

void InkLabel::setInk(Ink ink)
{
    m_ink = ink;
    applyInk();
}

void InkLabel::setRole(TextRole role)
{
    m_role = role;
    setFont(ui::font(role));
}

void InkLabel::setElide(Qt::TextElideMode mode)
{
    m_elide = mode;
    updateGeometry();
    update();
}

void InkLabel::applyInk()
{
    if (m_applying)
        return;
    // Setting the palette comes back as a change event.
    m_applying = true;
    const QColor wanted = Theme::of(this).*m_ink;
    if (palette().color(QPalette::WindowText) != wanted) {
        QPalette own;
        own.setColor(QPalette::WindowText, wanted);
        setPalette(own);
    }
    m_applying = false;
}

QSize InkLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    return m_elide == Qt::ElideNone ? whole : QSize(std::min(whole.width(), 24), whole.height());
}

QSize InkLabel::sizeHint() const
{
    if (m_elide == Qt::ElideNone)
        return QLabel::sizeHint();
    // One pixel to spare: rounding must not elide a text that has its room.
    return {fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height()};
}

void InkLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyInk();
}

void InkLabel::paintEvent(QPaintEvent *event)
{
    if (m_elide == Qt::ElideNone)
        return QLabel::paintEvent(event);
    const QString shown = fontMetrics().elidedText(text(), m_elide, width());
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(rect(), int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), alignment())), shown);
    const QString tip = shown == text() ? QString() : plain::tip(text());
    if (toolTip() != tip)
        setToolTip(tip);
}

Panel::Panel(InkLabel::Ink ground, QWidget *parent)
    : QWidget(parent)
    , m_ground(ground)
{
}

void Panel::setGround(InkLabel::Ink ground)
{
    m_ground = ground;
    update();
}

void Panel::setLines(Qt::Edges edges)
{
    m_lines = edges;
    update();
}

void Panel::setFramed(qreal radius)
{
    m_radius = radius;
    update();
}

void Panel::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    if (m_radius >= 0) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.hairline);
        painter.setBrush(t.*m_ground);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
        return;
    }
    painter.fillRect(rect(), t.*m_ground);
    for (const Qt::Edge edge : {Qt::TopEdge, Qt::LeftEdge, Qt::RightEdge, Qt::BottomEdge}) {
        if (m_lines.testFlag(edge))
            paintHairline(&painter, rect(), edge, t.hairline);
    }
}

void paintHairline(QPainter *painter, const QRect &rect, Qt::Edge edge, const QColor &color)
{
    const qreal thin = 1.0 / std::max(1.0, painter->device()->devicePixelRatioF());
    const QRectF r(rect);
    QRectF line;
    switch (edge) {
    case Qt::TopEdge: line = QRectF(r.left(), r.top(), r.width(), thin); break;
    case Qt::BottomEdge: line = QRectF(r.left(), r.bottom() - thin, r.width(), thin); break;
    case Qt::LeftEdge: line = QRectF(r.left(), r.top(), thin, r.height()); break;
    case Qt::RightEdge: line = QRectF(r.right() - thin, r.top(), thin, r.height()); break;
    }
    painter->fillRect(line, color);
}

QString KeyCap::text(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText).replace(u'+', u' ');
}

QSize KeyCap::size(const QString &text)
{
    const QFontMetrics metrics(font(TextRole::Caption));
    return {metrics.horizontalAdvance(text) + 12, std::max(18, metrics.height() + 3)};
}

void KeyCap::paint(QPainter *painter, const QRect &rect, const QString &text, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(tokens.hairline);
    painter->setBrush(tokens.alt);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->setFont(font(TextRole::Caption));
    painter->setPen(tokens.muted);
    painter->drawText(rect, Qt::AlignCenter, text);
    painter->restore();
}

QPushButton *makeLinkButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("role", u"link"_s);
    button->setProperty("controlSize", u"small"_s);
    button->setCursor(Qt::PointingHandCursor);
    button->setAutoDefault(false);
    return button;
}

QToolButton *makeIconButton(const QString &iconName, const QString &name, const QKeySequence &key, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(16, 16));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(key.isEmpty() ? name : u"%1  (%2)"_s.arg(name, key.toString(QKeySequence::NativeText)));
    if (!key.isEmpty())
        button->setShortcut(key);
    return button;
}

QPushButton *makeButton(const QString &text, const char *role, const QString &iconName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    if (*role)
        button->setProperty("role", QString::fromLatin1(role));
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    button->setAutoDefault(false);
    return button;
}

} // namespace qwats::ui
