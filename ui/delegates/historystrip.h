// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"
#include "ui/widgets/accessible.h"

#include <QWidget>

#include <vector>

namespace qwats::ui {

/// One stop of a unit's way.
struct HistoryItem
{
    QString id; ///< the caller's, given back when chosen
    StatusKind status = StatusKind::Unknown;
    QString title; ///< "PCBA test, run 2"
    QString subLine; ///< "10:31, this report"
};

/// A row of stops joined by short lines, the current one tinted; a stop is chosen by click or keys.
///
/// ←/→, Home, End move, Enter or Space choose. What does not fit is reached by moving on; the strip then says how
/// many stops are before and behind. Thread: gui. Keeps the items, no history of its own.
class HistoryStrip : public QWidget, public PaintedItems
{
    Q_OBJECT

public:
    explicit HistoryStrip(QWidget *parent = nullptr);

    /// "History of this unit", at the left.
    void setHeading(const QString &heading);
    void setItems(std::vector<HistoryItem> items, const QString &currentId);
    QString currentId() const;
    /// The item with the keyboard, or -1.
    int cursor() const { return m_cursor; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int itemCount() const override { return int(m_items.size()); }
    QString itemName(int index) const override;
    QRect itemRect(int index) const override;
    QAccessible::State itemState(int index) const override;
    QAccessible::Role itemRole() const override { return QAccessible::ListItem; }
    void pressItem(int index) override;

signals:
    /// The user chose a stop; the strip itself changes nothing.
    void chosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Place
    {
        QRect rect; ///< empty: not on screen
    };

    void layOut();
    int naturalWidth(const HistoryItem &item) const;
    int indexAt(const QPoint &position) const;
    void moveCursor(int index);
    int headingWidth() const;
    void paintItem(QPainter *painter, int index) const;

    QString m_heading;
    std::vector<HistoryItem> m_items;
    std::vector<Place> m_places;
    int m_current = -1;
    int m_cursor = -1;
    int m_hovered = -1;
    int m_first = 0; ///< first stop on screen
    int m_last = -1; ///< last stop on screen
};

} // namespace qwats::ui
