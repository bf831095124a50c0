// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotwidget.h"
#include "ui/charts/valueaxis.h"

#include <optional>
#include <vector>

namespace qwats::ui {

/// Points that belong together. x may be shorter than y: what is missing counts on by one, from 0 when there is none.
struct PlotSeries
{
    QString name;
    std::vector<double> x;
    std::vector<double> y;
};

/// A chart as somebody measured it. Units stand behind the numbers of the axes.
struct SeriesData
{
    QString title;
    QString xLabel;
    QString xUnit;
    QString yLabel;
    QString yUnit;
    bool logX = false;
    bool logY = false;
    std::vector<PlotSeries> series;
};

/// Lines over one pair of axes, linear or logarithmic, with a legend that shows the values at the hair line.
///
/// What is no number is a gap; on a logarithmic axis so is what is not above zero, and the note says how many points
/// that were. Pointer: moving sets the hair line. Keys: arrows, Home and End move it from point to point of the first
/// series, Esc takes it away. A million points are drawn as the range of each pixel column. Thread: gui.
class SeriesPlot : public QWidget
{
    Q_OBJECT

public:
    explicit SeriesPlot(QWidget *parent = nullptr);

    void setData(SeriesData data);
    [[nodiscard]] const SeriesData &data() const { return m_data; }
    /// Where values are drawn, in the widget's coordinates.
    [[nodiscard]] QRectF plotRect() const;
    /// What the legend shows now: one row a series.
    [[nodiscard]] std::vector<LegendRow> legend() const;
    /// The x of the hair line, in the unit of the chart.
    [[nodiscard]] std::optional<double> hairLine() const { return m_hairLine; }
    [[nodiscard]] QString note() const; ///< scale, series, n, and what could not be drawn

    QSize sizeHint() const override { return {640, 220}; }
    QSize minimumSizeHint() const override { return {220, 110}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] double xOf(const PlotSeries &series, size_t at) const;
    [[nodiscard]] std::optional<size_t> nearest(const PlotSeries &series, double x) const;
    [[nodiscard]] bool isDrawn(double x, double y) const;
    [[nodiscard]] double legendWidth() const;
    [[nodiscard]] QString withUnit(double value, const QString &unit) const;
    void setHairLine(std::optional<double> x);
    void moveHairLine(int key);
    void tellWords();
    void paintCanvas();
    void paintAxes(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintTitle(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;
    void paintSeries(QPainter &painter, const QRectF &plot, size_t which, const Tokens &tokens) const;
    void paintLegend(QPainter &painter, const QRectF &plot, const Tokens &tokens) const;

    SeriesData m_data;
    ValueAxis m_x;
    ValueAxis m_y;
    int m_points = 0;
    int m_gaps = 0; ///< points that are numbers and still cannot be drawn
    std::optional<double> m_hairLine;
    QPixmap m_canvas;
};

} // namespace qwats::ui
