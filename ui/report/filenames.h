// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qwats {
struct Report;
}

/// Names for files that somebody else chose. Pure functions; thread: any.
namespace qwats::ui {

/// A name that is safe to offer in a save dialog on any system: no folders, no control characters or tricks of the
/// writing direction, no reserved names, no dot or space at the ends, at most 120 characters with its ending kept.
/// What is left of nothing is "attachment" with an ending by its content type.
[[nodiscard]] QString safeFileName(const QString &name, const QString &contentType = {});

/// "CB118342 2026-03-12 6f1c2a34.pdf": serial, day and the begin of the id of a report; `ending` is without a dot.
[[nodiscard]] QString reportFileName(const Report &report, const QString &ending);

} // namespace qwats::ui
