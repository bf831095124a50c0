// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace qwats::demo {

enum class Outcome : quint8 { Passed, Failed, Error, Terminated };

/// One made-up report, compact: everything else about it follows from this and the seed.
struct ReportRecord
{
    static constexpr quint8 noCause = 255;
    static constexpr quint32 noReference = 0xFFFFFFFFu;

    qint64 startMs = 0;
    quint32 execMs = 0;
    quint32 unit = 0; ///< number of the unit; one unit, one serial number
    quint32 serial = 0; ///< running number in the serial number
    quint32 reference = noReference; ///< of a repair: the failed test
    quint16 product = 0; ///< index into the product list
    quint8 revision = 0; ///< index into its revisions
    quint8 plan = 0; ///< of a test; of a repair: of the failed test
    quint8 station = 0; ///< index into stations()
    quint8 person = 0; ///< index into people()
    quint8 run = 1;
    quint8 cause = noCause; ///< step of the plan that did not pass
    Outcome outcome = Outcome::Passed;
    bool repair = false;
};

struct Station
{
    const char *name;
    const char *location;
    int plan; ///< index into testPlans(); -1: repair
};
const std::vector<Station> &stations();
const QStringList &people();
/// Serial number of the fixture that a product is tested with at a station; empty: none.
QString fixtureFor(int station, int product);

/// Units in one batch: the batch number follows from the serial number.
constexpr quint32 unitsInLot = 250;
/// True for units of the lot that was made from bad components.
bool inBadLot(int product, quint32 serial);
/// How worn the tool of a station is at a time: 0 just serviced (or has no tool that wears) up to 1.
double toolWear(int station, qint64 ms);

/// What production is to be made up. Times in ms since the epoch.
struct ProductionOrder
{
    quint32 seed = 1;
    int products = 40; ///< how many of the catalogue exist
    int reports = 0; ///< exactly so many are made
    int days = 60;
    qint64 nowMs = 0;
    int utcOffsetMinutes = 0; ///< shifts follow local time
};

/// Lets units flow through their tests, fail, be tested again and be repaired. Sorted by start, oldest first.
std::vector<ReportRecord> runProduction(const ProductionOrder &order);

/// Product that unit number @p unit becomes when production goes on after the order.
int productOfUnit(const ProductionOrder &order, quint32 unit);
/// Serial number of the newest unit of a product in the order; later units count up from here.
quint32 newestSerial(std::size_t product);
/// All reports of one unit that enters production at @p start, in time order; a repair refers to a place in the list.
/// Units wait between stations for @p pace of the usual time.
std::vector<ReportRecord> runUnit(const ProductionOrder &order, quint32 unit, int product, quint32 serial, qint64 start,
                                  double pace);

} // namespace qwats::demo
