// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world/production.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace qwats::demo {

struct PlanStep;

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

struct MadeMeasurement
{
    double value = 0;
    bool failed = false;
};

/// One step of a made-up test before anyone asked for its JSON; small, so that a walk over many reports is cheap.
struct MadeStep
{
    static constexpr int root = -1;
    static constexpr int noRound = -2;
    static constexpr int loopHead = -1;

    int id = 0; ///< pre-order from 1
    int plan = root; ///< index into the steps of the plan; of a sequence call: of its first step
    bool group = false; ///< a sequence call that holds the steps of one group
    int round = noRound; ///< 0…: a round of the loop whose head came before
    char status = 'P';
    bool guilty = false; ///< made the unit fail
    double startMs = 0;
    double seconds = 0;
    int badChannel = -1; ///< of a step with several yes-or-no results: the one that failed
    std::vector<MadeMeasurement> numbers; ///< numeric measurements, in order
};

/// The steps of a made-up test in pre-order, the root first. Deterministic: one record, one list. The times of all
/// steps add up to the execution time of the record.
std::vector<MadeStep> makeSteps(const ReportRecord &record, const BodyContext &context);

/// Id of the step that made the unit fail; 0: none.
int guiltyStep(const std::vector<MadeStep> &steps);

/// What a report calls the things that all tests of a plan share.
struct StepNames
{
    QString name;
    QString path; ///< from the root, separated by `¶`
    QString type; ///< stepType
    QString group; ///< S, M or C
};
/// Of a step, of the group it begins, or of the root (a step with plan MadeStep::root).
const StepNames &stepNames(int plan, const MadeStep &step);

/// Name of one of the numeric measurements of a step; empty when it has just one and needs none.
QString measurementName(const PlanStep &step, int number);

} // namespace qwats::demo
