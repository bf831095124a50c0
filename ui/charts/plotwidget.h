// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timeaxisgroup.h"
#include "ui/theme/theme.h"

#include <QPixmap>
#include <QWidget>

namespace qwats::ui {

/// A grid line and its label; `share` runs from 0 at the bottom of the plot to 1 at its top.
struct ValueTick
{
    double share = 0;
    QString text;
};

/// A row of the column at the right: how the thing looks in the plot, its name, its value at the hair line.
struct LegendRow
{
    enum class Shape { Fill, Hatched, Line, Dashed, Dotted, Tick, None };
    Shape shape = Shape::Fill;
    QColor color;
    QString text;
    QString value;
};

/// One plot of a page: title, grid, axis, content, legend column, and what the TimeAxisGroup draws through all of them.
///
/// The content is painted once per data, size or theme and kept as a picture, so the hair line moves cheaply. Pointer:
/// moving sets the hair line, dragging the brush. Keys: arrows, Home and End move the hair line, Esc clears the brush,
/// then the hair line. Thread: gui. The axis is borrowed and outlives the plot. Times: ms since the epoch.
class PlotWidget : public QWidget
{
    Q_OBJECT

public:
    explicit PlotWidget(TimeAxisGroup *axis, QWidget *parent = nullptr);

    /// Ascending in time; null counts as none.
    void setBuckets(TimeBuckets buckets);
    /// Writes the times below this plot. Only the last one of a page does.
    void setTimeLabels(bool shown);
    /// Where values are drawn, in the widget's coordinates.
    QRectF plotRect() const;
    /// What the legend shows now, e.g. for tests and export.
    std::vector<LegendRow> legend() const;

    virtual QString title() const = 0;
    /// Unit, scale and n; stands muted behind the title.
    virtual QString note() const = 0;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    const std::vector<TimeBucket> &buckets() const { return *m_buckets; }
    TimeAxisGroup *axis() const { return m_axis; }
    /// The length of the range in words: "30 min".
    QString rangeWords() const;

    /// New buckets or a new range are in force; derived values are due.
    virtual void dataChanged() { }
    virtual std::vector<ValueTick> valueTicks() const = 0;
    /// Clipped to the plot; the grid is below, markers and hair line come above.
    virtual void paintContent(QPainter &painter, const QRectF &plot, const Tokens &tokens) = 0;
    /// `shown` is the bucket of the hair line, else the newest; null when there is none.
    virtual std::vector<LegendRow> legendRows(const TimeBucket *shown, const Tokens &tokens) const = 0;
    /// Paints below the last legend row; `area` begins there.
    virtual void paintLegendFoot(QPainter &painter, const QRectF &area, const TimeBucket *shown,
                                 const Tokens &tokens) const;
    /// True when the words "no answers" belong into the down time of this plot.
    virtual bool namesDownTime() const { return false; }
    /// Derived content changed for another reason (a budget); paints anew.
    void contentChanged();

    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const TimeBucket *shownBucket() const;
    void paintCanvas();
    void paintGround(QPainter &painter, const QRectF &plot, const Tokens &tokens);
    void paintGrid(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintTitle(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintTimeLabels(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintDownTime(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintLegend(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintOverlay(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintBrush(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void moveHairLine(int steps);
    std::optional<qint64> brushEdgeAt(double x) const;
    void tellWords();

    TimeAxisGroup *m_axis;
    TimeBuckets m_buckets;
    QPixmap m_canvas;
    bool m_timeLabels = false;
    std::optional<qint64> m_brushFrom; ///< the end of the brush that stays while dragging
};

} // namespace qwats::ui
