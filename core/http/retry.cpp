// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/retry.h"

#include <QLocale>

#include <algorithm>

namespace qwats {

using namespace std::chrono_literals;

std::chrono::milliseconds backOff(int attempt, double random)
{
    const auto ceiling = std::min<std::chrono::milliseconds>(30s, 1000ms * (1LL << std::clamp(attempt - 1, 0, 5)));
    return std::chrono::milliseconds(
        static_cast<qint64>(static_cast<double>(ceiling.count()) * std::clamp(random, 0.0, 1.0)));
}

std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &header, Timestamp now)
{
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && seconds == seconds)
        return std::chrono::milliseconds(static_cast<qint64>(std::clamp(seconds, 0.0, 900.0) * 1000));
    const QDateTime when = QLocale::c().toDateTime(QString::fromLatin1(text).remove(QStringLiteral(" GMT")),
                                                   QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"));
    if (!when.isValid())
        return {};
    const QDateTime utc(when.date(), when.time(), Qt::UTC);
    const qint64 ms = utc.toMSecsSinceEpoch() - now.ms();
    return std::chrono::milliseconds(std::clamp<qint64>(ms, 0, 900'000));
}

bool isRetryable(int status)
{
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

} // namespace qwats
