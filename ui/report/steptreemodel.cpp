// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/steptreemodel.h"

#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QHash>

#include <algorithm>

namespace qwats::ui {

struct StepTreeModel::Node
{
    const Step *step = nullptr;
    const Measurement *measurement = nullptr;
    Node *parent = nullptr;
    int row = 0;
    bool isMeasurementRow = false;
    bool isPass = false; ///< a pass of a loop, below the step that sums it up
    bool isStop = false; ///< failed, and nothing below it says why
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] StepStatus status() const { return isMeasurementRow ? measurement->status : step->status; }

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
    build();
    endResetModel();
}

void StepTreeModel::setOnlyFailed(bool only)
{
    if (m_onlyFailed == only)
        return;
    beginResetModel();
    m_onlyFailed = only;
    build();
    endResetModel();
}

void StepTreeModel::build()
{
    m_root = std::make_unique<Node>();
    m_stepCount = m_failedCount = m_unreadableCount = 0;
    if (m_report && m_report->root)
        add(*m_root, *m_report->root, false);
}

/// True when the step or one below it is not good.
bool StepTreeModel::add(Node &parent, const Step &step, bool isPass)
{
    ++m_stepCount;
    if (!step.extras().problem.isEmpty())
        ++m_unreadableCount;
    const bool single = step.measurements.size() == 1;
    Node *node = parent.add(&step, single ? &step.measurements.front() : nullptr);
    node->isPass = isPass;
    if (!single) {
        for (const Measurement &measurement : step.measurements)
            node->add(&step, &measurement)->isMeasurementRow = true;
    }
    const bool badBelow = addChildren(*node, step);
    node->isStop = isBad(step.status) && !badBelow;
    m_failedCount += node->isStop ? 1 : 0;
    return badBelow || isBad(step.status);
}

/// Passes of a loop go below the step that sums them up, which stands before them and has their name.
bool StepTreeModel::addChildren(Node &node, const Step &step)
{
    QHash<QString, Node *> loops;
    bool bad = false;
    for (const Step &child : step.steps) {
        const bool isPass = child.extras().loop && !child.extras().loop->isHeader;
        Node *loop = isPass ? loops.value(child.name) : nullptr;
        Node &above = loop ? *loop : node;
        const bool childBad = add(above, child, loop != nullptr);
        bad |= childBad;
        if (child.extras().loop && child.extras().loop->isHeader)
            loops.insert(child.name, node.children.back().get());
        else if (m_onlyFailed && !childBad)
            above.children.pop_back();
    }
    // A loop's summary waits for its passes: it may have passed while one of them did not.
    if (m_onlyFailed)
        std::erase_if(node.children, [](const auto &child) {
            return child->step && !child->isMeasurementRow && !isBad(child->step->status) && child->step->extras().loop
                && child->step->extras().loop->isHeader
                && std::none_of(child->children.begin(), child->children.end(),
                                [](const auto &below) { return below->isPass; });
        });
    for (size_t row = 0; row < node.children.size(); ++row)
        node.children[row]->row = static_cast<int>(row);
    return bad;
}

StepTreeModel::Node *StepTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

const Step *StepTreeModel::stepAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->step : nullptr;
}

const Measurement *StepTreeModel::measurementAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->measurement : nullptr;
}

QStringList StepTreeModel::pathOf(const QModelIndex &index) const
{
    QStringList path;
    const Node *node = index.isValid() ? nodeAt(index) : nullptr;
    if (node && node->isMeasurementRow)
        node = node->parent;
    for (; node && node->step; node = node->isPass ? node->parent->parent : node->parent)
        path.prepend(node->step->name);
    return path;
}

bool StepTreeModel::isFailedLeaf(const QModelIndex &index) const
{
    return index.isValid() && nodeAt(index)->isStop;
}

QModelIndex StepTreeModel::indexOfStep(int id) const
{
    std::vector<Node *> open{m_root.get()};
    while (!open.empty()) {
        Node *node = open.back();
        open.pop_back();
        if (node->step && !node->isMeasurementRow && node->step->id == id)
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
        const bool sumsUp = node->step && (!node->step->measurements.empty() || node->step->extras().loop);
        const bool quiet = node->step && !top && !isBad(node->status())
            && (node->step->group != StepGroup::Main || node->children.empty() || sumsUp);
        if (node != m_root.get() && !quiet)
            list << createIndex(node->row, 0, node);
        for (const auto &child : node->children)
            open.push_back(child.get());
    }
    return list;
}

QModelIndexList StepTreeModel::matches(const QString &text) const
{
    QModelIndexList found;
    if (text.isEmpty())
        return found;
    const auto holds = [&](const QString &in) { return in.contains(text, Qt::CaseInsensitive); };
    const auto inMeasurement = [&](const Measurement *m) {
        return m && (holds(m->name) || holds(measuredValue(*m)) || holds(m->unit) || holds(m->textLimit));
    };
    const auto inStep = [&](const Step &step) {
        return holds(step.name) || holds(step.typeName) || holds(step.extras().note)
            || holds(step.extras().errorMessage) || holds(step.extras().errorCode) || holds(step.extras().reportText);
    };
    std::vector<Node *> open{m_root.get()};
    while (!open.empty()) {
        Node *node = open.back();
        open.pop_back();
        if (node->step && (inMeasurement(node->measurement) || (!node->isMeasurementRow && inStep(*node->step))))
            found << createIndex(node->row, 0, node);
        for (auto child = node->children.rbegin(); child != node->children.rend(); ++child)
            open.push_back(child->get());
    }
    return found;
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
    const bool isText = measurement && measurement->kind == Measurement::Kind::Text;
    const bool onlyHigh = measurement && measurement->comparison.shape == Comparison::Shape::High;
    switch (column) {
    case Name: {
        if (node.isMeasurementRow)
            return measurement->name.isEmpty() ? tr("Value %1").arg(node.row + 1) : plain::oneLine(measurement->name);
        const QString name = plain::oneLine(step.name);
        return step.extras().loop && !step.extras().loop->isHeader
            ? tr("%1, pass %2").arg(name).arg(step.extras().loop->index + 1)
            : name;
    }
    case Status: return stepStatusName(node.status());
    case Value:
        if (measurement)
            return measuredValue(*measurement);
        return step.extras().problem.isEmpty() ? plain::oneLine(step.extras().note) : tr("not readable");
    case Low:
        if (isText)
            return plain::oneLine(measurement->textLimit);
        return measurement && measurement->lowLimit && !onlyHigh ? measuredNumber(*measurement->lowLimit) : QString();
    case Rule: return measurement ? plain::oneLine(comparisonWords(measurement->comparison)) : QString();
    case High:
        if (onlyHigh && measurement->lowLimit)
            return measuredNumber(*measurement->lowLimit);
        return measurement && measurement->highLimit ? measuredNumber(*measurement->highLimit) : QString();
    case Unit: return measurement ? plain::oneLine(measurement->unit) : QString();
    case Time: return !node.isMeasurementRow && step.totalTime ? words::duration(*step.totalTime) : QString();
    default: return {};
    }
}

/// A loop's passes in words; a name that only a multiple test would have; "caused the failure".
QString StepTreeModel::subText(const Node &node) const
{
    const Step &step = *node.step;
    if (node.isMeasurementRow)
        return {};
    if (step.extras().loop && step.extras().loop->isHeader)
        return tr("%1 of %2 passes passed").arg(step.extras().loop->passed).arg(step.extras().loop->count);
    if (node.measurement && !node.measurement->name.isEmpty())
        return plain::oneLine(node.measurement->name);
    return {};
}

/// What stands where a bar would: how many steps, what hangs on the step, or its type when that is all there is.
QString StepTreeModel::limitsText(const Node &node) const
{
    const Step &step = *node.step;
    if (node.isMeasurementRow || node.measurement)
        return {};
    QStringList parts;
    if (!step.steps.empty())
        parts << tr("%n steps", nullptr, static_cast<int>(step.steps.size()));
    if (!step.measurements.empty())
        parts << tr("%n values", nullptr, static_cast<int>(step.measurements.size()));
    if (step.extras().chart)
        parts << tr("chart");
    if (!step.extras().attachments.empty())
        parts << tr("%n files", nullptr, static_cast<int>(step.extras().attachments.size()));
    if (parts.isEmpty() && step.kind == StepKind::Generic)
        parts << plain::oneLine(step.typeName, 60);
    return parts.join(QStringLiteral(", "));
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
    case StrongRole: return (column == Name && (!leaf || bad) && !node.isMeasurementRow) || (column == Value && bad);
    case KeyRole: return column == Value;
    case ColorTokenRole: return bad && leaf && (column == Name || column == Value) ? ink(InkToken::Bad) : QVariant();
    case MutedRole: return column == Low || column == High || column == Rule || column == Unit || column == Time;
    case SubTextRole: return column == Name ? subText(node) : QVariant();
    case LimitsRole: {
        if (column != Limits)
            return {};
        MeasureLimits limits = node.measurement ? measuredLimits(*node.measurement) : MeasureLimits();
        if (!node.measurement)
            limits.text = limitsText(node);
        return QVariant::fromValue(limits);
    }
    case Qt::TextAlignmentRole:
        return column == Value || column == Low || column == High || column == Time ? alignNumber : alignText;
    case Qt::ToolTipRole: {
        if (column == Value && !node.step->extras().problem.isEmpty())
            return tr("A part of this step could not be read: %1").arg(node.step->extras().problem);
        const QString &reason = node.step->extras().errorMessage.isEmpty() ? node.step->extras().reportText
                                                                           : node.step->extras().errorMessage;
        return column == Name && !reason.isEmpty() ? QVariant(reason.left(500)) : QVariant();
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
