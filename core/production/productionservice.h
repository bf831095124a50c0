// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/http/page.h"
#include "core/production/productioncommands.h"
#include "core/production/serialnumber.h"
#include "core/production/unit.h"

#include <functional>
#include <type_traits>

namespace qwats {

/// The production endpoints: units, their build, their way, serial numbers, batches. Reads are queries for LiveQuery or
/// Fetcher; writes are productioncommands, sent here.
///
/// A unit's answers fall when it, a unit it is built into or one built into it is written to, and with every report
/// that is uploaded: reports move units on.
///
/// Thread: queries are pure, from any; send() from the Fetcher's thread.
class ProductionService
{
public:
    explicit ProductionService(Fetcher &fetcher)
        : m_fetcher(fetcher)
    {
    }

    /// A unit with its sub-units. Without a part number the server picks the part of the serial number's newest report
    /// (an internal endpoint; not every server has it).
    [[nodiscard]] static Query<Unit> one(const QString &serialNumber, const QString &partNumber);
    /// May this unit go on? Never answered from the cache, whatever the settings. An empty revision: all.
    [[nodiscard]] static Query<UnitVerification> verification(const QString &serialNumber, const QString &partNumber,
                                                              const QString &revision = {});
    /// Is the build complete? The server's own words. Never answered from the cache either.
    [[nodiscard]] static Query<NamedValueList> childCheck(const QString &serialNumber, const QString &partNumber,
                                                          const QString &revision = {});
    /// Changes that are not acknowledged, oldest first; empty names: of all units.
    [[nodiscard]] static Query<UnitChangeList> changes(const QString &serialNumber, const QString &partNumber,
                                                       PageRange range);
    [[nodiscard]] static Query<UnitPhaseList> phases();
    [[nodiscard]] static Query<ProductionBatchList> batches(const QString &partNumber, const QString &number = {});

    // Internal endpoints: not every server has them (NotFound).
    [[nodiscard]] static Query<UnitHierarchy> hierarchy(const QString &serialNumber, const QString &partNumber);
    [[nodiscard]] static Query<UnitStateHistory> stateHistory(const QString &serialNumber, const QString &partNumber);
    /// What is built in, what is missing and what should not be there, in the server's own words.
    [[nodiscard]] static Query<NamedValueList> contents(const QString &serialNumber, const QString &partNumber,
                                                        const QString &revision = {});
    [[nodiscard]] static Query<SiteList> sites();

    [[nodiscard]] static Query<SerialNumberTypeList> serialNumberTypes();
    [[nodiscard]] static Query<SerialNumberList> serialNumbersInRange(const QString &type, const QString &from,
                                                                      const QString &to);
    [[nodiscard]] static Query<SerialNumberList> serialNumbersOf(const QString &type,
                                                                 const QString &referenceSerialNumber,
                                                                 const QString &referencePartNumber);
    /// A pool as a file. `state`: "Free", "Taken" or empty for both.
    [[nodiscard]] static Query<QByteArray> serialNumberFile(const QString &type, const QString &state,
                                                            SerialFileFormat format);
    // Internal endpoints.
    [[nodiscard]] static Query<SerialNumberList> serialNumbers(const SerialNumberSelection &which, PageRange range);
    [[nodiscard]] static Query<qint64> serialNumberCount(const SerialNumberSelection &which);
    [[nodiscard]] static Query<SerialNumberRangeList> serialNumberRanges(const QString &type);
    [[nodiscard]] static Query<SerialNumberPoolList> serialNumberPools();

    /// Runs `done` in `context`'s thread, after the answers that the write makes untrue are gone. With a value:
    /// Fetcher::send.
    void send(const Command<Done> &command, QObject *context, std::function<void(const Status &)> done)
    {
        m_fetcher.send<Done>(command, context,
                             [done = std::move(done)](const Result<std::shared_ptr<const Done>> &reply) {
                                 done(reply ? Status() : Status(failure(reply.error())));
                             });
    }
    template <typename T>
    void send(const Command<T> &command, QObject *context, std::type_identity_t<Fetcher::ReplyCallback<T>> done)
    {
        m_fetcher.send<T>(command, context, std::move(done));
    }

private:
    Fetcher &m_fetcher;
};

} // namespace qwats
