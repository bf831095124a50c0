// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/measuredtext.h"

#include "ui/widgets/plaintext.h"

#include <QLocale>

#include <cmath>

namespace qwats::ui {

QString measuredNumber(double number)
{
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const double size = std::abs(number);
    const bool plain = number == 0 || (size >= 1e-4 && size < 1e9);
    return QLocale().toString(number, plain ? 'g' : 'e', plain ? 7 : 4);
}

QString measuredValue(const Measurement &measurement)
{
    switch (measurement.kind) {
    case Measurement::Kind::Numeric:
        return measurement.text.isEmpty() ? measuredNumber(measurement.number) : plain::oneLine(measurement.text);
    case Measurement::Kind::Text: return plain::oneLine(measurement.text);
    case Measurement::Kind::Boolean: return {};
    }
    return {};
}

MeasureLimits measuredLimits(const Measurement &measurement)
{
    MeasureLimits limits;
    if (measurement.kind != Measurement::Kind::Numeric || measurement.comparison.shape == Comparison::Shape::None)
        return limits;
    if (std::isfinite(measurement.number))
        limits.value = measurement.number;
    limits.failed = isBad(measurement.status);
    switch (measurement.comparison.shape) {
    case Comparison::Shape::Low: limits.low = measurement.lowLimit; break;
    case Comparison::Shape::High:
        limits.high = measurement.lowLimit;
        break; // one bound stands in lowLimit, also for "below"
    case Comparison::Shape::Inside:
        limits.low = measurement.lowLimit;
        limits.high = measurement.highLimit;
        break;
    case Comparison::Shape::Equal:
    case Comparison::Shape::Outside:
    case Comparison::Shape::None: limits.value.reset(); break;
    }
    return limits;
}

StatusKind statusOf(StepStatus status)
{
    switch (status) {
    case StepStatus::Passed: return StatusKind::Passed;
    case StepStatus::Failed: return StatusKind::Failed;
    case StepStatus::Skipped: return StatusKind::Skipped;
    case StepStatus::Done: return StatusKind::Done;
    case StepStatus::Error: return StatusKind::Error;
    case StepStatus::Terminated: return StatusKind::Terminated;
    case StepStatus::Unknown: return StatusKind::Unknown;
    }
    return StatusKind::Unknown;
}

} // namespace qwats::ui
