// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlayer.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <utility>

namespace qwats::ui {

void RunBuilder::add(const QPointF &point)
{
    m_run.append(point);
}

void RunBuilder::gap()
{
    if (!m_run.isEmpty())
        m_runs.push_back(std::exchange(m_run, {}));
}

std::vector<PointRun> RunBuilder::take()
{
    gap();
    return std::exchange(m_runs, {});
}

ChartLayer::ChartLayer(Scale scale)
    : m_chart(new QChart)
    , m_x(new QValueAxis)
{
    if (scale == Scale::Logarithmic)
        m_y = new QLogValueAxis;
    else
        m_y = new QValueAxis;
    m_scene.addItem(m_chart);
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_x->setVisible(false);
    m_y->setVisible(false);
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
}

ChartLayer::~ChartLayer() = default;

void ChartLayer::setRange(double seconds, double fromY, double toY)
{
    m_x->setRange(0.0, std::max(seconds, 1e-3));
    m_y->setRange(fromY, toY > fromY ? toY : fromY + 1);
}

int ChartLayer::addLine()
{
    Line line;
    line.dots = new QScatterSeries;
    line.dots->setMarkerSize(4);
    attach(line.dots);
    m_lines.push_back(line);
    return int(m_lines.size()) - 1;
}

int ChartLayer::addArea()
{
    const int number = addLine();
    m_lines.back().area = true;
    return number;
}

void ChartLayer::attach(QAbstractSeries *series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

void ChartLayer::growRuns(Line &line, size_t count)
{
    while (line.runs.size() < count) {
        auto *upper = new QLineSeries;
        line.runs.push_back(upper);
        if (!line.area) {
            attach(upper);
            continue;
        }
        auto *area = new QAreaSeries(upper);
        upper->setParent(area);
        line.areas.push_back(area);
        attach(area);
    }
}

void ChartLayer::setRuns(int number, const std::vector<PointRun> &runs)
{
    Line &line = m_lines[size_t(number)];
    PointRun dots;
    std::vector<const PointRun *> joined;
    for (const PointRun &run : runs) {
        if (run.size() > 1)
            joined.push_back(&run);
        else
            dots += run;
    }
    const size_t known = line.runs.size();
    growRuns(line, joined.size());
    for (size_t i = 0; i < line.runs.size(); ++i)
        line.runs[i]->replace(i < joined.size() ? *joined[i] : PointRun());
    line.dots->replace(dots);
    if (line.runs.size() != known)
        dress(line);
}

void ChartLayer::setLook(int number, const QPen &pen, const QBrush &brush)
{
    Line &line = m_lines[size_t(number)];
    if (line.pen == pen && line.brush == brush)
        return;
    line.pen = pen;
    line.brush = brush;
    dress(line);
}

void ChartLayer::dress(Line &line)
{
    for (QXYSeries *run : line.runs)
        run->setPen(line.pen);
    for (QAreaSeries *area : line.areas) {
        area->setPen(line.pen);
        area->setBrush(line.brush);
    }
    line.dots->setVisible(!line.area);
    line.dots->setColor(line.pen.color());
    line.dots->setBorderColor(line.pen.color());
}

void ChartLayer::paint(QPainter &painter, const QRectF &plot)
{
    const QRectF own(QPointF(), plot.size());
    if (m_chart->size() != own.size()) {
        m_chart->resize(own.size());
        m_chart->setPlotArea(own);
        m_scene.setSceneRect(own);
    }
    m_chart->layout()->activate();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    m_scene.render(&painter, plot, own, Qt::IgnoreAspectRatio);
    painter.restore();
}

} // namespace qwats::ui
