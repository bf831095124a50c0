// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requestfilter.h"

#include "ui/requests/requestwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

using Holds = std::function<bool(const RequestRecord &)>;

QString filterText(const char *text)
{
    return QCoreApplication::translate("RequestFilter", text);
}

Error notUnderstood(const QString &word, const QString &hint)
{
    return {Error::Kind::InvalidInput,
            filterText(QT_TRANSLATE_NOOP("RequestFilter", "“%1” is not understood. %2")).arg(word, hint),
            QStringLiteral("filter word"), 0};
}

bool holdsText(QByteArrayView text, const QByteArray &needle)
{
    return QLatin1StringView(text).contains(QLatin1StringView(needle), Qt::CaseInsensitive);
}

Holds textHolds(const QString &word)
{
    const QByteArray plain = word.toUtf8();
    const QByteArray encoded = word.toUtf8().toPercentEncoding("/?&=$:,");
    return [plain, encoded](const RequestRecord &record) {
        return holdsText(record.route, plain) || holdsText(record.target, plain) || holdsText(record.target, encoded)
            || holdsText(record.initiator, plain) || holdsText(record.method, plain);
    };
}

bool meets(double value, const QString &op, double limit)
{
    if (op == u">")
        return value > limit;
    if (op == u">=")
        return value >= limit;
    if (op == u"<")
        return value < limit;
    if (op == u"<=")
        return value <= limit;
    return value == limit;
}

/// "100ms", "1.5s", "100kB", "2": in ms, bytes or as it is. None: no amount of this kind.
std::optional<double> filterAmount(const QString &key, const QString &text)
{
    static const QRegularExpression form(u"^([0-9]+(?:[.,][0-9]+)?)([a-zµ]*)$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    const double number = match.captured(1).replace(u',', u'.').toDouble();
    const QString unit = match.captured(2).toLower();
    if (key == u"time") {
        static const QHash<QString, double> units{{{}, 1},          {u"ms"_s, 1},    {u"s"_s, 1000}, {u"min"_s, 60'000},
                                                  {u"us"_s, 0.001}, {u"µs"_s, 0.001}};
        return units.contains(unit) ? std::optional(number * units.value(unit)) : std::nullopt;
    }
    if (key == u"size") {
        static const QHash<QString, double> units{{{}, 1},        {u"b"_s, 1},   {u"k"_s, 1e3},
                                                  {u"kb"_s, 1e3}, {u"m"_s, 1e6}, {u"mb"_s, 1e6}};
        return units.contains(unit) ? std::optional(number * units.value(unit)) : std::nullopt;
    }
    return unit.isEmpty() ? std::optional(number) : std::nullopt;
}

double filterValue(const QString &key, const RequestRecord &record)
{
    if (key == u"time")
        return static_cast<double>(record.total.count()) / 1e6;
    if (key == u"size")
        return static_cast<double>(std::max(record.bytesDecoded, record.bytesReceived));
    return key == u"tries" ? record.attempts : record.network ? record.status : 0;
}

Result<Holds> amountHolds(const QString &key, const QString &op, const QString &value)
{
    static const QRegularExpression family(u"^([1-5])xx$"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = family.match(value); key == u"status" && op == u":" && match.hasMatch()) {
        const int hundreds = match.captured(1).toInt();
        return Holds([hundreds](const RequestRecord &r) { return r.network && r.status / 100 == hundreds; });
    }
    const auto limit = filterAmount(key, value);
    if (!limit)
        return failure(notUnderstood(key + op + value,
                                     filterText(QT_TRANSLATE_NOOP("RequestFilter",
                                                                  "Amounts are written like time>100ms, size>100kB, "
                                                                  "tries>1, status>=400, status:5xx."))));
    return Holds([key, op, limit = *limit](const RequestRecord &record) {
        return !(key == u"status" && !record.network) && meets(filterValue(key, record), op, limit);
    });
}

Result<Holds> isHolds(const QString &value)
{
    static const QHash<QString, bool (*)(const RequestRecord &)> known{
        {u"failed"_s, isFailed},
        {u"slow"_s, isSlow},
        {u"write"_s, isWrite},
        {u"network"_s, [](const RequestRecord &r) { return r.network; }},
        {u"cached"_s, [](const RequestRecord &r) { return r.outcome && servedFromCache(*r.outcome); }},
        {u"joined"_s, [](const RequestRecord &r) { return r.outcome == Outcome::Joined; }},
        {u"retried"_s, [](const RequestRecord &r) { return r.attempts > 1; }}};
    if (!known.contains(value.toLower()))
        return failure(notUnderstood(u"is:"_s + value,
                                     filterText(QT_TRANSLATE_NOOP("RequestFilter",
                                                                  "Known are failed, slow, network, cached, write, "
                                                                  "joined and retried."))));
    return Holds(known.value(value.toLower()));
}

Result<Holds> namedHolds(const QString &key, const QString &value)
{
    if (key == u"is")
        return isHolds(value);
    if (key == u"by")
        return Holds([v = value.toUtf8()](const RequestRecord &r) { return holdsText(r.initiator, v); });
    if (key == u"verb")
        return Holds([v = value.toUpper().toLatin1()](const RequestRecord &r) { return r.method == v; });
    if (key == u"route")
        return Holds([v = value.toUtf8()](const RequestRecord &r) { return holdsText(r.route, v); });
    if (key == u"domain") {
        const auto domain = domainFromName(value.toLower());
        if (domain)
            return Holds([domain](const RequestRecord &r) { return r.domain == domain; });
        return failure(notUnderstood(u"domain:"_s + value,
                                     filterText(QT_TRANSLATE_NOOP("RequestFilter",
                                                                  "Domains are asset, asset_status, product, "
                                                                  "report_list, report, process, statistics, "
                                                                  "unit_verification and other."))));
    }
    for (int i = 0; i < OutcomeCount; ++i) {
        if (const auto outcome = static_cast<Outcome>(i); outcomeName(outcome) == value.toLower())
            return Holds([outcome](const RequestRecord &r) { return r.outcome == outcome; });
    }
    return failure(notUnderstood(u"outcome:"_s + value,
                                 filterText(QT_TRANSLATE_NOOP("RequestFilter",
                                                              "Outcomes are fresh, stale, seeded, joined, cold, "
                                                              "expired, evicted, invalidated, bypassed, too_big, "
                                                              "negative and failed."))));
}

Result<Holds> wordHolds(const QString &word)
{
    static const QRegularExpression amount(u"^(time|size|tries|status)(>=|<=|>|<|=|:)(.+)$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression named(u"^(is|by|verb|route|domain|outcome):(.+)$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    if (const auto match = amount.match(word); match.hasMatch())
        return amountHolds(match.captured(1).toLower(), match.captured(2), match.captured(3));
    if (const auto match = named.match(word); match.hasMatch())
        return namedHolds(match.captured(1).toLower(), match.captured(2));
    return textHolds(word);
}

/// Splits at blanks outside quotes; "time > 100 ms" is one word.
QStringList filterWords(QString text)
{
    static const QRegularExpression around(u"\\b(time|size|tries|status)\\s*(>=|<=|>|<|=)\\s*"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression unit(u"([<>=][0-9.,]+)\\s+(ms|s|min|us|µs|b|k|kb|m|mb)\\b"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression word(u"(?:[^\\s\"]|\"[^\"]*\"?)+"_s);
    text.replace(around, u"\\1\\2"_s).replace(unit, u"\\1\\2"_s);
    QStringList words;
    for (auto match = word.globalMatch(text.left(500)); match.hasNext();)
        words << match.next().captured().remove(u'"');
    return words;
}

} // namespace

Result<RequestFilter> RequestFilter::parse(const QString &text)
{
    RequestFilter filter;
    const QStringList words = filterWords(text);
    for (const QString &typed : words) {
        Term term;
        term.turned = typed.size() > 1 && typed.startsWith(u'-');
        const QString word = term.turned ? typed.mid(1) : typed;
        if (word.isEmpty())
            continue;
        auto holds = wordHolds(word);
        if (!holds)
            return failure(holds.error());
        term.holds = std::move(*holds);
        filter.m_terms.push_back(std::move(term));
    }
    return filter;
}

bool RequestFilter::inChip(Chip chip, const RequestRecord &record)
{
    switch (chip) {
    case Chip::All: return true;
    case Chip::Fresh: return sourceOf(record) == RequestSource::Fresh;
    case Chip::Stale: return record.outcome == Outcome::Stale;
    case Chip::Seeded: return record.outcome == Outcome::Seeded;
    case Chip::Joined: {
        const RequestSource source = sourceOf(record);
        return source == RequestSource::Joined || source == RequestSource::WithOthers;
    }
    case Chip::Network: return record.network;
    case Chip::Failed: return isFailed(record);
    case Chip::Slow: return isSlow(record);
    }
    return true;
}

bool RequestFilter::acceptsBeforeChip(const RequestRecord &record) const
{
    if (m_domain && record.domain != m_domain)
        return false;
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return term.holds(record) != term.turned; });
}

} // namespace qwats::ui
