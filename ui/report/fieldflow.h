// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace qwats::ui {

/// Lays controls out in rows like words of a text. Optional ones are left out when they would begin another row, so
/// that a bar never grows for what nobody set. Thread: gui. Owns what is added.
class FieldFlow : public QWidget
{
    Q_OBJECT

public:
    explicit FieldFlow(QWidget *parent = nullptr);

    /// Appends; wanted controls always have a place.
    void add(QWidget *control, bool wanted);
    void addFirst(QWidget *control); ///< before all others, always placed
    void setWanted(QWidget *control, bool wanted); ///< optional ones give way when the row is full
    void setOffered(QWidget *control, bool offered); ///< not offered: hidden whatever the room
    /// Stays at the end of the first row, at the right.
    void setTail(QWidget *tail);
    [[nodiscard]] bool isPlaced(const QWidget *control) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    static constexpr int Gap = 6;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Item
    {
        QWidget *control;
        bool wanted;
        bool offered = true;
        bool placed = false;
    };
    std::vector<QRect> placesFor(int width) const; ///< as items; empty: left out
    [[nodiscard]] int rowHeight() const;
    Item *itemOf(const QWidget *control);
    void relayout();

    std::vector<Item> m_items;
    QWidget *m_tail = nullptr;
};

} // namespace qwats::ui
