// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/odata/selection.h"
#include "app/demo/world/headerindex.h"
#include "app/demo/world/production.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <map>
#include <optional>
#include <vector>

namespace qwats::demo {

class ProductStore;
struct MadeStep;

/// Reports: made-up ones as compact records, posted ones as the JSON that came. Rows are numbers: made-up ones first,
/// then the posted ones in order of arrival; those that live production adds count from firstLiveRow on, whatever is
/// posted meanwhile. Bodies of made-up reports are written on demand and are always the same.
///
/// Thread: the server's. Refers to the product store, which must live longer.
class ReportStore
{
public:
    ReportStore(const ProductionOrder &order, const ProductStore &products);
    ReportStore(const ReportStore &) = delete; // the schema refers to this object
    ReportStore &operator=(const ReportStore &) = delete;

    static constexpr qsizetype firstLiveRow = 0x40000000;
    qsizetype liveCount() const { return qsizetype(m_live.size()); }

    qsizetype size() const; ///< reports that can be found; replaced ones do not count
    qsizetype postedCount() const { return qsizetype(m_posted.size()); }
    /// Bodies in order of arrival, replaced ones too.
    const QJsonObject &postedBody(qsizetype index) const { return m_posted[std::size_t(index)].body; }
    qsizetype rowOf(const QString &id) const; ///< -1 when unknown
    bool isRepair(qsizetype row) const;
    const odata::Schema &schema() const { return m_schema; }

    enum class Kinds { Tests, Repairs, Both };
    /// Rows that @p selection wants; newest first when it has no order of its own, and where its order leaves a tie.
    std::vector<qsizetype> select(Kinds kinds, const odata::Selection &selection) const;
    std::vector<qsizetype> select(bool repairs, const odata::Selection &selection) const
    {
        return select(repairs ? Kinds::Repairs : Kinds::Tests, selection);
    }
    /// Reports of a serial number (exactly as written), oldest first.
    std::vector<qsizetype> rowsOfSerial(const QString &serialNumber) const;
    /// The newest test that names this unit as a sub-unit; -1: none.
    qsizetype newestBuild(const QString &serialNumber, const QString &partNumber) const;
    /// How many tested units each batch has, by batch number; empty arguments mean any.
    std::map<QString, int> batchSizes(const QString &partNumber, const QString &batchNumber) const;
    /// All rows in time order, oldest first.
    const std::vector<qsizetype> &timeline() const { return m_timeline; }

    QJsonObject header(qsizetype row) const; ///< without expansions
    QJsonArray subUnits(qsizetype row) const; ///< as in header rows
    QJsonArray miscInfos(qsizetype row) const; ///< as in header rows: description, value
    QStringList assetsUsed(qsizetype row) const; ///< serial numbers
    /// When the made-up reports used each asset, by its serial number: their starts, in order.
    QHash<QString, std::vector<qint64>> madeUses() const;
    QString id(qsizetype row) const;
    QString textField(qsizetype row, const QString &name) const; ///< of the header; empty when absent
    qint64 startMs(qsizetype row) const;

    QJsonObject body(qsizetype row) const; ///< WSJF, complete
    /// Plan and steps of a made-up test, for a fraction of what its body costs; nothing for repairs and posted reports.
    std::optional<std::pair<int, std::vector<MadeStep>>> madeSteps(qsizetype row) const;
    /// Content of an attachment, false when the id is unknown.
    bool attachment(const QString &attachmentId, QByteArray *data, QByteArray *contentType) const;

    /// Stores a posted report (replacing one of the same id) and returns its row; its id is in the body then.
    /// On refusal returns -1 and sets @p error; nothing is stored.
    qsizetype post(QJsonObject report, QString *error);
    /// Adds a made-up report that was finished just now and returns its row. A repair refers to the row of its test.
    qsizetype addLive(const ReportRecord &record);

private:
    struct Posted
    {
        QJsonObject body;
        QJsonObject header;
        QJsonArray subUnits;
        QJsonArray miscInfos;
        QStringList assets;
        qint64 startMs = 0;
    };
    static bool isLive(qsizetype row) { return row >= firstLiveRow; }
    bool isPosted(qsizetype row) const { return row >= qsizetype(m_records.size()) && !isLive(row); }
    const Posted &posted(qsizetype row) const { return m_posted[std::size_t(row) - m_records.size()]; }
    const ReportRecord &record(qsizetype row) const
    {
        return isLive(row) ? m_live[std::size_t(row - firstLiveRow)] : m_records[std::size_t(row)];
    }
    odata::Value value(qsizetype row, int field) const;
    odata::Value elementValue(odata::RowRef at, int field) const;
    static odata::Value miscValue(const ReportRecord &record, odata::RowRef at);
    qsizetype subUnitCount(qsizetype row) const;
    qsizetype miscInfoCount(qsizetype row) const;
    qsizetype assetCount(qsizetype row) const;
    odata::Value assetValue(odata::RowRef at) const;
    qsizetype madeRowOf(const QString &lowerId) const; ///< replaced ones too; -1 when it is none of ours
    odata::Value testValue(const ReportRecord &record, qsizetype row, int field) const;
    odata::Value repairValue(const ReportRecord &record, int field) const;
    odata::Value recordValue(qsizetype row, int field) const;
    QString partNumber(const ReportRecord &record) const;
    QString revision(const ReportRecord &record) const;
    void buildSchema();
    void addCollections();
    void insertIntoTimeline(qsizetype row);
    void insertInto(std::vector<qsizetype> *line, qsizetype row) const;
    bool isEarlier(qsizetype left, qsizetype right) const; ///< by start; of two at the same time the first to come
    qsizetype newestMadeBuild(const QString &serialNumber, const QString &partNumber) const;
    QSet<quint32> unitsPostedFor(std::map<std::pair<QString, QString>, qsizetype> *newestTests) const;
    std::vector<qsizetype> postedMatches(Kinds kinds, const odata::Selection &selection) const;
    RowSet madeMatches(Kinds kinds, const odata::Selection &selection) const;
    QJsonObject repairBody(qsizetype row) const;
    QJsonObject testBody(qsizetype row) const;
    void addEnvelope(qsizetype row, QJsonObject *body) const;
    QString newId();

    ProductionOrder m_order;
    const ProductStore &m_products;
    std::vector<ReportRecord> m_records;
    std::vector<ReportRecord> m_live;
    std::vector<Posted> m_posted;
    std::vector<qsizetype> m_timeline;
    QHash<QString, qsizetype> m_postedRows; ///< by id in lower case
    QHash<quint32, QList<quint32>> m_repairsOf; ///< made-up repairs by the made-up test they refer to
    std::vector<qsizetype> m_postedLine; ///< posted and live rows that count, in time order
    QHash<QString, qsizetype> m_inPostedLine; ///< the posted ones of them by id in lower case
    HeaderIndex m_index; ///< over the made-up ones
    RowSet m_replaced; ///< made-up ones that a posted report has taken the place of
    odata::Schema m_schema;
    quint32 m_nextId = 0x80000000u;
};

/// A member of a posted header or list element as a filter sees it; null when absent or of another kind.
odata::Value jsonField(const QJsonObject &object, QLatin1StringView name, odata::Kind kind);

/// Fails and repairs speak the same words: category and code of a repair for a component like "U12".
std::pair<QString, QString> failureCode(const QString &component);

} // namespace qwats::demo
