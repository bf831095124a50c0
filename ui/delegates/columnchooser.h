// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QListWidget;

namespace qwats::ui {

class ColumnLayout;

/// A list of the columns of a table: ticks show and hide them, dragging (or Ctrl+Up, Ctrl+Down) moves them, at once.
///
/// Thread: gui. Borrows the layout, which outlives it. Esc closes. Deletes itself when closed.
class ColumnChooser : public QFrame
{
    Q_OBJECT

public:
    ColumnChooser(ColumnLayout *layout, QWidget *parent);

    void openUnder(const QWidget *button); ///< right edges in line
    [[nodiscard]] QListWidget *list() const { return m_list; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void takeOrder();
    void moveCurrent(int step);

    ColumnLayout *m_layout;
    QListWidget *m_list;
    bool m_filling = false;
};

} // namespace qwats::ui
