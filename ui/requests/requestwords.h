// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/requestlog.h"
#include "ui/theme/status.h"

#include <QString>

/// How one line of the request log reads. Pure functions; thread: any.
namespace qwats::ui {

/// Where the answer came from, as one word with a shape.
enum class RequestSource : quint8 {
    Fresh,
    Stale,
    Seeded,
    Joined,
    WithOthers, ///< gathered into one call with others
    Network,
    Write,
    Failed,
};

[[nodiscard]] RequestSource sourceOf(const RequestRecord &record);
[[nodiscard]] StatusKind glyphOf(RequestSource source);
[[nodiscard]] QString sourceWord(RequestSource source);
/// Why the server was asked: "first time", "expired"; empty where nothing is to be said.
[[nodiscard]] QString reasonWord(const RequestRecord &record);

/// The call did not do what it should: an error other than a plain "not found".
[[nodiscard]] bool isFailed(const RequestRecord &record);
[[nodiscard]] bool isWrite(const RequestRecord &record);
inline constexpr std::chrono::nanoseconds SlowFrom = std::chrono::milliseconds(500);
[[nodiscard]] inline bool isSlow(const RequestRecord &record)
{
    return record.total >= SlowFrom;
}

/// "Asset", "Report/Wsjf": the template without "/api" and without its parameters.
[[nodiscard]] QString routeWords(const char *route);
/// What of the target is not in the route: "FX-0412", "?$top=200".
[[nodiscard]] QString subjectWords(const RequestRecord &record);
/// The error in words for people; empty without one.
[[nodiscard]] QString errorWords(const RequestRecord &record);
[[nodiscard]] QString errorWords(Error::Kind kind);
/// "200", "–" when the server was not asked or did not answer.
[[nodiscard]] QString statusText(const RequestRecord &record);
[[nodiscard]] QString initiatorWords(const QByteArray &initiator);
[[nodiscard]] QString timeWords(Timestamp at); ///< local, with milliseconds: "10:42:05.214"

/// A stretch of the time of a request.
struct RequestPhase
{
    enum class Kind : quint8 { Queued, Pause, Ghost, Connect, Wait, Download, Decode, Failed, Joined };
    Kind kind = Kind::Queued;
    std::chrono::nanoseconds from{0}; ///< since the request began
    std::chrono::nanoseconds took{0};
    bool operator==(const RequestPhase &) const = default;
};

/// The phases one after the other, without empty ones. Ghosts are attempts that were followed by another. Empty: the
/// cache answered.
[[nodiscard]] std::vector<RequestPhase> phasesOf(const RequestRecord &record);
[[nodiscard]] QString phaseWord(RequestPhase::Kind kind);
[[nodiscard]] QColor phaseColor(RequestPhase::Kind kind, const Tokens &tokens);
/// The tick of an answer that took no waiting.
[[nodiscard]] QColor tickColor(const RequestRecord &record, const Tokens &tokens);

} // namespace qwats::ui
