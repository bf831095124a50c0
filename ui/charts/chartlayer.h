// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsScene>
#include <QList>
#include <QPen>
#include <QPointF>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QAbstractAxis;
class QAbstractSeries;
class QAreaSeries;
class QChart;
class QLineSeries;
class QScatterSeries;
class QXYSeries;
QT_END_NAMESPACE

namespace qwats::ui {

/// Points in ascending x that belong together; a gap in the data ends one run and starts the next.
using PointRun = QList<QPointF>;

/// Collects points into runs: `gap()` ends a run.
class RunBuilder
{
public:
    void add(const QPointF &point);
    void gap();
    /// The runs so far; the builder is empty after.
    std::vector<PointRun> take();

private:
    std::vector<PointRun> m_runs;
    PointRun m_run;
};

/// A QChart without frame, margins and visible axes that paints into a plot's rectangle, for the plots that draw lines.
///
/// Qt Charts joins all points of a series, so each run gets its own; they are kept and used again. A run of one point
/// becomes a dot. Thread: gui. Owns chart, axes and series. x counts seconds from the range's begin.
class ChartLayer
{
public:
    enum class Scale { Linear, Logarithmic };

    explicit ChartLayer(Scale scale);
    ~ChartLayer();
    Q_DISABLE_COPY_MOVE(ChartLayer)

    /// `fromY` must be above 0 on a logarithmic scale.
    void setRange(double seconds, double fromY, double toY);
    /// Adds one kind of line; the number is its place in paint order and its name in the other calls.
    int addLine();
    int addArea();
    void setRuns(int line, const std::vector<PointRun> &runs);
    /// Areas take the pen for their upper edge and the brush for the rest; lines ignore the brush.
    void setLook(int line, const QPen &pen, const QBrush &brush = {});
    void paint(QPainter &painter, const QRectF &plot);

    const QChart *chart() const { return m_chart; }

private:
    struct Line
    {
        bool area = false;
        QPen pen;
        QBrush brush;
        std::vector<QXYSeries *> runs; ///< the upper edges when it is an area
        std::vector<QAreaSeries *> areas;
        QScatterSeries *dots = nullptr;
    };
    void attach(QAbstractSeries *series);
    void growRuns(Line &line, size_t count);
    void dress(Line &line);

    QGraphicsScene m_scene;
    QChart *m_chart;
    QAbstractAxis *m_x;
    QAbstractAxis *m_y;
    std::vector<Line> m_lines;
};

} // namespace qwats::ui
