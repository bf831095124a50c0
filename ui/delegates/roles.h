// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QMetaType>
#include <QString>

#include <optional>

class QModelIndex;
class QVariant;

namespace qwats::ui {

/// What a model tells the delegates beside Qt::DisplayRole and Qt::TextAlignmentRole.
///
/// Every role is optional. Delegates ask for them on each paint, so `data()` looks up and computes nothing.
/// A text of "–" (words::none()) is painted muted by itself.
enum ItemRole {
    StatusRole
    = Qt::UserRole + 256, ///< StatusKind: glyph, and the text takes its colour and weight. No text: its word.
    GlyphRole, ///< StatusKind: only the glyph before the text; the text keeps its own look
    MutedRole, ///< bool: second-rank text
    KeyRole, ///< bool: weight 500, the column that names the row
    StrongRole, ///< bool: weight 600, group rows and values that are not good
    ColorTokenRole, ///< InkToken: colour of the text, before MutedRole and StatusRole
    UnitRole, ///< QString behind the text in muted
    SubTextRole, ///< QString after the text in muted, elided first
    SecondLineRole, ///< QString: two-line rows, below the text
    RightTextRole, ///< QString: two-line rows, right of the text
    SecondRightRole, ///< QString: two-line rows, right on the second line
    UsageRole, ///< Usage: UsageBarDelegate
    LimitsRole, ///< MeasureLimits: LimitBarDelegate
    PlaceholderRole, ///< bool: the row is not loaded yet; nothing else is asked then
    ChangedRole, ///< bool: the value changed just now; the cell stands on the ground of old data
    SortRole, ///< the value to sort by, where the model or a proxy sorts
    CopyTextRole ///< QString for the clipboard, where it differs from what is shown
};

/// Colours a text may take, by meaning.
enum class InkToken { Text, Muted, Disabled, Accent, Good, Warn, Alarm, Bad, Aged, Info, Idle };
[[nodiscard]] QColor inkColor(InkToken ink, const Tokens &tokens);

/// How much of a limit is used up. Shares are of the limit's value: 1.0 is the limit.
struct Usage
{
    std::optional<double> share; ///< nothing: there is no limit, so the value stands without a bar
    double warnShare = 0.8; ///< 0: no warning tick
    double limitShare = 1.0;
    QString text; ///< the value as shown right of the bar: "4 812", "3 d late"
    StatusKind status = StatusKind::Ok; ///< decided by the model; colours fill and text
    bool operator==(const Usage &) const = default;
};

/// A measured value against its limits. Status comes from the report and is never computed here.
struct MeasureLimits
{
    std::optional<double> low; ///< in the unit of the value, like high
    std::optional<double> high;
    std::optional<double> value; ///< nothing: band without a stroke
    bool failed = false;
    QString text; ///< shown where there is neither limit nor bar: "2 steps"
    bool operator==(const MeasureLimits &) const = default;
};

/// Words for Qt::AccessibleTextRole: "4 812, warning", "3.186, below 3.200 to 3.400, failed".
[[nodiscard]] QString speech(const Usage &usage);
[[nodiscard]] QString speech(const MeasureLimits &limits);
/// What a reader hears of a cell: the model's Qt::AccessibleTextRole, else made from the roles above.
[[nodiscard]] QString speech(const QModelIndex &index);

/// Shorthands for `data()`.
[[nodiscard]] QVariant status(StatusKind kind);
[[nodiscard]] QVariant ink(InkToken token);
/// Right and vertically centred, for columns of numbers; left and centred for the rest.
inline constexpr int alignNumber = int(Qt::AlignRight) | int(Qt::AlignVCenter);
inline constexpr int alignText = int(Qt::AlignLeft) | int(Qt::AlignVCenter);

} // namespace qwats::ui

Q_DECLARE_METATYPE(qwats::ui::Usage)
Q_DECLARE_METATYPE(qwats::ui::MeasureLimits)
