// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace qwats::ui {

struct Tokens;

/// Every state the program shows. A state is always colour and shape and word together.
enum class StatusKind {
    Ok,
    Passed,
    Warning,
    Alarm,
    Overdue,
    Failed,
    Error,
    Terminated,
    Done,
    Skipped,
    Unknown,
    Repair,
    Fresh,
    Online,
    Stale,
    Offline,
    Fetching,
    Seeded,
    Joined,
    Miss,
    Waiting,
    Uploading,
    Quarantined,
};
inline constexpr int statusKindCount = int(StatusKind::Quarantined) + 1;

/// How a state looks: colour of the shape, colour and weight of the word, and the translated word.
struct StatusLook
{
    QColor shape;
    QColor text;
    int weight; ///< QFont weight: 400, 500 or 600
    QString word;
};
[[nodiscard]] StatusLook statusLook(StatusKind kind, const Tokens &tokens);

/// The token that colours a state's word.
[[nodiscard]] QColor Tokens::*statusInk(StatusKind kind);

/// The ground colour an inline notice of this state stands on.
[[nodiscard]] QColor statusGround(StatusKind kind, const Tokens &tokens);

/// Severity for sorting and for the worst member of a group; larger is worse.
[[nodiscard]] int statusSeverity(StatusKind kind);

/// Draws the shape of a state. Thread: the gui thread.
class StatusGlyph
{
public:
    /// Paints into the square in the middle of `rect`. The mark inside the shape takes `ground`
    /// (by default the tokens' base). `turn` is the angle of the fetching ring in turns, 0 to 1.
    static void paint(QPainter *painter, const QRectF &rect, StatusKind kind, const Tokens &tokens,
                      const QColor &ground = {}, double turn = 0);

    /// The same as a picture of px × px logical pixels; kept in QPixmapCache by kind, size, theme and ratio.
    static QPixmap pixmap(StatusKind kind, int px, const Tokens &tokens, qreal dpr);
};

} // namespace qwats::ui
