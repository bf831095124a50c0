// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/trace.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace qwats::ctl {
namespace {

constexpr qsizetype LongestLine = 100'000;
constexpr double LongestTrace = 1e13; // ms; some 300 years

class TraceText
{
    Q_DECLARE_TR_FUNCTIONS(qwatsctl)
};

std::optional<Method> methodFrom(const QString &name)
{
    for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete}) {
        if (name == QLatin1StringView(methodName(method)))
            return method;
    }
    return {};
}

/// The first thing wrong with a line; empty when it is good.
QString readLine(const QByteArray &bytes, TraceLine &line)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError)
        return TraceText::tr("not JSON: %1").arg(problem.errorString());
    if (!document.isObject())
        return TraceText::tr("not a JSON object");
    const QJsonObject object = document.object();
    const QJsonValue at = object.value(QLatin1StringView("t_ms"));
    if (!at.isDouble() || !(at.toDouble() >= 0) || at.toDouble() > LongestTrace)
        return TraceText::tr("t_ms is not a number from 0");
    line.at = std::chrono::nanoseconds(std::llround(at.toDouble() * 1e6));
    const auto method = methodFrom(object.value(QLatin1StringView("method")).toString());
    if (!method)
        return TraceText::tr("method is not GET, POST, PUT, PATCH or DELETE");
    line.method = *method;
    line.written = object.value(QLatin1StringView("path")).toString();
    auto path = readPath(line.written, Spelling::Plain);
    if (!path)
        return TraceText::tr("path: %1").arg(path.error().message);
    line.path = std::move(*path);
    const QJsonValue refresh = object.value(QLatin1StringView("refresh"));
    if (!refresh.isUndefined() && !refresh.isNull() && !refresh.isBool())
        return TraceText::tr("refresh is not true or false");
    line.refresh = refresh.toBool();
    const QJsonValue target = object.value(QLatin1StringView("target"));
    if (!target.isUndefined() && !target.isNull() && !target.isString())
        return TraceText::tr("target is not a text");
    line.target = target.toString();
    return {};
}

tl::unexpected<Error> badFile(const QString &message)
{
    return failure(Error::Kind::InvalidInput, message, QStringLiteral("trace"));
}

} // namespace

Result<TraceLines> readTrace(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return badFile(TraceText::tr("The trace %1 cannot be read: %2.").arg(name, file.errorString()));
    TraceLines trace;
    for (int number = 1; !file.atEnd(); ++number) {
        const QByteArray bytes = file.readLine(LongestLine).trimmed();
        if (file.error() != QFileDevice::NoError)
            return badFile(TraceText::tr("The trace %1 cannot be read: %2.").arg(name, file.errorString()));
        if (bytes.isEmpty())
            continue;
        TraceLine line;
        line.number = number;
        const QString problem = bytes.size() >= LongestLine - 1 ? TraceText::tr("longer than %1 bytes").arg(LongestLine)
                                                                : readLine(bytes, line);
        if (!problem.isEmpty())
            return badFile(TraceText::tr("%1, line %2: %3").arg(name).arg(number).arg(problem));
        trace.push_back(std::move(line));
    }
    if (trace.empty())
        return badFile(TraceText::tr("The trace %1 has no lines.").arg(name));
    return trace;
}

} // namespace qwats::ctl
