// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/comparisonmodel.h"

#include "ui/report/measuredtext.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QLocale>

namespace qwats::ui {

struct ComparisonModel::Node
{
    const ComparedRow *row = nullptr;
    Node *parent = nullptr;
    int place = 0;
    std::vector<std::unique_ptr<Node>> children;
};

namespace {

/// "3.2 to 3.4", "at most 40", "= 1.4.2"; empty without limits.
QString limitWords(const Measurement &one)
{
    const QString low = one.lowLimit ? measuredNumber(*one.lowLimit) : QString();
    const QString high = one.highLimit ? measuredNumber(*one.highLimit) : QString();
    if (!low.isEmpty() && !high.isEmpty())
        return ComparisonModel::tr("%1 to %2", "limits").arg(low, high);
    const QString only = low.isEmpty() ? one.textLimit.isEmpty() ? high : plain::oneLine(one.textLimit) : low;
    const QString rule = plain::oneLine(comparisonWords(one.comparison));
    return only.isEmpty() || rule.isEmpty() ? only : rule + u' ' + only;
}

/// What the reports have there, each once, in their order.
template <typename Get> QString different(const ComparedRow &row, const QString &between, Get get)
{
    QStringList texts;
    for (const ComparedCell &cell : row.cells) {
        if (!cell.measurement)
            continue;
        const QString got = get(*cell.measurement);
        const QString text = got.isEmpty() ? words::none() : got;
        if (texts.isEmpty() || texts.constLast() != text)
            texts << text;
    }
    return texts.size() == 1 && texts.front() == words::none() ? QString() : texts.join(between);
}

QString cellText(const ComparedCell &cell)
{
    if (!cell.step)
        return words::none();
    const QString value
        = cell.measurement ? measuredValue(*cell.measurement) : plain::oneLine(cell.step->extras().note);
    return value.isEmpty() ? stepStatusName(cell.status()) : value;
}

QString deltaText(const ComparedRow &row)
{
    const auto delta = row.delta();
    if (!delta)
        return {};
    const QString text = measuredNumber(*delta);
    return *delta > 0 ? u'+' + text : text;
}

/// A spreadsheet runs what begins like a formula; numbers may begin with a sign.
QString harmless(const QString &cell)
{
    if (cell.isEmpty() || !QStringLiteral("=+-@\t\r").contains(cell.front()))
        return cell;
    bool number = false;
    (void)QLocale().toDouble(cell, &number);
    if (!number)
        (void)QLocale::c().toDouble(cell, &number);
    return number ? cell : u'\'' + cell;
}

} // namespace

ComparisonModel::ComparisonModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}
ComparisonModel::~ComparisonModel() = default;

void ComparisonModel::setReports(std::vector<std::shared_ptr<const Report>> reports)
{
    beginResetModel();
    m_reports = std::move(reports);
    m_rows = compareReports(m_reports);
    m_counts = countRows(m_rows);
    build();
    endResetModel();
}

void ComparisonModel::setFilter(Filter filter)
{
    if (m_filter == filter)
        return;
    beginResetModel();
    m_filter = filter;
    build();
    endResetModel();
}

void ComparisonModel::build()
{
    m_root = std::make_unique<Node>();
    for (const ComparedRow &row : m_rows)
        add(*m_root, row);
}

bool ComparisonModel::isWanted(const ComparedRow &row) const
{
    switch (m_filter) {
    case Filter::All: return true;
    case Filter::Differences: return row.differs();
    case Filter::Values: return row.valueDiffers;
    case Filter::Limits: return row.limitsDiffer;
    case Filter::FailedInOne: return row.failedInOne;
    }
    return true;
}

bool ComparisonModel::add(Node &parent, const ComparedRow &row)
{
    parent.children.push_back(std::make_unique<Node>());
    Node *node = parent.children.back().get();
    node->row = &row;
    node->parent = &parent;
    node->place = static_cast<int>(parent.children.size()) - 1;
    bool wanted = isWanted(row);
    for (const ComparedRow &below : row.rows)
        wanted |= add(*node, below);
    if (!wanted)
        parent.children.pop_back();
    return wanted;
}

ComparisonModel::Node *ComparisonModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

const ComparedRow *ComparisonModel::rowAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index)->row : nullptr;
}

QString ComparisonModel::letterOf(int report)
{
    return QChar(u'A' + report);
}

QModelIndex ComparisonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<size_t>(row)].get());
}

QModelIndex ComparisonModel::parent(const QModelIndex &child) const
{
    Node *above = child.isValid() ? nodeAt(child)->parent : nullptr;
    return above && above != m_root.get() ? createIndex(above->place, 0, above) : QModelIndex();
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : reportCount() + 4;
}

QString ComparisonModel::nameOf(const ComparedRow &row) const
{
    const QString name = plain::oneLine(row.name);
    if (row.isMeasurement)
        return name.isEmpty() ? tr("Value") : name;
    for (const ComparedCell &cell : row.cells) {
        if (cell.step && cell.step->extras().loop && !cell.step->extras().loop->isHeader)
            return tr("%1, pass %2").arg(name).arg(cell.step->extras().loop->index + 1);
    }
    return name;
}

QString ComparisonModel::textOf(const ComparedRow &row, int column) const
{
    if (column == Name)
        return nameOf(row);
    if (column <= reportCount())
        return cellText(row.cells[static_cast<size_t>(column - 1)]);
    if (column == deltaColumn())
        return deltaText(row);
    if (column == limitsColumn())
        return different(row, QStringLiteral(" → "), limitWords);
    return different(row, QStringLiteral(" → "), [](const Measurement &one) { return plain::oneLine(one.unit); });
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ComparedRow &row = *nodeAt(index)->row;
    const int column = index.column();
    const bool isReport = column >= 1 && column <= reportCount();
    const ComparedCell cell = isReport ? row.cells[static_cast<size_t>(column - 1)] : ComparedCell{};
    switch (role) {
    case Qt::DisplayRole: return textOf(row, column);
    case StatusRole: return cell.step && !cell.measurement ? status(statusOf(cell.status())) : QVariant();
    case GlyphRole: return cell.step && cell.measurement ? status(statusOf(cell.status())) : QVariant();
    case ColorTokenRole: return cell.step && cell.measurement && isBad(cell.status()) ? ink(InkToken::Bad) : QVariant();
    case StrongRole:
        return (column == Name && !row.rows.empty()) || (isReport && row.valueDiffers)
            || (column == limitsColumn() && row.limitsDiffer) || (cell.step && isBad(cell.status()));
    case MutedRole: return (column == limitsColumn() && !row.limitsDiffer) || column == unitColumn();
    case Qt::TextAlignmentRole: return column == deltaColumn() ? alignNumber : alignText;
    default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == deltaColumn() ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return tr("Step");
    if (section <= reportCount()) {
        const auto &report = m_reports[static_cast<size_t>(section - 1)];
        return report ? tr("%1  %2", "letter and serial number")
                            .arg(letterOf(section - 1), plain::oneLine(report->serialNumber, 40))
                      : letterOf(section - 1);
    }
    if (section == deltaColumn())
        return reportCount() > 2 ? tr("Largest difference to A") : tr("Difference");
    return section == limitsColumn() ? tr("Limits") : tr("Unit");
}

std::vector<QStringList> ComparisonModel::table() const
{
    std::vector<QStringList> lines;
    QStringList headings{tr("Step"), tr("Measurement")};
    for (int i = 0; i < reportCount(); ++i) {
        const QString report = headerData(i + 1, Qt::Horizontal, Qt::DisplayRole).toString();
        headings << report << tr("%1, status").arg(report);
    }
    for (int column = deltaColumn(); column <= unitColumn(); ++column)
        headings << headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines.push_back(headings);
    addLines(*m_root, {}, lines);
    return lines;
}

void ComparisonModel::addLines(const Node &node, const QString &path, std::vector<QStringList> &lines) const
{
    for (const auto &child : node.children) {
        const ComparedRow &row = *child->row;
        const QString name = nameOf(row);
        const QString here = row.isMeasurement ? path : path.isEmpty() ? name : path + QStringLiteral(" / ") + name;
        QStringList cells{here, row.isMeasurement ? name : QString()};
        for (const ComparedCell &cell : row.cells) {
            cells << (cell.measurement ? measuredValue(*cell.measurement)
                          : cell.step  ? plain::oneLine(cell.step->extras().note)
                                       : QString());
            cells << (cell.step ? stepStatusName(cell.status()) : QString());
        }
        for (int column = deltaColumn(); column <= unitColumn(); ++column)
            cells << textOf(row, column);
        lines.push_back(cells);
        addLines(*child, here, lines);
    }
}

QString tabSeparated(const std::vector<QStringList> &lines)
{
    QString text;
    for (const QStringList &line : lines) {
        QStringList cells;
        for (const QString &cell : line)
            cells << harmless(plain::oneLine(cell, 32'000));
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

QByteArray commaSeparated(const std::vector<QStringList> &lines)
{
    QByteArray text;
    for (const QStringList &line : lines) {
        QStringList cells;
        for (const QString &cell : line) {
            QString quoted = harmless(cell);
            quoted.replace(u'"', QStringLiteral("\"\""));
            cells << u'"' + quoted + u'"';
        }
        text += cells.join(u',').toUtf8() + "\r\n";
    }
    return text;
}

} // namespace qwats::ui
