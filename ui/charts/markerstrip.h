// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QWidget>

#include <vector>

namespace qwats::ui {

class TimeAxisGroup;

/// The row above the plots: a letter cap for each marker, its text while there is room, and the time of the hair line.
///
/// A text that would run into the next cap is left out and stands in the tooltip. Thread: gui. The axis is borrowed.
class MarkerStrip : public QWidget
{
    Q_OBJECT

public:
    explicit MarkerStrip(TimeAxisGroup *axis, QWidget *parent = nullptr);

    struct Place
    {
        int marker; ///< index into the axis' markers
        QRectF cap;
        QString text; ///< empty when there is no room
    };
    /// The caps in range, left to right.
    std::vector<Place> places() const;

    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF strip() const;

    TimeAxisGroup *m_axis;
};

} // namespace qwats::ui
