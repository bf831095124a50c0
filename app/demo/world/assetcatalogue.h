// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace qwats::demo {

constexpr int noLimit = 0; ///< of counts and intervals in the tables below

struct CatalogueAssetType
{
    const char *name;
    const char *prefix; ///< of serial numbers, with the dash
    int digits; ///< of the running number in a serial number
    int firstNumber;
    int share; ///< of 300 assets
    int runningLimit;
    int totalLimit;
    int calibrationDays;
    int maintenanceDays;
    const char *names; ///< separated by '|', UTF-8
    const char *locations; ///< separated by '|', UTF-8
};

/// An asset that is the same in every world: those that need care, and those that stand at the test stations.
struct CatalogueAsset
{
    const char *serial;
    int type; ///< index into catalogueAssetTypes()
    const char *name;
    const char *location;
    int running;
    int total;
    int calibrationDaysLeft; ///< negative: overdue; ignored when the type has no interval
    int maintenanceDaysLeft;
    const char *parent; ///< serial number, null: none
};

std::span<const CatalogueAssetType> catalogueAssetTypes();
std::span<const CatalogueAsset> catalogueAssets();

} // namespace qwats::demo
