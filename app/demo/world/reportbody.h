// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world/madesteps.h"

#include <QByteArray>
#include <QJsonObject>

namespace qwats::demo {

/// The root step of a made-up test with all below it, as WSJF wants it. @p steps are those that makeSteps() gives.
QJsonObject stepTree(const std::vector<MadeStep> &steps, const ReportRecord &record, const BodyContext &context);

/// Name and text of the log file that some tests carry; empty when this one has none.
QByteArray stepLog(const ReportRecord &record, const BodyContext &context);

} // namespace qwats::demo
