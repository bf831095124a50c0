// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

#include <QList>
#include <QWidget>

#include <optional>

namespace qwats::ui {

/// One chip: what it filters to and how many there are.
struct Chip
{
    QString id;
    QString word;
    std::optional<qint64> count{};
    std::optional<StatusKind> glyph{};
    bool operator==(const Chip &) const = default;
};

/// A row of chips in one painted widget. Exclusive: one is chosen, like tabs; additive: any number.
///
/// Thread: gui. Arrow keys move, Home and End jump, Space or Return toggles, the pointer too. Chips that do not fit
/// go into a menu "2 more"; a chosen one always stays visible. Assistive tools see a list of check boxes or radio
/// buttons whose names include the counts.
class ChipBar : public QWidget, public PaintedItems
{
    Q_OBJECT

public:
    enum Mode { Exclusive, Additive };

    explicit ChipBar(Mode mode, QWidget *parent = nullptr);

    /// Keeps the choice where the ids remain. Exclusive: falls back to the first chip.
    void setChips(const QList<Chip> &chips);
    const QList<Chip> &chips() const { return m_chips; }
    Mode mode() const { return m_mode; }

    /// Sets the choice without a signal; unknown ids are dropped.
    void setChosen(const QStringList &ids);
    QStringList chosen() const;
    bool isChosen(int index) const;

    /// Where a chip stands now; empty when it is in the overflow menu.
    QRect chipRect(int index) const;
    /// How many chips are in the overflow menu, and where its chip stands.
    int overflowCount() const;
    QRect overflowRect() const { return m_overflow; }
    /// "Overdue, 7": what assistive tools read.
    QString accessibleText(int index) const { return itemName(index); }
    int currentIndex() const { return m_current; }
    /// As if the user pressed the chip: emits chosenChanged when the choice changes.
    void press(int index);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int itemCount() const override;
    QString itemName(int index) const override;
    QRect itemRect(int index) const override;
    QAccessible::State itemState(int index) const override;
    QAccessible::Role itemRole() const override;
    void pressItem(int index) override { press(index); }

signals:
    /// By the user only.
    void chosenChanged(const QStringList &ids);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layoutChips();
    int chipWidth(const Chip &chip) const;
    int overflowWidth(int hidden) const;
    void paintChip(QPainter &painter, int index, const Tokens &tokens) const;
    void paintOverflow(QPainter &painter, const Tokens &tokens) const;
    int chipAt(const QPoint &pos) const;
    void moveTo(int index);
    void openOverflow();
    int step(int from, int direction) const;

    Mode m_mode;
    QList<Chip> m_chips;
    QList<QRect> m_rects; ///< as chips; empty rectangles are in the overflow
    QRect m_overflow;
    QStringList m_chosen;
    int m_current = 0; ///< where the keyboard stands; chips().size() is the overflow chip
    int m_hover = -1;
};

} // namespace qwats::ui
