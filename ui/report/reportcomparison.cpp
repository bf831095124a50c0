// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportcomparison.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace qwats::ui {
namespace {

using StepsOfReports = std::vector<const Step *>; ///< one a report, null where there is none

bool sameNumber(double one, double other)
{
    return one == other || (std::isnan(one) && std::isnan(other));
}

bool sameValue(const Measurement &one, const Measurement &other)
{
    if (one.kind != other.kind || one.unit != other.unit || one.text != other.text)
        return false;
    return one.kind != Measurement::Kind::Numeric || sameNumber(one.number, other.number);
}

bool sameLimit(const std::optional<double> &one, const std::optional<double> &other)
{
    return one.has_value() == other.has_value() && (!one || sameNumber(*one, *other));
}

bool sameLimits(const Measurement &one, const Measurement &other)
{
    return one.comparison.op == other.comparison.op && one.textLimit == other.textLimit
        && sameLimit(one.lowLimit, other.lowLimit) && sameLimit(one.highLimit, other.highLimit);
}

/// A key of a child that is the same in every report: its name, its pass, and which of its like it is.
QString keyOf(const Step &step, QHash<QString, int> &seen)
{
    QString key = step.name;
    if (step.extras().loop)
        key += step.extras().loop->isHeader ? QStringLiteral("\x1floop")
                                            : QStringLiteral("\x1fpass %1").arg(step.extras().loop->index);
    const int again = seen[key]++;
    return again > 0 ? key + QStringLiteral("\x1e%1").arg(again) : key;
}

/// Things of several reports by their keys: the order is the first one's, what only others have follows the key that it
/// follows there.
template <typename T> class Merged
{
public:
    explicit Merged(size_t reports)
        : m_reports(reports)
    {
    }

    void add(size_t report, const std::vector<std::pair<QString, const T *>> &things)
    {
        QString before;
        for (const auto &[key, thing] : things) {
            if (!m_byKey.contains(key)) {
                m_byKey.insert(key, std::vector<const T *>(m_reports));
                if (before.isEmpty() && report > 0)
                    m_first << key;
                else
                    m_after[before] << key;
            }
            m_byKey[key][report] = thing;
            before = key;
        }
    }

    /// All keys in their order.
    [[nodiscard]] QStringList keys() const
    {
        QStringList order;
        std::vector<QString> open;
        // What came last is taken first: it was inserted between its key and those already there.
        const auto push = [&open](const QStringList &keys) { open.insert(open.end(), keys.begin(), keys.end()); };
        push(m_after.value(QString()));
        push(m_first);
        while (!open.empty()) {
            const QString key = open.back();
            open.pop_back();
            order << key;
            push(m_after.value(key));
        }
        return order;
    }

    [[nodiscard]] std::vector<const T *> of(const QString &key) const { return m_byKey.value(key); }

private:
    size_t m_reports;
    QHash<QString, std::vector<const T *>> m_byKey;
    QHash<QString, QStringList> m_after; ///< which new keys came behind a key
    QStringList m_first; ///< that stand before everything else
};

/// What differs between the cells of one row.
void judge(ComparedRow &row)
{
    const ComparedCell *first = nullptr;
    bool anyBad = false;
    bool anyGood = false;
    for (const ComparedCell &cell : row.cells) {
        if (!cell.step) {
            row.isMissing = true;
            continue;
        }
        (isBad(cell.status()) ? anyBad : anyGood) = true;
        if (!first) {
            first = &cell;
            continue;
        }
        row.statusDiffers |= cell.status() != first->status();
        row.valueDiffers |= !cell.measurement && !first->measurement && !row.isMeasurement
            && cell.step->extras().note != first->step->extras().note;
        if (!cell.measurement != !first->measurement) {
            row.valueDiffers = true;
        } else if (cell.measurement) {
            row.valueDiffers |= !sameValue(*cell.measurement, *first->measurement);
            row.limitsDiffer |= !sameLimits(*cell.measurement, *first->measurement);
        }
    }
    row.failedInOne = anyBad && anyGood;
}

ComparedRow compareSteps(const QString &name, const StepsOfReports &steps);

/// Measurements by name; a nameless one by its place.
void addMeasurements(ComparedRow &row, const StepsOfReports &steps)
{
    Merged<Measurement> merged(steps.size());
    for (size_t report = 0; report < steps.size(); ++report) {
        std::vector<std::pair<QString, const Measurement *>> keyed;
        QHash<QString, int> seen;
        if (steps[report]) {
            for (const Measurement &one : steps[report]->measurements) {
                const int again = seen[one.name]++;
                keyed.emplace_back(QStringLiteral("%1\x1e%2").arg(one.name).arg(again), &one);
            }
        }
        merged.add(report, keyed);
    }
    const QStringList keys = merged.keys();
    for (const QString &key : keys) {
        ComparedRow below;
        below.isMeasurement = true;
        const auto measurements = merged.of(key);
        for (size_t report = 0; report < steps.size(); ++report) {
            const Measurement *one = measurements[report];
            below.cells.push_back(one ? ComparedCell{steps[report], one} : ComparedCell{});
        }
        below.name = key.section(u'\x1e', 0, 0);
        judge(below);
        row.rows.push_back(std::move(below));
    }
}

void addSteps(ComparedRow &row, const StepsOfReports &steps)
{
    Merged<Step> merged(steps.size());
    for (size_t report = 0; report < steps.size(); ++report) {
        std::vector<std::pair<QString, const Step *>> keyed;
        QHash<QString, int> seen;
        if (steps[report]) {
            for (const Step &child : steps[report]->steps)
                keyed.emplace_back(keyOf(child, seen), &child);
        }
        merged.add(report, keyed);
    }
    const QStringList keys = merged.keys();
    for (const QString &key : keys) {
        const auto children = merged.of(key);
        const auto one = std::find_if(children.begin(), children.end(), [](const Step *step) { return step; });
        row.rows.push_back(compareSteps((*one)->name, children));
    }
}

ComparedRow compareSteps(const QString &name, const StepsOfReports &steps)
{
    ComparedRow row;
    row.name = name;
    // A single test is one row; several measurements in any of the reports get a row each, in all of them.
    const bool single = std::all_of(steps.begin(), steps.end(),
                                    [](const Step *step) { return !step || step->measurements.size() <= 1; });
    for (const Step *step : steps) {
        const bool has = single && step && !step->measurements.empty();
        row.cells.push_back({step, has ? &step->measurements.front() : nullptr});
    }
    judge(row);
    if (!single)
        addMeasurements(row, steps);
    addSteps(row, steps);
    row.anyBelow = std::any_of(row.rows.begin(), row.rows.end(),
                               [](const ComparedRow &below) { return below.differs() || below.anyBelow; });
    return row;
}

void count(const std::vector<ComparedRow> &rows, ComparedCounts &counts)
{
    for (const ComparedRow &row : rows) {
        ++counts.rows;
        counts.differences += row.differs();
        counts.values += row.valueDiffers;
        counts.limits += row.limitsDiffer;
        counts.failedInOne += row.failedInOne;
        count(row.rows, counts);
    }
}

} // namespace

std::optional<double> ComparedRow::delta() const
{
    std::optional<double> base;
    std::optional<double> most;
    for (size_t i = 0; i < cells.size(); ++i) {
        const Measurement *one = cells[i].measurement;
        const bool isNumber = one && one->kind == Measurement::Kind::Numeric && std::isfinite(one->number);
        if (i == 0 && !isNumber)
            return {};
        if (!isNumber)
            continue;
        if (!base)
            base = one->number;
        else if (!most || std::abs(one->number - *base) > std::abs(*most))
            most = one->number - *base;
    }
    return most;
}

std::vector<ComparedRow> compareReports(const std::vector<std::shared_ptr<const Report>> &reports)
{
    StepsOfReports roots;
    for (const auto &report : reports)
        roots.push_back(report && report->root ? &*report->root : nullptr);
    const auto first = std::find_if(roots.begin(), roots.end(), [](const Step *root) { return root; });
    if (first == roots.end())
        return {};
    std::vector<ComparedRow> rows;
    rows.push_back(compareSteps((*first)->name, roots)); // roots belong together whatever they are called
    return rows;
}

ComparedCounts countRows(const std::vector<ComparedRow> &rows)
{
    ComparedCounts counts;
    count(rows, counts);
    return counts;
}

} // namespace qwats::ui
