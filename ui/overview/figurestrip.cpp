// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/figurestrip.h"

#include "ui/widgets/ink.h"
#include "ui/widgets/words.h"

#include <QPainter>

#include <algorithm>

namespace qwats::ui {

namespace {

constexpr int FigurePad = 16;
constexpr int FigureGlyph = 16;
constexpr int FigureHeight = 70;
constexpr int YieldRowHeight = 26;
constexpr int YieldBarHeight = 10;
constexpr double TargetYield = 95; ///< percent, the tick

void paintFocus(QPainter &painter, const QWidget &widget)
{
    if (!widget.hasFocus())
        return;
    painter.setPen(QPen(Theme::of(&widget).accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(widget.rect().adjusted(1, 1, -2, -2));
}

} // namespace

FigureButton::FigureButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void FigureButton::setFigure(const Figure &figure)
{
    if (m_figure == figure)
        return;
    m_figure = figure;
    const QString state = figure.state ? statusLook(*figure.state, Theme::of(this)).word : QString();
    QStringList said{figure.label, figure.value, figure.after, state};
    said.removeAll(QString());
    setText(said.join(QStringLiteral(", ")));
    setAccessibleName(text());
    setToolTip(figure.after.isEmpty() ? QString() : text());
    update();
}

QSize FigureButton::sizeHint() const
{
    return {220, FigureHeight};
}

QSize FigureButton::minimumSizeHint() const
{
    return {120, FigureHeight};
}

void FigureButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect().adjusted(1, 1, -1, -1), t.hover);
    if (m_line)
        paintHairline(&painter, rect().adjusted(0, 8, 0, -8), Qt::RightEdge, t.hairline);
    const QRect inside = rect().adjusted(FigurePad, 10, -FigurePad, -10);
    const QFont small = ui::font(TextRole::Small);
    painter.setFont(small);
    painter.setPen(t.muted);
    painter.drawText(inside, int(Qt::AlignTop | Qt::AlignLeft),
                     QFontMetrics(small).elidedText(m_figure.label, Qt::ElideRight, inside.width()));
    const QRect below = inside.adjusted(0, QFontMetrics(small).height() + 2, 0, 2);
    int x = below.left();
    QColor colour = t.text;
    if (m_figure.state) {
        StatusGlyph::paint(&painter, QRectF(x, below.top(), FigureGlyph, below.height()), *m_figure.state, t, t.base);
        x += FigureGlyph + 6;
        colour = statusLook(*m_figure.state, t).text;
    }
    const QFont large = ui::font(TextRole::Figure);
    const int wide = QFontMetrics(large).horizontalAdvance(m_figure.value) + 2;
    painter.setFont(large);
    painter.setPen(colour);
    painter.drawText(QRect(x, below.top(), wide, below.height()), int(Qt::AlignVCenter | Qt::AlignLeft),
                     m_figure.value);
    x += wide + 10;
    painter.setFont(small);
    painter.setPen(t.muted);
    const int room = below.right() - x;
    painter.drawText(QRect(x, below.top() + 3, room, below.height()), int(Qt::AlignVCenter | Qt::AlignLeft),
                     QFontMetrics(small).elidedText(m_figure.after, Qt::ElideRight, room));
    paintFocus(painter, *this);
}

void FigureButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FigureButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

YieldBarButton::YieldBarButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void YieldBarButton::setBar(const YieldBar &bar, double from)
{
    m_bar = bar;
    m_from = from;
    setText(tr("%1: first-pass yield %2 of %3 units")
                .arg(bar.name, QLocale().toString(bar.yield, 'f', 1) + QStringLiteral(" %"), words::count(bar.units)));
    setAccessibleName(text());
    setToolTip(text());
    update();
}

QSize YieldBarButton::sizeHint() const
{
    return {300, YieldRowHeight};
}

QSize YieldBarButton::minimumSizeHint() const
{
    return {180, YieldRowHeight};
}

void YieldBarButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), t.hover);
    const QRect inside = rect().adjusted(12, 0, -12, 0);
    const QFont body = ui::font(TextRole::Body);
    const QFont strong = numberFont(TextRole::Strong);
    const QFont small = numberFont(TextRole::Small);
    const int nWide = QFontMetrics(small).horizontalAdvance(QStringLiteral("n = 88 888"));
    const int yieldWide = QFontMetrics(strong).horizontalAdvance(QStringLiteral("100.0 %")) + 8;
    const int nameWide = std::min(120, inside.width() / 3);
    painter.setFont(body);
    painter.setPen(t.text);
    painter.drawText(QRect(inside.left(), 0, nameWide - 8, height()), int(Qt::AlignVCenter | Qt::AlignLeft),
                     QFontMetrics(body).elidedText(m_bar.name, Qt::ElideRight, nameWide - 8));
    const QRectF track(inside.left() + nameWide, (height() - YieldBarHeight) / 2.0,
                       std::max(20, inside.width() - nameWide - nWide - yieldWide - 8), YieldBarHeight);
    const double share = std::clamp((m_bar.yield - m_from) / (100 - m_from), 0.0, 1.0);
    painter.fillRect(track, t.track);
    painter.fillRect(QRectF(track.left(), track.top(), track.width() * share, track.height()),
                     m_bar.yield < TargetYield ? t.warnG : t.accent);
    const double tick = track.left() + track.width() * (TargetYield - m_from) / (100 - m_from);
    painter.fillRect(QRectF(tick, track.top() - 2, 1.5, track.height() + 4), t.text);
    painter.setFont(strong);
    painter.setPen(m_bar.yield < TargetYield ? t.warn : t.text);
    painter.drawText(QRectF(track.right(), 0, yieldWide + 6, height()), int(Qt::AlignVCenter | Qt::AlignRight),
                     QLocale().toString(m_bar.yield, 'f', 1) + QStringLiteral(" %"));
    painter.setFont(small);
    painter.setPen(t.muted);
    painter.drawText(inside, int(Qt::AlignVCenter | Qt::AlignRight), tr("n = %1").arg(words::count(m_bar.units)));
    paintFocus(painter, *this);
}

void YieldBarButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void YieldBarButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace qwats::ui
