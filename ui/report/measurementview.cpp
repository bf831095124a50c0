// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/measurementview.h"

#include "core/analytics/measuredstatistics.h"
#include "core/analytics/steppath.h"
#include "core/session/session.h"
#include "ui/charts/trendplot.h"
#include "ui/report/fieldflow.h"
#include "ui/report/filterpopup.h"
#include "ui/report/reportsmodel.h"
#include "ui/shell/page.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <cmath>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MinuteMs = 60'000;

QString figure(std::optional<double> value, const QString &unit = {})
{
    if (!value || !std::isfinite(*value))
        return words::none();
    const QString number = QLocale().toString(*value, 'g', 5);
    return unit.isEmpty() ? number : number + QChar(0xA0) + unit;
}

QString capability(std::optional<double> value)
{
    return value ? words::number(*value, 2) : words::none();
}

} // namespace

void MeasurementView::showMeasurement(const QVariantMap &what)
{
    m_part = what.value(u"partNumber"_s).toString();
    m_process = what.value(u"process"_s).toString();
    m_path = what.value(u"path"_s).toString();
    QVariantMap narrowed;
    for (const auto &id : {u"started"_s, u"station"_s, u"revision"_s, u"batch"_s})
        narrowed.insert(id, what.value(id));
    m_criteria = ReportCriteria::fromMap(narrowed);
    if (!m_criteria.period.isSet())
        m_criteria.period = {ReportPeriod::Kind::Last30Days};
    const StepPath path = StepPath::fromWire(m_path);
    const QString name = path.measurement.isEmpty() ? path.stepName() : path.measurement;
    m_header->setTitle(name.isEmpty() ? tr("Measurement over units")
                                      : tr("%1 over units of %2", "measurement, part").arg(name, m_part));
    m_header->setToolTip(path.toTyped());
    ask();
}

QVariantMap MeasurementView::state() const
{
    QVariantMap state = m_criteria.toMap();
    state.remove(u"kind"_s);
    state.insert(u"partNumber"_s, m_part);
    state.insert(u"process"_s, m_process);
    state.insert(u"path"_s, m_path);
    return state;
}

WatsFilter MeasurementView::filter() const
{
    WatsFilter filter;
    filter.partNumber = m_part;
    filter.testOperation = m_process;
    filter.measurementPaths = m_path;
    filter.stationName = m_criteria.value(u"station"_s);
    filter.revision = m_criteria.value(u"revision"_s);
    filter.batchNumber = m_criteria.value(u"batch"_s);
    const auto range = m_criteria.period.at(m_session.clock().wallNow());
    filter.from = range.from;
    filter.to = range.to;
    // An open end is told in whole minutes, so that the same question asked again is the same to the cache.
    if (!filter.to.isValid())
        filter.to = Timestamp::fromMs((m_session.clock().wallNow().ms() / MinuteMs + 1) * MinuteMs);
    filter.topCount = MostValues;
    return filter;
}

void MeasurementView::ask()
{
    showCriteria();
    if (m_part.isEmpty() || m_path.isEmpty()) {
        m_query.clear();
        m_stack->setCurrentWidget(m_form);
        return;
    }
    m_query.ask(AnalyticsService::measurements(filter()));
}

void MeasurementView::setShown(bool shown)
{
    m_query.setActive(shown);
}

void MeasurementView::refresh()
{
    m_query.refresh();
}

bool MeasurementView::escape()
{
    if (!m_plot->range())
        return false;
    m_plot->setRange({});
    return true;
}

void MeasurementView::setField(const QString &id, const QString &value)
{
    m_criteria.setValue(id, value);
    ask();
    emit stateChanged();
}

void MeasurementView::editField(const QString &id)
{
    if (id == u"started")
        return editPeriod();
    const FilterField *under = field(id);
    if (!under)
        return;
    auto *popup = new FilterPopup(*ReportCriteria::field(id), m_criteria.value(id), {}, this);
    connect(popup, &FilterPopup::accepted, this, [this, id, popup] { setField(id, popup->value()); });
    popup->openAt(under->mapToGlobal(QPoint(0, under->height())));
}

void MeasurementView::editPeriod()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int number = int(ReportPeriod::Kind::Today); number < int(ReportPeriod::Kind::Custom); ++number) {
        const auto kind = static_cast<ReportPeriod::Kind>(number);
        connect(menu->addAction(ReportPeriod::words(kind)), &QAction::triggered, this, [this, kind] {
            m_criteria.period = {kind};
            ask();
            emit stateChanged();
        });
    }
    if (const FilterField *under = field(u"started"_s))
        menu->popup(under->mapToGlobal(QPoint(0, under->height())));
}

void MeasurementView::showCriteria()
{
    for (auto it = m_fields.begin(); it != m_fields.end(); ++it)
        it.value()->setValue(m_criteria.words(it.key()));
}

void MeasurementView::update()
{
    const auto &answer = m_query.answer();
    m_header->age()->setState(dataAgeOf(answer, m_query.isLoading(), m_query.loadingSince(), m_session.serverState(),
                                        m_session.clock().wallNow()));
    if (m_query.isLoading() && answer.value)
        m_loading->start();
    else
        m_loading->stop();
    if (m_session.serverState().isOutage() && answer.value)
        m_notice->showNotice(StatusKind::Offline, tr("Working from saved data."),
                             tr("Newer values wait for the server."), tr("Try now"));
    else if (answer.error && answer.value)
        m_notice->showNotice(StatusKind::Error, tr("These values could not be made newer."), answer.error->message,
                             tr("Try again"));
    else
        m_notice->hide();
    if (answer.value != m_drawn)
        showValues();
    showState();
}

void MeasurementView::showValues()
{
    m_drawn = m_query.answer().value;
    std::vector<std::pair<TrendPoint, QString>> values;
    QString unit;
    m_left = 0;
    const MeasuredValueList none;
    for (const MeasuredValue &one : m_drawn ? *m_drawn : none) {
        if (!one.value || !std::isfinite(*one.value) || !one.start.isValid()) {
            ++m_left;
            continue;
        }
        unit = one.unit.isEmpty() ? unit : one.unit;
        values.push_back(
            {{one.start.ms(), *one.value, statusOf(reportResultFrom(one.status), ReportKind::Test), one.lowLimit,
              one.highLimit,
              one.stationName.isEmpty() ? one.serialNumber
                                        : tr("%1 at %2", "serial, station").arg(one.serialNumber, one.stationName)},
             one.reportId});
    }
    std::stable_sort(values.begin(), values.end(),
                     [](const auto &a, const auto &b) { return a.first.timeMs < b.first.timeMs; });
    std::vector<TrendPoint> points;
    m_reports.clear();
    for (auto &[point, report] : values) {
        points.push_back(std::move(point));
        m_reports.push_back(std::move(report));
    }
    m_plot->setPoints(std::move(points), unit);
    updateFacts();
}

/// Against the newest limits shown: units made under older ones are judged by what holds now.
void MeasurementView::updateFacts()
{
    const auto [first, last] = m_plot->shown();
    const auto &points = m_plot->points();
    std::vector<double> values;
    qint64 bad = 0;
    int changes = 0;
    for (size_t at = first; at < last; ++at) {
        values.push_back(points[at].value);
        bad += points[at].status != StatusKind::Passed;
        changes += at > first && (points[at].low != points[at - 1].low || points[at].high != points[at - 1].high);
    }
    const std::optional<double> low = last > first ? points[last - 1].low : std::nullopt;
    const std::optional<double> high = last > first ? points[last - 1].high : std::nullopt;
    const MeasureStatistics found = statisticsOf(values, low, high);
    QString unit;
    if (m_drawn && !m_drawn->empty())
        unit = m_drawn->front().unit;
    QList<Fact> facts{{tr("Values"), tr("n = %1").arg(words::count(qint64(values.size())))},
                      {tr("Not passed"), words::share(bad, qint64(values.size()))},
                      {tr("Mean"), figure(found.average, unit)},
                      {tr("Std deviation"), figure(found.deviation, unit)},
                      {tr("Least and most"), tr("%1 – %2").arg(figure(found.min, unit), figure(found.max, unit))},
                      {tr("Limits"), tr("%1 – %2").arg(figure(low, unit), figure(high, unit))},
                      {tr("Cp"), capability(found.cp)},
                      {tr("Cpk"), capability(found.cpk)}};
    if (changes > 0)
        facts << Fact{tr("Limits changed"), tr("%n time(s); figures use the newest", nullptr, changes)};
    if (m_left > 0)
        facts << Fact{tr("Left out"), tr("%n value(s) that are no number", nullptr, m_left)};
    if (m_drawn && int(m_drawn->size()) >= MostValues)
        facts << Fact{tr("Cut"), tr("the newest %1 only").arg(words::count(MostValues))};
    facts << Fact{tr("Source"), tr("computed here from these values")};
    m_facts->setFacts(facts);
    m_whole->setVisible(m_plot->range().has_value());
}

QList<Fact> MeasurementView::facts() const
{
    return m_facts->facts();
}

void MeasurementView::showState()
{
    if (!m_query.query().isValid()) {
        m_stack->setCurrentWidget(m_form);
        return;
    }
    const auto &answer = m_query.answer();
    if (answer.value && !m_plot->points().empty()) {
        m_stack->setCurrentWidget(m_content);
        return;
    }
    const bool already = m_stack->currentWidget() == m_state;
    m_stack->setCurrentWidget(m_state);
    if (m_query.isLoading() && !answer.value) {
        if (!already || !answer.error)
            m_state->showLoading(tr("Loading values of this measurement"));
    } else if (answer.error && !answer.value) {
        if (answer.error->isOutage())
            m_state->showOffline(tr("The server cannot be reached"),
                                 tr("%1 Nothing is saved of this measurement yet.").arg(answer.error->message));
        else
            m_state->showError(tr("The values could not be read"), answer.error->message);
    } else {
        m_state->showFiltered(tr("No values in this time"),
                              tr("%1 was not measured on %2 %3 within the filters.")
                                  .arg(StepPath::fromWire(m_path).toTyped(), m_part, m_criteria.words(u"started"_s)));
        connect(m_state->addButton(tr("Last 30 days, all stations")), &QPushButton::clicked, this, [this] {
            m_criteria = {};
            m_criteria.period = {ReportPeriod::Kind::Last30Days};
            ask();
            emit stateChanged();
        });
    }
}

} // namespace qwats::ui
