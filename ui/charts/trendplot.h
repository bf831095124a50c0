// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/valueaxis.h"
#include "ui/theme/status.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace qwats::ui {

struct Tokens;

/// One value at one time. Colour and shape tell the status.
struct TrendPoint
{
    qint64 timeMs = 0; ///< since the epoch, UTC
    double value = 0; ///< finite
    StatusKind status = StatusKind::Passed;
    std::optional<double> low; ///< the limits this value was held against
    std::optional<double> high;
    QString words; ///< for the hover card: whose value it is
};

/// Values over time with their limits, and beside it how they spread, on one value axis.
///
/// However many points: each pixel column draws its lowest and highest, and every one that is not good. Pointer: a
/// click on a point activates it, dragging chooses a time range. Keys: arrows, Home, End mark points, Enter activates
/// the marked one, Esc takes the range away. Thread: gui.
class TrendPlot : public QWidget
{
    Q_OBJECT

public:
    explicit TrendPlot(QWidget *parent = nullptr);

    /// Ascending in time. Forgets range and mark.
    void setPoints(std::vector<TrendPoint> points, const QString &unit);
    [[nodiscard]] const std::vector<TrendPoint> &points() const { return m_points; }
    /// Points outside are left out of both pictures. Empty: all.
    void setRange(std::optional<std::pair<qint64, qint64>> range);
    [[nodiscard]] std::optional<std::pair<qint64, qint64>> range() const { return m_range; }
    /// Indexes of the points in range: from `first`, up to but without `second`.
    [[nodiscard]] std::pair<size_t, size_t> shown() const;
    [[nodiscard]] std::optional<size_t> marked() const { return m_marked; }
    void setMarked(std::optional<size_t> index);
    /// Where a point is drawn, in the widget's coordinates.
    [[nodiscard]] QPointF placeOf(size_t index) const;
    [[nodiscard]] QRectF trendRect() const;
    [[nodiscard]] QRectF histogramRect() const;
    /// Indexes that were painted, after leaving out what cannot be told apart.
    [[nodiscard]] std::vector<size_t> paintedPoints() const;
    /// Values in each of the equal parts of the value axis, from low to high.
    [[nodiscard]] std::vector<int> bins() const;

    QSize sizeHint() const override { return {760, 260}; }
    QSize minimumSizeHint() const override { return {280, 120}; }

signals:
    void pointActivated(size_t index);
    void rangeChanged();
    void markedChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void rangeApplied();
    void tellWords();
    [[nodiscard]] double xOf(qint64 timeMs) const;
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] std::optional<size_t> pointAt(const QPointF &position) const;
    [[nodiscard]] QString numberWords(double value) const;
    void paintCanvas();
    void paintGrid(QPainter &painter, const Tokens &tokens) const;
    void paintTimes(QPainter &painter, const Tokens &tokens) const;
    void paintLimits(QPainter &painter, const Tokens &tokens, bool high) const;
    void paintPoints(QPainter &painter, const Tokens &tokens) const;
    void paintPoint(QPainter &painter, const Tokens &tokens, size_t index) const;
    void paintHistogram(QPainter &painter, const Tokens &tokens) const;
    void paintMark(QPainter &painter, const Tokens &tokens) const;

    std::vector<TrendPoint> m_points;
    QString m_unit;
    ValueAxis m_axis;
    std::optional<std::pair<qint64, qint64>> m_range;
    std::optional<size_t> m_marked;
    std::optional<double> m_pressed; ///< x where the button went down
    double m_dragged = 0;
    QPixmap m_canvas;
};

} // namespace qwats::ui
