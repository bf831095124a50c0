// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/measurementsmodel.h"

#include "ui/widgets/plaintext.h"

namespace qwats::ui {

void MeasurementsModel::setStep(std::shared_ptr<const Report> report, const Step *step)
{
    beginResetModel();
    m_report = std::move(report);
    m_step = step;
    endResetModel();
}

int MeasurementsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_step ? 0 : static_cast<int>(m_step->measurements.size());
}

QString MeasurementsModel::display(const Measurement &one, int row, int column)
{
    const bool onlyHigh = one.comparison.shape == Comparison::Shape::High;
    switch (column) {
    case Name: return one.name.isEmpty() ? tr("Value %1").arg(row + 1) : plain::oneLine(one.name);
    case Status: return stepStatusName(one.status);
    case Value: return measuredValue(one);
    case Low:
        if (one.kind == Measurement::Kind::Text)
            return plain::oneLine(one.textLimit);
        return one.lowLimit && !onlyHigh ? measuredNumber(*one.lowLimit) : QString();
    case Rule: return plain::oneLine(comparisonWords(one.comparison));
    case High:
        if (onlyHigh)
            return one.lowLimit ? measuredNumber(*one.lowLimit) : QString();
        return one.highLimit ? measuredNumber(*one.highLimit) : QString();
    case Unit: return plain::oneLine(one.unit);
    default: return {};
    }
}

QVariant MeasurementsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Measurement &one = m_step->measurements[static_cast<size_t>(index.row())];
    const int column = index.column();
    const bool bad = isBad(one.status);
    switch (role) {
    case Qt::DisplayRole: return display(one, index.row(), column);
    case StatusRole: return column == Status ? status(statusOf(one.status)) : QVariant();
    case KeyRole: return column == Name || column == Value;
    case ColorTokenRole: return bad && (column == Name || column == Value) ? ink(InkToken::Bad) : QVariant();
    case MutedRole: return column >= Low;
    case LimitsRole: return column == Limits ? QVariant::fromValue(measuredLimits(one)) : QVariant();
    case CopyTextRole: // whole, however long
        return column == Value && !one.text.isEmpty() ? QVariant(one.text) : QVariant();
    case Qt::TextAlignmentRole: return column == Value || column == Low || column == High ? alignNumber : alignText;
    default: return {};
    }
}

QVariant MeasurementsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Value || section == Low || section == High ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Measurement");
    case Status: return tr("Status");
    case Value: return tr("Value");
    case Limits: return tr("Against limits");
    case Low: return tr("Low limit");
    case Rule: return tr("Rule");
    case High: return tr("High limit");
    case Unit: return tr("Unit");
    default: return {};
    }
}

} // namespace qwats::ui
