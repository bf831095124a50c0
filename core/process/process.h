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

/// A process as the server's own pages know it: with the id that single look-ups need.
struct ProcessDetails
{
    Process process;
    QString id; ///< a GUID
    int index = 0;
    QString properties; ///< as the server has them; texts as they are, everything else as JSON
};
using ProcessDetailsList = std::vector<ProcessDetails>;

/// A level of assembly: "PCBA", "Module".
struct ProductionLevel
{
    int id = 0;
    QString name;
};
using ProductionLevelList = std::vector<ProductionLevel>;

/// A failure code, or a category with its codes below it.
struct FailCode
{
    QString id;
    QString description;
    bool selectable = true;
    int sortOrder = 0;
    std::vector<FailCode> codes;
};

/// What a repair of one process asks for and which failures it knows.
struct RepairOperation
{
    int code = 0;
    QString description;
    QString componentMask; ///< regular expression that component references match; empty: any
    QString componentMaskDescription;
    bool needsTest = false; ///< a repair has to refer to the test that failed
    bool needsBom = false;
    bool needsVendor = false;
    std::vector<FailCode> categories;
};
using RepairOperationList = std::vector<RepairOperation>; ///< by code

} // namespace qwats
