// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requestsmodel.h"

#include "ui/delegates/roles.h"
#include "ui/requests/requestwords.h"
#include "ui/widgets/words.h"

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

RequestsModel::RequestsModel(QObject *parent, size_t most)
    : QAbstractTableModel(parent)
    , m_most(std::max<size_t>(1, most))
{
}

void RequestsModel::append(std::vector<RequestRecord> records)
{
    if (records.empty())
        return;
    m_lastId = records.back().id;
    if (records.size() > m_most)
        records.erase(records.begin(), records.end() - static_cast<ptrdiff_t>(m_most));
    const quint64 next = m_first + m_records.size();
    std::vector<quint64> shown;
    for (size_t i = 0; i < records.size(); ++i) {
        count(records[i], 1);
        if (m_filter.accepts(records[i]))
            shown.push_back(next + i);
    }
    const int row = rowCount();
    if (!shown.empty())
        beginInsertRows({}, row, row + static_cast<int>(shown.size()) - 1);
    std::move(records.begin(), records.end(), std::back_inserter(m_records));
    m_shown.insert(m_shown.end(), shown.begin(), shown.end());
    if (!shown.empty())
        endInsertRows();
    trim();
    emit countsChanged();
}

void RequestsModel::trim()
{
    if (m_records.size() <= m_most)
        return;
    const size_t gone = m_records.size() - m_most;
    const quint64 first = m_first + gone;
    const auto rows = std::lower_bound(m_shown.begin(), m_shown.end(), first) - m_shown.begin();
    if (rows > 0)
        beginRemoveRows({}, 0, static_cast<int>(rows) - 1);
    for (size_t i = 0; i < gone; ++i)
        count(m_records[i], -1);
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<ptrdiff_t>(gone));
    m_shown.erase(m_shown.begin(), m_shown.begin() + rows);
    m_first = first;
    if (rows > 0)
        endRemoveRows();
}

void RequestsModel::replace(std::vector<RequestRecord> records, std::shared_ptr<const void> names)
{
    beginResetModel();
    m_records.assign(std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    m_names = std::move(names);
    m_first = 0;
    m_lastId = m_records.empty() ? 0 : m_records.back().id;
    recount();
    endResetModel();
    emit countsChanged();
}

void RequestsModel::setFilter(RequestFilter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    recount();
    endResetModel();
    emit countsChanged();
}

void RequestsModel::recount()
{
    m_counts = {};
    m_shown.clear();
    for (size_t i = 0; i < m_records.size(); ++i) {
        if (!m_filter.acceptsBeforeChip(m_records[i]))
            continue;
        for (int chip = 0; chip < RequestFilter::ChipCount; ++chip)
            m_counts[static_cast<size_t>(chip)]
                += RequestFilter::inChip(static_cast<RequestFilter::Chip>(chip), m_records[i]) ? 1 : 0;
        if (RequestFilter::inChip(m_filter.chip(), m_records[i]))
            m_shown.push_back(m_first + i);
    }
}

void RequestsModel::count(const RequestRecord &record, int step)
{
    if (!m_filter.acceptsBeforeChip(record))
        return;
    for (int chip = 0; chip < RequestFilter::ChipCount; ++chip) {
        if (RequestFilter::inChip(static_cast<RequestFilter::Chip>(chip), record))
            m_counts[static_cast<size_t>(chip)] += step;
    }
}

const RequestRecord *RequestsModel::recordAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_records[m_shown[static_cast<size_t>(row)] - m_first] : nullptr;
}

int RequestsModel::rowOf(quint64 id) const
{
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), id, [this](quint64 sequence, quint64 wanted) {
        return m_records[sequence - m_first].id < wanted;
    });
    return found != m_shown.end() && m_records[*found - m_first].id == id ? static_cast<int>(found - m_shown.begin())
                                                                          : -1;
}

std::vector<RequestRecord> RequestsModel::shownRecords() const
{
    std::vector<RequestRecord> records;
    records.reserve(m_shown.size());
    for (const quint64 sequence : m_shown)
        records.push_back(m_records[sequence - m_first]);
    return records;
}

int RequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int RequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Status || section == Size || section == Total ? alignNumber : alignText;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Verb: return tr("Verb");
    case Route: return tr("Route");
    case Target: return tr("Target");
    case Status: return tr("Status");
    case Source: return tr("Source");
    case AskedBy: return tr("Asked by");
    case Size: return tr("Size");
    case Total: return tr("Total");
    default: return tr("Waterfall");
    }
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    const RequestRecord *record = index.isValid() ? recordAt(index.row()) : nullptr;
    if (!record)
        return {};
    if (role == Qt::DisplayRole)
        return text(*record, index.column());
    return look(*record, index.column(), role);
}

QVariant RequestsModel::text(const RequestRecord &record, int column) const
{
    const qint64 bytes = std::max(record.bytesDecoded, record.bytesReceived);
    switch (column) {
    case Time: return timeWords(record.started);
    case Verb: return QString::fromLatin1(record.method);
    case Route: return routeWords(record.route);
    case Target: return subjectWords(record);
    case Status: return statusText(record);
    case Source: return sourceWord(sourceOf(record));
    case AskedBy: return initiatorWords(record.initiator);
    case Size: return bytes > 0 ? words::size(bytes) : words::none();
    case Total: return words::duration(static_cast<double>(record.total.count()) / 1e9);
    default: return {}; // painted by the delegate
    }
}

QVariant RequestsModel::look(const RequestRecord &record, int column, int role) const
{
    switch (role) {
    case Qt::TextAlignmentRole: return column == Status || column == Size || column == Total ? alignNumber : alignText;
    case StatusRole:
        if (column == Source && sourceOf(record) == RequestSource::Failed)
            return status(StatusKind::Failed);
        return {};
    case GlyphRole: return column == Source ? status(glyphOf(sourceOf(record))) : QVariant();
    case SubTextRole: return column == Source ? reasonWord(record) : QVariant();
    case MutedRole:
        return column == Time || column == Target || column == Size || (column == Verb && record.method == "GET");
    case KeyRole: return column == Route;
    case StrongRole: return (column == Verb && isWrite(record)) || (column == Status && record.status >= 500);
    case ColorTokenRole:
        if (column != Status || !record.network || record.status < 400)
            return {};
        return ink(record.status >= 500 ? InkToken::Bad : InkToken::Warn);
    case Qt::ToolTipRole:
        if (column == Time)
            return words::utc(record.started.ms());
        if (column == Status || column == Source)
            return errorWords(record);
        return column == Target ? QString::fromLatin1(record.target.left(2000)) : QVariant();
    case Qt::AccessibleTextRole: {
        if (column != Waterfall)
            return {};
        QStringList said;
        for (const RequestPhase &phase : phasesOf(record))
            said << phaseWord(phase.kind) + u' ' + words::duration(static_cast<double>(phase.took.count()) / 1e9);
        return said.join(u", "_s);
    }
    default: return {};
    }
}

} // namespace qwats::ui
