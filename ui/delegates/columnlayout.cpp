// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/columnlayout.h"

#include "ui/delegates/limitbardelegate.h"
#include "ui/delegates/usagebardelegate.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QMenu>

#include <algorithm>
#include <numeric>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowest = 40; ///< px
constexpr int sortMark = 16; ///< px the heading needs for its arrow
constexpr int outerExtra = RowDelegate::outerPad - RowDelegate::pad;

int contentExtra(const ColumnSpec &spec)
{
    switch (spec.content) {
    case ColumnSpec::Content::Text: return 0;
    case ColumnSpec::Content::Status: return CellPainter::glyphSize + CellPainter::glyphGap;
    case ColumnSpec::Content::Usage: return UsageBarDelegate::minBar + 10;
    case ColumnSpec::Content::Limits: return LimitBarDelegate::maxBar;
    }
    return 0;
}

} // namespace

ColumnLayout::ColumnLayout(QHeaderView *header)
    : QObject(header)
    , m_header(header)
{
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(narrowest);
    connect(header, &QHeaderView::sectionResized, this, &ColumnLayout::sectionResized);
    connect(header, &QHeaderView::sectionCountChanged, this, &ColumnLayout::apply);
    connect(header, &QHeaderView::sectionMoved, this, &ColumnLayout::sectionMoved);
}

void ColumnLayout::setColumns(std::vector<ColumnSpec> columns)
{
    m_columns = std::move(columns);
    m_choices.assign(m_columns.size(), {});
    apply();
}

void ColumnLayout::fit(int width)
{
    m_width = width;
    apply();
}

int ColumnLayout::columnCount() const
{
    return std::min(int(m_columns.size()), m_header->count());
}

QString ColumnLayout::heading(int column) const
{
    const QAbstractItemModel *model = m_header->model();
    return model ? model->headerData(column, Qt::Horizontal).toString() : QString();
}

int ColumnLayout::naturalWidth(int column) const
{
    const ColumnSpec &spec = m_columns[size_t(column)];
    const QFontMetrics head(font(TextRole::Header));
    int widest = 0;
    // Values that are not good stand in the strong font, which is the widest.
    for (const QString &sample : spec.samples)
        widest = std::max(widest, CellPainter::textWidth(sample, CellFonts::current().strong));
    widest += contentExtra(spec) + spec.indent;
    widest = std::max(widest, head.horizontalAdvance(heading(column)) + (spec.sortable ? sortMark : 0));
    return std::max(narrowest, widest + 2 * RowDelegate::pad + 1);
}

int ColumnLayout::wantedWidth(int column) const
{
    return m_choices[size_t(column)].width.value_or(naturalWidth(column));
}

std::vector<bool> ColumnLayout::visibleFor(int width) const
{
    const int count = columnCount();
    std::vector<bool> visible(size_t(count), true);
    int needed = 2 * outerExtra;
    for (int column = 0; column < count; ++column) {
        const size_t at = size_t(column);
        visible[at] = m_choices[at].shown.value_or(m_columns[at].shown);
        // A column dragged wide takes no other one away.
        if (visible[at])
            needed += std::min(wantedWidth(column), naturalWidth(column));
    }
    while (needed > width) {
        int leaves = -1;
        for (int column = 0; column < count; ++column) {
            const size_t at = size_t(column);
            const bool may = visible[at] && m_columns[at].priority > 0 && !m_choices[at].shown;
            if (may && (leaves < 0 || m_columns[at].priority >= m_columns[size_t(leaves)].priority))
                leaves = column;
        }
        if (leaves < 0)
            break;
        visible[size_t(leaves)] = false;
        needed -= std::min(wantedWidth(leaves), naturalWidth(leaves));
    }
    return visible;
}

std::vector<int> ColumnLayout::widthsFor(const std::vector<bool> &visible) const
{
    const int count = int(visible.size());
    std::vector<int> widths(visible.size(), 0);
    double stretches = 0;
    int first = -1;
    int last = -1;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (column >= count || !visible[size_t(column)])
            continue;
        first = first < 0 ? column : first;
        last = column;
        widths[size_t(column)] = wantedWidth(column);
        if (!m_choices[size_t(column)].width)
            stretches += m_columns[size_t(column)].stretch;
    }
    if (first < 0)
        return widths;
    for (const int edge : {first, last}) {
        if (!m_choices[size_t(edge)].width)
            widths[size_t(edge)] += outerExtra;
    }
    int left = m_width - std::accumulate(widths.begin(), widths.end(), 0);
    for (int column = 0; column < count && left > 0 && stretches > 0; ++column) {
        const double own = m_choices[size_t(column)].width ? 0 : m_columns[size_t(column)].stretch;
        if (!visible[size_t(column)] || own <= 0)
            continue;
        const int more = int(left * own / stretches);
        widths[size_t(column)] += more;
        left -= more;
        stretches -= own;
    }
    return widths;
}

void ColumnLayout::apply()
{
    if (m_applying || m_width <= 0 || columnCount() == 0)
        return;
    m_applying = true;
    const std::vector<bool> visible = visibleFor(m_width);
    const std::vector<int> widths = widthsFor(visible);
    for (int column = 0; column < int(visible.size()); ++column) {
        const size_t at = size_t(column);
        if (m_header->isSectionHidden(column) == visible[at])
            m_header->setSectionHidden(column, !visible[at]);
        if (visible[at] && m_header->sectionSize(column) != widths[at])
            m_header->resizeSection(column, widths[at]);
    }
    m_applying = false;
}

void ColumnLayout::sectionResized(int column, int, int now)
{
    // Hiding reports a size of 0; that is no wish for a width.
    if (m_applying || now <= 0 || column >= columnCount() || m_header->isSectionHidden(column))
        return;
    m_choices[size_t(column)].width = now;
    apply();
    Q_EMIT changed();
}

bool ColumnLayout::isShown(int column) const
{
    return column >= 0 && column < m_header->count() && !m_header->isSectionHidden(column);
}

bool ColumnLayout::isSortable(int column) const
{
    return column >= 0 && (column >= int(m_columns.size()) || m_columns[size_t(column)].sortable);
}

void ColumnLayout::setShown(int column, bool shown)
{
    if (column < 0 || column >= columnCount() || isShown(column) == shown)
        return;
    if (!shown && m_header->count() - m_header->hiddenSectionCount() <= 1)
        return;
    m_choices[size_t(column)].shown = shown;
    apply();
    Q_EMIT changed();
}

void ColumnLayout::setMovable(bool movable)
{
    m_header->setSectionsMovable(movable);
    m_header->setFirstSectionMovable(movable);
}

std::vector<int> ColumnLayout::order() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < columnCount(); ++visual)
        columns.push_back(m_header->logicalIndex(visual));
    return columns;
}

void ColumnLayout::setOrder(const std::vector<int> &order)
{
    if (order == this->order())
        return;
    place(order);
    apply();
    Q_EMIT changed();
}

void ColumnLayout::place(const std::vector<int> &order)
{
    m_placing = true;
    int visual = 0;
    std::vector<int> all = order;
    for (int column = 0; column < columnCount(); ++column) {
        if (std::find(all.begin(), all.end(), column) == all.end())
            all.push_back(column);
    }
    for (const int column : all) {
        if (const int now = column < columnCount() ? m_header->visualIndex(column) : -1; now >= 0)
            m_header->moveSection(now, visual++);
    }
    m_placing = false;
}

/// By the user's hand: what stands at the edges is another column now.
void ColumnLayout::sectionMoved()
{
    if (m_placing)
        return;
    apply();
    Q_EMIT changed();
}

void ColumnLayout::reset()
{
    m_choices.assign(m_columns.size(), {});
    place({});
    apply();
    Q_EMIT changed();
}

QVariantMap ColumnLayout::state() const
{
    QVariantMap shown;
    QVariantMap widths;
    for (size_t at = 0; at < m_columns.size(); ++at) {
        if (m_columns[at].id.isEmpty())
            continue;
        if (m_choices[at].shown)
            shown.insert(m_columns[at].id, *m_choices[at].shown);
        if (m_choices[at].width)
            widths.insert(m_columns[at].id, *m_choices[at].width);
    }
    QVariantMap state{{u"shown"_s, shown}, {u"widths"_s, widths}};
    const std::vector<int> columns = order();
    if (!std::is_sorted(columns.begin(), columns.end())) {
        QStringList ids;
        for (const int column : columns)
            ids << m_columns[size_t(column)].id;
        state.insert(u"order"_s, ids);
    }
    return state;
}

void ColumnLayout::restore(const QVariantMap &state)
{
    const QVariantMap shown = state.value(u"shown"_s).toMap();
    const QVariantMap widths = state.value(u"widths"_s).toMap();
    m_choices.assign(m_columns.size(), {});
    for (size_t at = 0; at < m_columns.size(); ++at) {
        const QString &id = m_columns[at].id;
        if (shown.contains(id))
            m_choices[at].shown = shown.value(id).toBool();
        if (const int width = widths.value(id).toInt(); width >= narrowest && width <= 4000)
            m_choices[at].width = width;
    }
    std::vector<int> order;
    const QStringList ids = state.value(u"order"_s).toStringList();
    for (const QString &id : ids) {
        const auto found
            = std::find_if(m_columns.begin(), m_columns.end(), [&](const ColumnSpec &one) { return one.id == id; });
        const int column = int(found - m_columns.begin());
        if (found != m_columns.end() && std::find(order.begin(), order.end(), column) == order.end())
            order.push_back(column);
    }
    place(order);
    // A stored state must not leave an empty table.
    bool any = false;
    for (size_t at = 0; at < m_columns.size(); ++at)
        any = any || m_choices[at].shown.value_or(m_columns[at].shown);
    if (!any)
        m_choices.assign(m_columns.size(), {});
    apply();
}

void ColumnLayout::fill(QMenu *menu)
{
    for (int column = 0; column < columnCount(); ++column) {
        const QString name = heading(column);
        if (name.isEmpty())
            continue;
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(isShown(column));
        action->setEnabled(!isShown(column) || m_header->count() - m_header->hiddenSectionCount() > 1);
        connect(action, &QAction::triggered, this, [this, column](bool on) { setShown(column, on); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &ColumnLayout::reset);
}

} // namespace qwats::ui
