// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/steptreemodel.h"

#include "ui/widgets/words.h"

#include <QLocale>

#include <cmath>

namespace qwats::ui {

struct StepTreeModel::Node
{
    const Step *step = nullptr;
    const Measurement *measurement = nullptr;
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] bool isMeasurementRow() const { return measurement && parent && parent->step == step; }
    [[nodiscard]] StepStatus status() const { return isMeasurementRow() ? measurement->status : step->status; }

    Node *add(const Step *of, const Measurement *value)
    {
        children.push_back(std::make_unique<Node>());
        Node *node = children.back().get();
        node->step = of;
        node->measurement = value;
        node->parent = this;
        node->row = static_cast<int>(children.size()) - 1;
        return node;
    }
};

namespace {

/// As many digits as the report has, in the user's locale, without an exponent where it reads well.
QString numberText(double number)
{
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const double size = std::abs(number);
    const bool plain = number == 0 || (size >= 1e-4 && size < 1e9);
    return QLocale().toString(number, plain ? 'g' : 'e', plain ? 7 : 4);
}

QString valueText(const Measurement &measurement)
{
    switch (measurement.kind) {
    case Measurement::Kind::Numeric:
        return measurement.text.isEmpty() ? numberText(measurement.number) : measurement.text;
    case Measurement::Kind::Text: return measurement.text;
    case Measurement::Kind::Boolean: return {};
    }
    return {};
}

MeasureLimits limitsOf(const Measurement &measurement, bool failed)
{
    MeasureLimits limits;
    if (measurement.kind != Measurement::Kind::Numeric || measurement.comparison.shape == Comparison::Shape::None)
        return limits;
    if (std::isfinite(measurement.number))
        limits.value = measurement.number;
    limits.failed = failed;
    switch (measurement.comparison.shape) {
    case Comparison::Shape::Low: limits.low = measurement.lowLimit; break;
    case Comparison::Shape::High:
        limits.high = measurement.lowLimit;
        break; // one bound stands in lowLimit, also for "below"
    case Comparison::Shape::Inside:
        limits.low = measurement.lowLimit;
        limits.high = measurement.highLimit;
        break;
    case Comparison::Shape::Equal:
    case Comparison::Shape::Outside:
    case Comparison::Shape::None: limits.value.reset(); break;
    }
    return limits;
}

} // namespace

StatusKind statusOf(StepStatus status)
{
    switch (status) {
    case StepStatus::Passed: return StatusKind::Passed;
    case StepStatus::Failed: return StatusKind::Failed;
    case StepStatus::Skipped: return StatusKind::Skipped;
    case StepStatus::Done: return StatusKind::Done;
    case StepStatus::Error: return StatusKind::Error;
    case StepStatus::Terminated: return StatusKind::Terminated;
    case StepStatus::Unknown: return StatusKind::Unknown;
    }
    return StatusKind::Unknown;
}

StepTreeModel::StepTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}
StepTreeModel::~StepTreeModel() = default;

void StepTreeModel::setReport(std::shared_ptr<const Report> report)
{
    beginResetModel();
    m_report = std::move(report);
    m_root = std::make_unique<Node>();
    m_stepCount = m_failedCount = m_unreadableCount = 0;
    if (m_report && m_report->root)
        add(*m_root, *m_report->root);
    endResetModel();
}

void StepTreeModel::add(Node &parent, const Step &step)
{
    ++m_stepCount;
    const bool single = step.measurements.size() == 1;
    Node *node = parent.add(&step, single ? &step.measurements.front() : nullptr);
    if (!single) {
        for (const Measurement &measurement : step.measurements)
            node->add(&step, &measurement);
    }
    for (const Step &child : step.steps)
        add(*node, child);
    if (step.steps.empty() && isBad(step.status))
        ++m_failedCount;
    if (!step.problem.isEmpty())
        ++m_unreadableCount;
}

StepTreeModel::Node *StepTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

const Step *StepTreeModel::stepAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->step : nullptr;
}

bool StepTreeModel::isFailedLeaf(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return index.isValid() && !node->isMeasurementRow() && node->step->steps.empty() && isBad(node->status());
}

QModelIndex StepTreeModel::indexOfStep(int id) const
{
    std::vector<Node *> open{m_root.get()};
    while (!open.empty()) {
        Node *node = open.back();
        open.pop_back();
        if (node->step && !node->isMeasurementRow() && node->step->id == id)
            return createIndex(node->row, 0, node);
        for (const auto &child : node->children)
            open.push_back(child.get());
    }
    return {};
}

QModelIndexList StepTreeModel::groupsToOpen() const
{
    QModelIndexList list;
    std::vector<Node *> open{m_root.get()};
    while (!open.empty()) {
        Node *node = open.back();
        open.pop_back();
        const bool top = node->parent == m_root.get();
        const bool quiet = node->step && !top && !isBad(node->status())
            && (node->step->group != StepGroup::Main || node->children.empty() || !node->step->measurements.empty());
        if (node != m_root.get() && !quiet)
            list << createIndex(node->row, 0, node);
        for (const auto &child : node->children)
            open.push_back(child.get());
    }
    return list;
}

QModelIndex StepTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<size_t>(row)].get());
}

QModelIndex StepTreeModel::parent(const QModelIndex &child) const
{
    Node *above = child.isValid() ? nodeAt(child)->parent : nullptr;
    return above && above != m_root.get() ? createIndex(above->row, 0, above) : QModelIndex();
}

int StepTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

QVariant StepTreeModel::display(const Node &node, int column) const
{
    const Step &step = *node.step;
    const Measurement *measurement = node.measurement;
    const bool words_ = measurement && measurement->kind == Measurement::Kind::Text;
    switch (column) {
    case Name: {
        if (node.isMeasurementRow())
            return measurement->name.isEmpty() ? tr("Value %1").arg(node.row + 1) : measurement->name;
        if (step.loop && !step.loop->isHeader)
            return tr("%1, pass %2").arg(step.name).arg(step.loop->index + 1);
        return step.name;
    }
    case Status: return stepStatusName(node.status());
    case Value:
        if (measurement)
            return valueText(*measurement);
        if (!step.problem.isEmpty())
            return tr("not readable");
        return step.loop && step.loop->isHeader ? tr("%1 of %2 passed").arg(step.loop->passed).arg(step.loop->count)
                                                : step.note;
    case Low:
        if (words_)
            return measurement->textLimit;
        return measurement && measurement->lowLimit && measurement->comparison.shape != Comparison::Shape::High
            ? numberText(*measurement->lowLimit)
            : QString();
    case Rule: return measurement ? comparisonWords(measurement->comparison) : QString();
    case High:
        if (measurement && measurement->comparison.shape == Comparison::Shape::High && measurement->lowLimit)
            return numberText(*measurement->lowLimit);
        return measurement && measurement->highLimit ? numberText(*measurement->highLimit) : QString();
    case Unit: return measurement ? measurement->unit : QString();
    case Time: return !node.isMeasurementRow() && step.totalTime ? words::duration(*step.totalTime) : QString();
    default: return {};
    }
}

QVariant StepTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeAt(index);
    const bool bad = isBad(node.status());
    const bool leaf = node.children.empty();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(node, column);
    case StatusRole: return column == Status ? status(statusOf(node.status())) : QVariant();
    case StrongRole: return (column == Name && (!leaf || bad) && !node.isMeasurementRow()) || (column == Value && bad);
    case KeyRole: return column == Value;
    case ColorTokenRole: return bad && leaf && (column == Name || column == Value) ? ink(InkToken::Bad) : QVariant();
    case MutedRole: return column == Low || column == High || column == Rule || column == Unit || column == Time;
    case LimitsRole: {
        if (column != Limits)
            return {};
        MeasureLimits limits = node.measurement ? limitsOf(*node.measurement, bad) : MeasureLimits();
        if (!node.measurement && !leaf)
            limits.text = tr("%n steps", nullptr, static_cast<int>(node.children.size()));
        return QVariant::fromValue(limits);
    }
    case Qt::TextAlignmentRole:
        return column == Value || column == Low || column == High || column == Time ? alignNumber : alignText;
    case Qt::ToolTipRole: {
        if (column == Value && !node.step->problem.isEmpty())
            return tr("A part of this step could not be read: %1").arg(node.step->problem).toHtmlEscaped();
        const QString reason
            = node.step->errorMessage.isEmpty() ? node.step->reportText.left(500) : node.step->errorMessage;
        return column == Name && !reason.isEmpty() ? QVariant(reason.toHtmlEscaped()) : QVariant();
    }
    default: return {};
    }
}

QVariant StepTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Value || section == Low || section == High || section == Time ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Step");
    case Status: return tr("Status");
    case Value: return tr("Value");
    case Limits: return tr("Against limits");
    case Low: return tr("Low limit");
    case Rule: return tr("Rule");
    case High: return tr("High limit");
    case Unit: return tr("Unit");
    case Time: return tr("Time");
    default: return {};
    }
}

} // namespace qwats::ui
