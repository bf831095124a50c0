// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/requestlog.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/requests/requestwords.h"

#include <QWidget>

namespace qwats::ui {

class RequestsModel;

/// Paints the phases of one request into `room`; `scale` is the time at its right edge. A cached answer is a tick, a
/// joined one an outline, a failed attempt hatched; an earlier attempt is a ghost: the outline of one.
void paintWaterfall(QPainter *painter, const QRectF &room, const RequestRecord &record, std::chrono::nanoseconds scale,
                    const Tokens &tokens);

/// The bars of the requests table, all from its left edge on one scale. Thread: gui. Borrows the model.
class WaterfallDelegate : public RowDelegate
{
    Q_OBJECT

public:
    WaterfallDelegate(const RequestsModel *model, QObject *parent);

    /// The time at the right edge.
    void setScale(std::chrono::nanoseconds scale) { m_scale = scale; }
    [[nodiscard]] std::chrono::nanoseconds scale() const { return m_scale; }
    /// A round time that holds the longest of some requests, 10 ms at least.
    [[nodiscard]] static std::chrono::nanoseconds scaleFor(std::chrono::nanoseconds longest);

    static constexpr int Ticks = 4; ///< grid lines over the width

protected:
    void paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int contentWidth(const QModelIndex &) const override { return 120; }

private:
    const RequestsModel *m_model;
    std::chrono::nanoseconds m_scale{std::chrono::milliseconds(100)};
};

/// The colours of the phases over the column of bars; the scale stands in it when there is room. Thread: gui.
class WaterfallLegend : public QWidget
{
    Q_OBJECT

public:
    explicit WaterfallLegend(QWidget *parent = nullptr);
    void setScale(std::chrono::nanoseconds scale);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_scale;
};

/// One request's phases large: name, time and bar of each. Thread: gui.
class TimingPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TimingPanel(QWidget *parent = nullptr);
    void setRecord(const RequestRecord &record);
    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }
    /// "Connect 12 ms", one a line: what is painted.
    [[nodiscard]] QStringList spoken() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        QString name;
        QString time;
        std::vector<RequestPhase> phases;
    };
    void addLine(const QString &name, const std::vector<RequestPhase> &phases);

    RequestRecord m_record;
    std::vector<Line> m_lines;
    std::chrono::nanoseconds m_whole{0};
};

} // namespace qwats::ui
