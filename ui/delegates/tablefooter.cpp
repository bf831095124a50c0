// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/tablefooter.h"

#include "ui/delegates/cellpainter.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/words.h"

#include <QPainter>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 16; ///< px between the parts at the left, and at least before the hints

QStringList partsOf(const QString &count, const QString &loaded, const QString &selected)
{
    QStringList parts{count, loaded, selected};
    parts.removeAll(QString());
    return parts;
}

} // namespace

TableFooter::TableFooter(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::StatusBar);
}

void TableFooter::setCount(const QString &text)
{
    m_count = text;
    refresh();
}

void TableFooter::setLoaded(const QString &text)
{
    m_loaded = text;
    refresh();
}

void TableFooter::setSelected(int rows)
{
    m_selected = rows;
    refresh();
}

void TableFooter::setHints(const QStringList &hints)
{
    m_hints = hints.mid(0, 3);
    refresh();
}

void TableFooter::refresh()
{
    setAccessibleWords(this, leftText());
    update();
}

QString TableFooter::leftText() const
{
    const QString selected = m_selected > 0 ? tr("%1 selected").arg(words::count(m_selected)) : QString();
    return partsOf(m_count, m_loaded, selected).join(u"   "_s);
}

QString TableFooter::hintText() const
{
    const CellFont &font = CellFonts::current().small;
    const int room = width() - 2 * RowDelegate::outerPad - gap - CellPainter::textWidth(leftText(), font);
    for (qsizetype count = m_hints.size(); count > 0; --count) {
        const QString text = m_hints.mid(0, count).join(u" · "_s);
        if (CellPainter::textWidth(text, font) <= room)
            return text;
    }
    return {};
}

QSize TableFooter::sizeHint() const
{
    return {320, std::max(28, CellFonts::current().small.height + 12)};
}

QSize TableFooter::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void TableFooter::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.alt);
    paintHairline(&painter, rect(), Qt::TopEdge, t.hairline);
    const CellPainter cells(&painter, t, layoutDirection());
    const QRect room = rect().adjusted(RowDelegate::outerPad, 1, -RowDelegate::outerPad, 0);
    cells.text(room, leftText(), cells.fonts().small, t.muted);
    cells.text(room, hintText(), cells.fonts().small, t.muted, Qt::AlignRight);
}

} // namespace qwats::ui
