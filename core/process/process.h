// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace qwats {

/// A step of production: a test, a repair, or work in progress. One code may be several.
struct Process
{
    int code = 0;
    QString name;
    QString description;
    bool isTest = false;
    bool isRepair = false;
    bool isWip = false;
    bool active = true;
};
using ProcessList = std::vector<Process>;

} // namespace qwats
