// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace qwats::ui {

enum class ThemeKind { Light, Dark };

/// Every colour of one theme, by meaning. Widgets ask `Theme::of(this)` and never write a literal.
///
/// Values, copied freely; the two instances live as long as the program. Thread: any, they never change.
struct Tokens
{
    ThemeKind kind = ThemeKind::Light;
    // Grounds and lines
    QColor window; ///< page chrome and dialog ground
    QColor rail; ///< navigation rail, status bar
    QColor base; ///< tables, fields, buttons, page header
    QColor alt; ///< table header, strips, key caps
    QColor raised; ///< menus, tooltips, hover cards
    QColor hover; ///< row or item under the pointer
    QColor selection; ///< selected row, checked chip, active filter
    QColor selectionOff; ///< selected row in a view without focus
    QColor hairline; ///< separators, decorative
    QColor border; ///< outline of fields and buttons
    QColor track; ///< empty part of bars, decorative
    QColor grid; ///< grid lines of charts
    // Text and action
    QColor text;
    QColor muted; ///< second line, units, labels
    QColor disabled;
    QColor accent; ///< primary button, focus ring, active marks
    QColor onAccent; ///< text on accent
    // States, as text and as shape; amber differs between the two
    QColor good;
    QColor warn; ///< amber as text
    QColor warnG; ///< amber as shape or bar
    QColor alarm;
    QColor bad;
    QColor aged; ///< old data, and nothing else
    QColor info;
    QColor idle;
    // Grounds of inline notices
    QColor goodBg;
    QColor warnBg;
    QColor alarmBg;
    QColor badBg;
    QColor agedBg;
    QColor infoBg;
    QColor idleBg;

    struct Chart
    {
        QColor fresh;
        QColor seeded;
        QColor joined;
        QColor stale;
        QColor miss;
        QColor failed; ///< always hatched at 45° as well
        QColor p50;
        QColor p95;
        QColor p99;
        QColor memCache;
        QColor memRss;
        QColor limit;
    } chart;
};

/// The tokens of a theme.
const Tokens &lightTokens();
const Tokens &darkTokens();

/// Contrast of two opaque colours after WCAG 2: 1 (none) to 21.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

/// `over` with the given opacity (0 to 1) on an opaque ground, as one opaque colour.
[[nodiscard]] QColor mixed(const QColor &over, const QColor &ground, double opacity);

} // namespace qwats::ui
