// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world/production.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace qwats::demo {

/// What the steps of a made-up test need to know besides the record.
struct BodyContext
{
    quint32 seed = 1;
    quint32 index = 0; ///< of the report
    int utcOffsetMinutes = 0;
    qint64 nowMs = 0;
    QString serialNumber;
    bool badFixture = false; ///< the fixture whose contacts wear
    bool badLot = false; ///< capacitors with too little capacity
    double toolWear = 0; ///< 0 to 1, see toolWear()
};

/// The step tree of a made-up test and the id of the step that made the unit fail (0: none).
struct StepTree
{
    QJsonObject root;
    int guiltyStep = 0;
};

/// Deterministic: one record, one tree. The times of all steps add up to the execution time of the record.
StepTree makeSteps(const ReportRecord &record, const BodyContext &context);

/// Name and text of the log file that some tests carry; empty when this one has none.
QByteArray stepLog(const ReportRecord &record, const BodyContext &context);

} // namespace qwats::demo
