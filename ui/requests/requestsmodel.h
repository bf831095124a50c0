// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests/requestfilter.h"

#include <QAbstractTableModel>

#include <array>
#include <deque>

namespace qwats::ui {

/// Lines of the request log, oldest first, through a filter. A copy that grows at its end: taking new lines costs what
/// the new ones cost, never what is there.
///
/// Thread: gui. Bounded: beyond `most` lines the oldest leave. Order and ids are the log's.
class RequestsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Verb, Route, Target, Status, Source, AskedBy, Size, Total, Waterfall, ColumnCount };
    static constexpr size_t MostLines = 50'000;

    explicit RequestsModel(QObject *parent = nullptr, size_t most = MostLines);

    /// Takes newer lines over, in order of their ids.
    void append(std::vector<RequestRecord> records);
    /// Other lines altogether: those of a file. `names` owns the routes.
    void replace(std::vector<RequestRecord> records, std::shared_ptr<const void> names = {});
    void setFilter(RequestFilter filter);
    [[nodiscard]] const RequestFilter &filter() const { return m_filter; }

    [[nodiscard]] quint64 lastId() const { return m_lastId; } ///< of the newest line taken, also one that left
    [[nodiscard]] size_t keptCount() const { return m_records.size(); } ///< shown or not
    [[nodiscard]] const std::deque<RequestRecord> &kept() const { return m_records; }
    /// Lines that pass words and domain and would pass this chip.
    [[nodiscard]] qint64 countOf(RequestFilter::Chip chip) const { return m_counts[static_cast<size_t>(chip)]; }
    [[nodiscard]] const RequestRecord *recordAt(int row) const; ///< borrowed until the model changes
    [[nodiscard]] int rowOf(quint64 id) const; ///< -1: not shown
    [[nodiscard]] std::vector<RequestRecord> shownRecords() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void countsChanged();

private:
    void count(const RequestRecord &record, int step);
    void recount();
    void trim();
    [[nodiscard]] QVariant text(const RequestRecord &record, int column) const;
    [[nodiscard]] QVariant look(const RequestRecord &record, int column, int role) const;

    size_t m_most;
    std::deque<RequestRecord> m_records;
    quint64 m_first = 0; ///< sequence number of m_records.front()
    std::deque<quint64> m_shown; ///< sequence numbers
    RequestFilter m_filter;
    std::array<qint64, RequestFilter::ChipCount> m_counts{};
    std::shared_ptr<const void> m_names;
    quint64 m_lastId = 0;
};

} // namespace qwats::ui
