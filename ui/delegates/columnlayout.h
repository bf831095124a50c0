// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

#include <optional>
#include <vector>

class QMenu;

namespace qwats::ui {

/// What a column needs, told by the page once.
struct ColumnSpec
{
    enum class Content { Text, Status, Usage, Limits };

    QString id; ///< steady name, for the stored choice
    QStringList samples; ///< the widest texts to expect; the column is as wide as these and its heading
    Content content = Content::Text;
    double stretch = 0; ///< share of the room that is left over; 0: none
    int priority = 0; ///< 0 stays always; the highest number leaves first when the window is narrow
    bool shown = true; ///< before the user chose
    bool sortable = true;
    int indent = 0; ///< px in front, for the first column of a tree
};

/// Widths and visibility of the columns of one header, from sample texts and the room there is. Never looks at data.
///
/// Thread: gui. Owned by its view. Widths the user drags stay. Columns that leave for want of room come back with it;
/// columns the user chose to show do not leave. Errors: unknown ids in a stored state are skipped.
class ColumnLayout : public QObject
{
    Q_OBJECT

public:
    explicit ColumnLayout(QHeaderView *header);

    void setColumns(std::vector<ColumnSpec> columns);
    const std::vector<ColumnSpec> &columns() const { return m_columns; }

    /// Lays out for a room of `width` px; called by the view on resize and font change.
    void fit(int width);

    bool isShown(int column) const;
    /// The user's choice. The last shown column cannot go.
    void setShown(int column, bool shown);
    bool isSortable(int column) const;
    QString heading(int column) const; ///< as the model says

    /// Width from samples and heading in px, before stretching.
    int naturalWidth(int column) const;

    /// The user may drag headings to other places. Off at first.
    void setMovable(bool movable);
    /// Columns from left to right, hidden ones included.
    std::vector<int> order() const;
    /// Columns that are not named follow in their own order.
    void setOrder(const std::vector<int> &order);

    /// For the settings: {"shown": {id: bool}, "widths": {id: px}, "order": [id, …]}; no order while it is the own one.
    QVariantMap state() const;
    void restore(const QVariantMap &state);
    /// Forgets widths, choices and order.
    void reset();

    /// Adds one checkable entry a column and "Reset columns"; entries follow the state when the menu opens.
    void fill(QMenu *menu);

signals:
    /// The user chose; worth storing.
    void changed();

private:
    struct Choice
    {
        std::optional<bool> shown;
        std::optional<int> width;
    };

    void apply();
    void place(const std::vector<int> &order);
    void sectionMoved();
    void sectionResized(int column, int before, int now);
    std::vector<bool> visibleFor(int width) const;
    std::vector<int> widthsFor(const std::vector<bool> &visible) const;
    int wantedWidth(int column) const;
    int columnCount() const;

    QHeaderView *m_header;
    std::vector<ColumnSpec> m_columns;
    std::vector<Choice> m_choices;
    int m_width = 0;
    bool m_applying = false;
    bool m_placing = false;
};

} // namespace qwats::ui
