// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/waterfall.h"

#include "ui/charts/plotpaint.h"
#include "ui/requests/requestsmodel.h"
#include "ui/requests/requestwords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <QPainter>

#include <cmath>

namespace qwats::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int BarHeight = 10;
constexpr int LineHeight = 22;
constexpr int NameGap = 12;
constexpr int SmallestBar = 160;

QString phaseTime(std::chrono::nanoseconds time)
{
    return words::duration(static_cast<double>(time.count()) / 1e9);
}

void paintPhase(QPainter *painter, const QRectF &bar, RequestPhase::Kind kind, const Tokens &tokens)
{
    const QColor color = phaseColor(kind, tokens);
    const auto outlined = [&](double opacity, Qt::PenStyle style) {
        painter->fillRect(bar, mixed(color, tokens.base, opacity));
        painter->setPen(QPen(color, 1, style));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
    };
    switch (kind) {
    case RequestPhase::Kind::Joined: return outlined(0.35, Qt::DashLine);
    case RequestPhase::Kind::Ghost: return outlined(0.2, Qt::SolidLine);
    case RequestPhase::Kind::Failed: return fillHatched(*painter, bar, color, tokens.base);
    default: painter->fillRect(bar, color);
    }
}

void paintPhases(QPainter *painter, const QRectF &room, const std::vector<RequestPhase> &phases,
                 std::chrono::nanoseconds scale, const Tokens &tokens)
{
    const double perNs = room.width() / static_cast<double>(std::max<qint64>(1, scale.count()));
    const double top = room.top() + std::floor((room.height() - BarHeight) / 2);
    double drawn = room.left();
    for (const RequestPhase &phase : phases) {
        // From where the one before ended, so that what is short is still seen and nothing is drawn twice.
        const double left = std::max(drawn, std::round(room.left() + double(phase.from.count()) * perNs));
        double right = std::round(room.left() + double((phase.from + phase.took).count()) * perNs);
        right = std::min(std::max(right, left + 1), room.right());
        if (right <= left)
            continue;
        const double gap = phase.from.count() > 0 && right - left > 2 && left <= drawn ? 1 : 0;
        paintPhase(painter, QRectF(left + gap, top, right - left - gap, BarHeight), phase.kind, tokens);
        drawn = right;
    }
}

} // namespace

void paintWaterfall(QPainter *painter, const QRectF &room, const RequestRecord &record, std::chrono::nanoseconds scale,
                    const Tokens &tokens)
{
    const auto phases = phasesOf(record);
    if (phases.empty()) {
        painter->fillRect(
            QRectF(room.left(), room.top() + std::floor((room.height() - BarHeight - 2) / 2), 3, BarHeight + 2),
            tickColor(record, tokens));
        return;
    }
    paintPhases(painter, room, phases, scale, tokens);
}

WaterfallDelegate::WaterfallDelegate(const RequestsModel *model, QObject *parent)
    : RowDelegate(parent)
    , m_model(model)
{
}

std::chrono::nanoseconds WaterfallDelegate::scaleFor(std::chrono::nanoseconds longest)
{
    const double ms = std::max(10.0, static_cast<double>(longest.count()) / 1e6);
    return std::chrono::nanoseconds(std::llround(niceAbove(ms) * 1e6));
}

void WaterfallDelegate::paintContent(const CellPainter &cells, const QRect &room, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    const RequestRecord *record = m_model->recordAt(index.row());
    if (!record)
        return;
    QPainter *painter = cells.painter();
    painter->save();
    for (int tick = 1; tick <= Ticks; ++tick)
        painter->fillRect(QRect(room.left() + room.width() * tick / Ticks - 1, room.top(), 1, room.height() - 1),
                          cells.tokens().grid);
    paintWaterfall(painter, room, *record, m_scale, cells.tokens());
    painter->restore();
}

WaterfallLegend::WaterfallLegend(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // the header below keeps its menu
}

void WaterfallLegend::setScale(std::chrono::nanoseconds scale)
{
    const QString words = tr("0–%1").arg(phaseTime(scale));
    if (words == m_scale)
        return;
    m_scale = words;
    update();
}

void WaterfallLegend::paintEvent(QPaintEvent *)
{
    using Kind = RequestPhase::Kind;
    const Tokens &tokens = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect().adjusted(0, 1, 0, -1), tokens.alt);
    painter.setFont(ui::font(TextRole::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    int right = width() - RowDelegate::outerPad;
    int x = RowDelegate::pad;
    const int scaleWidth = metrics.horizontalAdvance(m_scale);
    painter.setPen(tokens.muted);
    painter.drawText(QRect(right - scaleWidth, 0, scaleWidth + 1, height()), Qt::AlignVCenter, m_scale);
    right -= scaleWidth + 10;
    const std::pair<Kind, QString> names[] = {{Kind::Queued, tr("queued")},
                                              {Kind::Connect, tr("connect")},
                                              {Kind::Wait, tr("wait")},
                                              {Kind::Download, tr("download")},
                                              {Kind::Decode, tr("decode")}};
    int all = 0;
    for (const auto &[kind, name] : names)
        all += 12 + metrics.horizontalAdvance(name) + 8;
    if (x + all - 8 > right) { // swatches alone would say nothing
        painter.setFont(ui::font(TextRole::Header));
        painter.drawText(QRect(x, 0, right - x, height()), Qt::AlignVCenter, tr("Waterfall"));
        return;
    }
    for (const auto &[kind, name] : names) {
        painter.fillRect(QRect(x, height() / 2 - 4, 8, 8), phaseColor(kind, tokens));
        painter.drawText(QRect(x + 12, 0, width(), height()), Qt::AlignVCenter, name);
        x += 12 + metrics.horizontalAdvance(name) + 8;
    }
}

TimingPanel::TimingPanel(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Times"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimingPanel::addLine(const QString &name, const std::vector<RequestPhase> &phases)
{
    std::chrono::nanoseconds sum{0};
    for (const RequestPhase &phase : phases)
        sum += phase.took;
    m_lines.push_back({name, phaseTime(sum), phases});
}

void TimingPanel::setRecord(const RequestRecord &record)
{
    using Kind = RequestPhase::Kind;
    m_record = record;
    m_lines.clear();
    const auto phases = phasesOf(record);
    m_whole = record.total;
    int attempt = 0;
    for (const RequestPhase &phase : phases) {
        m_whole = std::max(m_whole, phase.from + phase.took);
        QString name = phaseWord(phase.kind);
        if (phase.kind == Kind::Ghost)
            name = tr("Try %1 failed").arg(++attempt);
        addLine(name, {phase});
    }
    const bool answered = record.network && !record.error;
    if (answered) { // what took no time is worth saying: it was not the cause
        for (const Kind kind : {Kind::Connect, Kind::Decode}) {
            if (std::none_of(phases.begin(), phases.end(), [&](const auto &one) { return one.kind == kind; }))
                addLine(phaseWord(kind), {});
        }
    }
    if (m_lines.empty())
        m_lines.push_back({tr("From the cache"), phaseTime(record.total), {}});
    setAccessibleDescription(spoken().join(u"; "_s));
    updateGeometry();
    update();
}

QStringList TimingPanel::spoken() const
{
    QStringList said;
    for (const Line &line : m_lines)
        said << line.name + u' ' + line.time;
    return said;
}

QSize TimingPanel::sizeHint() const
{
    return {420, std::max(1, lineCount()) * LineHeight + 16};
}

QSize TimingPanel::minimumSizeHint() const
{
    return {300, sizeHint().height()};
}

void TimingPanel::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this);
    QPainter painter(this);
    const CellPainter cells(&painter, tokens, layoutDirection());
    const QFontMetrics metrics(font());
    int nameWidth = 0;
    int timeWidth = 0;
    for (const Line &line : m_lines) {
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(line.name));
        timeWidth = std::max(timeWidth, metrics.horizontalAdvance(line.time) + 4);
    }
    nameWidth = std::min(nameWidth, std::max(90, width() - SmallestBar - timeWidth - 2 * NameGap));
    int y = 8;
    for (const Line &line : m_lines) {
        Cell name{line.name, {}, {}, {}, tokens.muted};
        cells.paint(QRect(0, y, nameWidth, LineHeight), name);
        Cell time{line.time, {}, {}, {}, tokens.text};
        time.alignment = Qt::AlignRight | Qt::AlignVCenter;
        cells.paint(QRect(nameWidth + NameGap, y, timeWidth, LineHeight), time);
        const int from = nameWidth + timeWidth + 2 * NameGap;
        const QRectF room(from, y, std::max(0, width() - from), LineHeight);
        painter.fillRect(QRectF(room.left(), y + (LineHeight - BarHeight) / 2, room.width(), BarHeight), tokens.track);
        if (phasesOf(m_record).empty())
            paintWaterfall(&painter, room, m_record, m_whole, tokens);
        else
            paintPhases(&painter, room, line.phases, m_whole, tokens);
        y += LineHeight;
    }
}

} // namespace qwats::ui
