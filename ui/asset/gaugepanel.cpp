// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/gaugepanel.h"

#include "ui/asset/assetsmodel.h"
#include "ui/delegates/usagebardelegate.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/words.h"

#include <QPainter>

namespace qwats::ui {
namespace {

constexpr int LineHeight = 24;
constexpr int BarWidth = 64;
constexpr int FootHeight = 40;
constexpr int ForecastDays = 400; // further ahead the present pace says nothing

} // namespace

GaugePanel::GaugePanel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GaugePanel::add(const QString &label, const HealthGauge &gauge, bool isDate)
{
    if (!gauge.known)
        return;
    Line line{label, {}, gauge};
    if (isDate) {
        const QString day = words::date(gauge.due.toLocal().date());
        line.words = gauge.value < 0 ? tr("%1, %2 d late").arg(day, words::count(-gauge.value))
                                     : tr("%1, in %2 d").arg(day, words::count(gauge.value));
    } else {
        line.words = gauge.limited ? words::countOf(gauge.value, gauge.limit) : words::count(gauge.value);
    }
    m_lines.push_back(line);
}

void GaugePanel::setHealth(const AssetHealth &health)
{
    m_health = health;
    m_lines.clear();
    add(tr("Running count"), health.runningCount, false);
    add(tr("Total count"), health.totalCount, false);
    const auto withDays
        = [](const QString &label, qint64 days) { return days > 0 ? tr("%1, %2 d").arg(label).arg(days) : label; };
    add(withDays(tr("Calibration"), health.calibration.limit), health.calibration, true);
    add(withDays(tr("Maintenance"), health.maintenance.limit), health.maintenance, true);
    QStringList spoken;
    for (const Line &line : m_lines)
        spoken << line.label + QStringLiteral(": ") + line.words;
    setAccessibleName(tr("Limits"));
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

void GaugePanel::setUsesPerDay(std::optional<double> uses)
{
    m_usesPerDay = uses;
    updateGeometry();
    update();
}

QString GaugePanel::forecast() const
{
    const HealthGauge &count = m_health.runningCount;
    if (!m_usesPerDay || *m_usesPerDay <= 0 || !count.known || !count.limited || count.value >= count.limit)
        return {};
    const double days = double(count.limit - count.value) / *m_usesPerDay;
    if (days > ForecastDays)
        return {};
    return tr("At about %1 uses a day the running count ends on %2.")
        .arg(words::count(qRound(*m_usesPerDay)), words::date(QDate::currentDate().addDays(qint64(days))));
}

QSize GaugePanel::sizeHint() const
{
    return {300, std::max(1, lineCount()) * LineHeight + FootHeight};
}

void GaugePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Theme::of(this);
    const QFontMetrics small(ui::font(TextRole::Body));
    int labelWidth = 0;
    for (const Line &line : m_lines)
        labelWidth = std::max(labelWidth, small.horizontalAdvance(line.label) + 12);
    int y = 0;
    for (const Line &line : m_lines) {
        const Usage usage = usageOf(line.gauge, m_health, false);
        painter.setFont(ui::font(TextRole::Body));
        painter.setPen(tokens.muted);
        painter.drawText(QRect(0, y, labelWidth, LineHeight), Qt::AlignVCenter | Qt::AlignLeft, line.label);
        if (usage.share)
            UsageBarDelegate::paintBar(&painter, QRect(labelWidth, y, BarWidth, LineHeight), usage, tokens);
        const bool quiet = line.gauge.level == HealthLevel::Ok;
        const StatusLook look = statusLook(usage.status, tokens);
        painter.setFont(line.gauge.level >= HealthLevel::Alarm ? ui::font(TextRole::Strong) : numberFont());
        painter.setPen(quiet ? tokens.text : look.text);
        const QRect wordsRect(labelWidth + BarWidth + 12, y, width() - labelWidth - BarWidth - 12, LineHeight);
        painter.drawText(wordsRect, Qt::AlignVCenter | Qt::AlignRight,
                         painter.fontMetrics().elidedText(line.words, Qt::ElideRight, wordsRect.width()));
        y += LineHeight;
    }
    painter.setFont(ui::font(TextRole::Small));
    painter.setPen(tokens.muted);
    QString foot = m_lines.empty() ? tr("This asset has no limits.")
                                   : tr("Ticks: warning at %1 %, limit at %2 %.")
                                         .arg(qRound(m_health.warningShare * 100))
                                         .arg(qRound(m_health.alarmShare * 100));
    if (const QString ahead = forecast(); !ahead.isEmpty())
        foot += u'\n' + ahead;
    painter.drawText(QRect(0, y + 6, width(), FootHeight - 6), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, foot);
}

} // namespace qwats::ui
