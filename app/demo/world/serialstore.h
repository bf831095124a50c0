// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace qwats::demo {

/// Pools of serial numbers, MAC addresses and IMEIs that stations take from. A pool is a rule that turns 0, 1, 2 … into
/// numbers; kept is only what was taken, uploaded, freed or removed. Thread: the server's.
class SerialStore
{
public:
    /// @p mostOfEach: so many numbers a pool has at most; 0: all that its format was given.
    explicit SerialStore(int mostOfEach = 0)
        : m_mostOfEach(mostOfEach)
    {
    }

    /// Who takes numbers.
    struct Reference
    {
        QString serialNumber;
        QString partNumber;
        QString stationName;
    };
    /// Which numbers to list; empty fields mean any. @p from and @p to compare as texts.
    struct Query
    {
        QString type = {};
        QString state = {}; ///< "Free" or "Taken"
        QString from = {};
        QString to = {};
        QString referenceSerialNumber = {};
        QString referencePartNumber = {};
    };

    static QJsonArray types(); ///< as on the wire
    static bool hasType(const QString &name); ///< in any letter case

    /// The next @p quantity free numbers, now taken. None and @p error when there are not so many.
    QStringList take(const QString &type, int quantity, const Reference &reference, qint64 nowMs, QString *error);
    /// Rows `{serialNumber, serialNumberType, state, referenceSerialNumber, …}` in the order of the pools.
    QJsonArray rows(const Query &query) const;
    int count(const Query &query) const;
    QJsonArray ranges(const Query &query) const; ///< `{type, from, to, state, count}`: runs of one state
    /// Makes taken numbers free again, or removes free ones from the pool; returns how many.
    int release(const Query &query);
    int removeFree(const Query &query);

    QByteArray csv(const Query &query) const;
    QByteArray xml(const Query &query) const;
    /// Adds the numbers of a CSV or XML file. @p type is for files that do not name one. All or nothing: -1 and
    /// @p error, one sentence with the line, when a number has no type, an unknown one, or does not fit its pattern.
    int upload(const QByteArray &file, const QString &type, QString *error);

    QJsonObject saveState() const;
    void loadState(const QJsonObject &state);

private:
    using Visit = std::function<void(const QString &type, const QString &number, const QJsonObject &entry)>;
    /// All numbers that the query wants, those of the pool first, then uploaded ones.
    void visit(const Query &query, const Visit &visitor) const;
    int sizeOf(int poolSize) const; ///< of a pool as it is made: the numbers it has here
    void set(const QString &type, const QString &number, const QJsonObject &entry);

    int m_mostOfEach;
    QHash<QString, QJsonObject> m_written; ///< by type name: entries by number; null for a removed one
    QHash<QString, int> m_next; ///< by type name: no number of the pool before this place is free
};

} // namespace qwats::demo
