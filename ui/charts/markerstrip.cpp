// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/markerstrip.h"

#include "ui/charts/timeaxisgroup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace qwats::ui {

namespace {

constexpr double capSize = 16;
constexpr double capGap = 6;

void paintCap(QPainter &painter, const QRectF &cap, QChar letter, const Tokens &tokens)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.text);
    painter.drawRoundedRect(cap, 3, 3);
    QFont bold = ui::font(TextRole::Caption);
    bold.setWeight(QFont::Bold);
    painter.setFont(bold);
    painter.setPen(tokens.base);
    painter.drawText(cap, Qt::AlignCenter, QString(letter));
}

} // namespace

MarkerStrip::MarkerStrip(TimeAxisGroup *axis, QWidget *parent)
    : QWidget(parent)
    , m_axis(axis)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::StaticText);
    const auto repaint = [this] { update(); };
    connect(axis, &TimeAxisGroup::rangeChanged, this, repaint);
    connect(axis, &TimeAxisGroup::hairLineChanged, this, repaint);
    connect(axis, &TimeAxisGroup::markersChanged, this, [this] {
        QStringList texts;
        for (const TimeMarker &marker : m_axis->markers())
            texts.append(marker.letter + u" "_s + marker.text);
        setAccessibleWords(this, tr("Markers"), texts.join(u", "_s));
        update();
    });
}

QRectF MarkerStrip::strip() const
{
    return QRectF(TimeAxisGroup::leftMargin, 0,
                  std::max(0, width() - TimeAxisGroup::leftMargin - TimeAxisGroup::rightColumn), height());
}

std::vector<MarkerStrip::Place> MarkerStrip::places() const
{
    const QRectF area = strip();
    const TimeScale scale = m_axis->scale(area);
    std::vector<Place> found;
    for (int i = 0; i < m_axis->markers().size(); ++i) {
        const qint64 at = m_axis->markers().at(i).atMs;
        if (at < scale.range.fromMs || at > scale.range.toMs || scale.range.fromMs == scale.range.toMs)
            continue;
        const double x = std::round(scale.x(at));
        found.push_back({i, QRectF(x - capSize / 2, (height() - capSize) / 2.0, capSize, capSize), {}});
    }
    std::sort(found.begin(), found.end(),
              [](const Place &one, const Place &other) { return one.cap.x() < other.cap.x(); });
    const QFontMetricsF metrics(ui::font(TextRole::Small));
    for (size_t i = 0; i < found.size(); ++i) {
        const double end = i + 1 < found.size() ? found[i + 1].cap.left() - 8 : area.right() + 8;
        const QString &text = m_axis->markers().at(found[i].marker).text;
        if (found[i].cap.right() + capGap + metrics.horizontalAdvance(text) <= end)
            found[i].text = text;
    }
    return found;
}

QSize MarkerStrip::sizeHint() const
{
    return {TimeAxisGroup::leftMargin + 320 + TimeAxisGroup::rightColumn, 28};
}

bool MarkerStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const Place &place : places()) {
        if (place.cap.adjusted(-5, -5, 5, 5).contains(help->pos())) {
            const TimeMarker &marker = m_axis->markers().at(place.marker);
            QToolTip::showText(help->globalPos(), marker.text + u"\n"_s + words::utc(marker.atMs), this);
            return true;
        }
    }
    QToolTip::hideText();
    event->ignore();
    return true;
}

void MarkerStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Theme::of(this);
    for (const Place &place : places()) {
        paintCap(painter, place.cap, m_axis->markers().at(place.marker).letter, tokens);
        painter.setFont(numberFont(TextRole::Small));
        painter.setPen(tokens.text);
        painter.drawText(QPointF(place.cap.right() + capGap, place.cap.center().y() + 4.5), place.text);
    }
    if (const auto at = m_axis->hairLine()) {
        QFont strong = numberFont(TextRole::Small);
        strong.setWeight(QFont::DemiBold);
        painter.setFont(strong);
        painter.setPen(tokens.accent);
        const QRectF column(width() - TimeAxisGroup::rightColumn + 16, 0, TimeAxisGroup::rightColumn - 16, height());
        painter.drawText(column, Qt::AlignLeft | Qt::AlignVCenter, tr("at %1").arg(words::time(*at, *at)));
    }
}

} // namespace qwats::ui
