// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time/timestamp.h"

#include <array>
#include <chrono>
#include <optional>

namespace qwats {
namespace {

/// Reads fixed-width digits and single characters from the front of a text.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {
    }

    std::optional<int> digits(size_t count)
    {
        if (m_rest.size() < count)
            return {};
        int value = 0;
        for (size_t i = 0; i < count; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9')
                return {};
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(count);
        return value;
    }

    bool take(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    /// Fraction of a second in ms; up to nine digits count, digits past the third are cut.
    std::optional<int> fraction()
    {
        int ms = 0;
        size_t read = 0;
        constexpr std::array weight{100, 10, 1};
        while (read < m_rest.size() && m_rest[read] >= '0' && m_rest[read] <= '9') {
            if (read < weight.size())
                ms += (m_rest[read] - '0') * weight[read];
            ++read;
        }
        if (read == 0 || read > 9)
            return {};
        m_rest.remove_prefix(read);
        return ms;
    }

private:
    std::string_view m_rest;
};

std::optional<qint64> readDate(Reader &in)
{
    const auto year = in.digits(4);
    if (!year || !in.take('-'))
        return {};
    const auto month = in.digits(2);
    if (!month || !in.take('-'))
        return {};
    const auto day = in.digits(2);
    if (!day || *year < 2)
        return {};
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                              std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return {};
    return sys_days(date).time_since_epoch().count() * qint64(86'400'000);
}

std::optional<qint64> readTime(Reader &in)
{
    const auto hour = in.digits(2);
    if (!hour || *hour > 24 || !in.take(':'))
        return {};
    const auto minute = in.digits(2);
    if (!minute || *minute > 59)
        return {};
    qint64 ms = (*hour * 60LL + *minute) * 60'000;
    if (in.take(':')) {
        const auto second = in.digits(2);
        if (!second || *second > 60)
            return {};
        ms += *second == 60 ? 59'999 : *second * 1000LL;
        if (in.take('.') || in.take(',')) {
            const auto fraction = in.fraction();
            if (!fraction)
                return {};
            ms += *second == 60 ? 0 : *fraction;
        }
    }
    constexpr qint64 Day = 86'400'000; // 24:00:00 is the end of the day, and nothing comes after it
    return ms <= Day ? std::optional(ms) : std::nullopt;
}

/// Minutes east of UTC; nothing at the end of the text means UTC.
std::optional<int> readZone(Reader &in)
{
    if (in.atEnd() || in.take('Z') || in.take('z'))
        return 0;
    const int sign = in.take('+') ? 1 : in.take('-') ? -1 : 0;
    const auto hours = sign == 0 ? std::nullopt : in.digits(2);
    if (!hours || *hours > 18)
        return {};
    in.take(':');
    const auto minutes = in.atEnd() ? std::optional(0) : in.digits(2);
    if (!minutes || *minutes > 59)
        return {};
    return sign * (*hours * 60 + *minutes);
}

} // namespace

Timestamp Timestamp::parse(std::string_view text)
{
    Reader in(text);
    const auto date = readDate(in);
    if (!date)
        return {};
    if (in.atEnd())
        return fromMs(*date);
    if (!in.take('T') && !in.take('t') && !in.take(' '))
        return {};
    const auto time = readTime(in);
    if (!time)
        return {};
    const auto zone = readZone(in);
    if (!zone || !in.atEnd())
        return {};
    return fromMs(*date + *time - *zone * 60'000LL);
}

Timestamp Timestamp::parse(const QString &text)
{
    const QByteArray latin = text.toLatin1();
    return parse(std::string_view(latin.constData(), static_cast<size_t>(latin.size())));
}

QString Timestamp::toIso() const
{
    return isValid() ? QDateTime::fromMSecsSinceEpoch(m_ms, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

} // namespace qwats
