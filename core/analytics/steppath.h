// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace qwats {

/// Where a step, or a measurement in a multiple-measurement step, is in a test sequence.
///
/// People type `Main/Rails/12V::load`, the server speaks `Main¶Rails¶12V¶¶load` (wats-api 7.3). A separator that is
/// part of a name is typed with a backslash: `Input A\/B`. A value; thread: any.
struct StepPath
{
    QStringList steps; ///< from the outermost sequence to the step
    QString measurement; ///< empty: the step itself

    [[nodiscard]] static StepPath fromTyped(const QString &text); ///< also takes what the server speaks
    [[nodiscard]] static StepPath fromWire(const QString &text);
    [[nodiscard]] QString toTyped() const; ///< fromTyped() reads it back as it was
    [[nodiscard]] QString toWire() const;
    [[nodiscard]] QString stepName() const { return steps.isEmpty() ? QString() : steps.last(); }
    bool operator==(const StepPath &) const = default;
};

} // namespace qwats
