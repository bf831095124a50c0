// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/steppath.h"

namespace qwats {
namespace {

constexpr QChar stepMark{0x00B6}; // ¶

/// Separators that belong to a name get a backslash.
QString typedName(const QString &name)
{
    QString typed = name;
    typed.replace(u'\\', QStringLiteral("\\\\")).replace(u'/', QStringLiteral("\\/"));
    return typed.replace(u':', QStringLiteral("\\:"));
}

bool isEscaped(QStringView rest)
{
    return rest.size() > 1 && rest[0] == u'\\' && (rest[1] == u'\\' || rest[1] == u'/' || rest[1] == u':');
}

} // namespace

StepPath StepPath::fromTyped(const QString &text)
{
    if (text.contains(stepMark))
        return fromWire(text);
    StepPath path;
    QString name;
    bool inMeasurement = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto rest = QStringView(text).sliced(i);
        if (isEscaped(rest)) {
            name += rest[1];
            ++i;
        } else if (!inMeasurement && rest.startsWith(u"::")) {
            path.steps << name;
            name.clear();
            inMeasurement = true;
            ++i;
        } else if (!inMeasurement && rest[0] == u'/') {
            path.steps << name;
            name.clear();
        } else {
            name += rest[0];
        }
    }
    if (inMeasurement)
        path.measurement = name;
    else if (!text.isEmpty())
        path.steps << name;
    return path;
}

StepPath StepPath::fromWire(const QString &text)
{
    StepPath path;
    const qsizetype split = text.indexOf(QString(2, stepMark));
    const QString steps = split < 0 ? text : text.left(split);
    if (!steps.isEmpty())
        path.steps = steps.split(stepMark);
    if (split >= 0)
        path.measurement = text.sliced(split + 2);
    return path;
}

QString StepPath::toTyped() const
{
    QStringList names;
    for (const QString &step : steps)
        names << typedName(step);
    const QString path = names.join(u'/');
    return measurement.isEmpty() ? path : path + QStringLiteral("::") + typedName(measurement);
}

QString StepPath::toWire() const
{
    const QString path = steps.join(stepMark);
    return measurement.isEmpty() ? path : path + QString(2, stepMark) + measurement;
}

} // namespace qwats
