// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/counttabs.h"

#include "ui/theme/stylepainter.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/words.h"

#include <QPainter>
#include <QStyleOptionTab>

namespace qwats::ui {

namespace {

constexpr int tabPad = 10;
constexpr int tabCountGap = 7;

} // namespace

CountTabs::CountTabs(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setMouseTracking(true);
    setFont(ui::font(TextRole::Body));
}

int CountTabs::addCountTab(const QString &word)
{
    return addTab(word);
}

void CountTabs::setCount(int index, std::optional<qint64> count)
{
    setTabData(index, count ? QVariant(*count) : QVariant());
    setTabToolTip(
        index, count ? tr("%1, %2", "word and count of a tab").arg(tabText(index), words::count(*count)) : QString());
    // The layout is only made anew for a text that differs.
    const QString word = tabText(index);
    setTabText(index, QString());
    setTabText(index, word);
}

std::optional<qint64> CountTabs::count(int index) const
{
    const QVariant known = tabData(index);
    return known.isValid() ? std::optional(known.toLongLong()) : std::nullopt;
}

QSize CountTabs::tabSizeHint(int index) const
{
    int width = 2 * tabPad + QFontMetrics(ui::font(TextRole::Strong)).horizontalAdvance(tabText(index)) + 2;
    if (const auto n = count(index))
        width += tabCountGap + QFontMetrics(ui::font(TextRole::Small)).horizontalAdvance(words::count(*n));
    return {width, std::max(34, fontMetrics().height() + 14)};
}

QSize CountTabs::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void CountTabs::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    for (int i = 0; i < QTabBar::count(); ++i) {
        QStyleOptionTab option;
        initStyleOption(&option, i);
        stylepaint::tabShape(&option, &painter, t);
        const bool chosen = i == currentIndex();
        painter.setFont(ui::font(chosen ? TextRole::Strong : TextRole::Body));
        painter.setPen(!isTabEnabled(i) ? t.disabled : chosen ? t.text : t.muted);
        const QRect room = option.rect.adjusted(tabPad, 0, -tabPad, 0);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, tabText(i));
        if (const auto n = count(i)) {
            painter.setFont(ui::font(TextRole::Small));
            painter.setPen(isTabEnabled(i) ? t.muted : t.disabled);
            const int word
                = QFontMetrics(ui::font(chosen ? TextRole::Strong : TextRole::Body)).horizontalAdvance(tabText(i));
            painter.drawText(room.adjusted(word + tabCountGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                             words::count(*n));
        }
        if (chosen && hasFocus())
            stylepaint::focusFrame(option.rect.adjusted(1, 3, -1, -4), &painter, t);
    }
}

} // namespace qwats::ui
