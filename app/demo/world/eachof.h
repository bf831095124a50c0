// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

namespace qwats::demo {

/// For a loop over an array that a function has just returned: constant, so that the loop does not copy it.
inline const QJsonArray eachOf(QJsonArray array)
{
    return array;
}

} // namespace qwats::demo
