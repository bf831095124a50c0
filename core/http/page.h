// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace qwats {

/// Which part of a long list is asked for. The end is reached when a page comes back shorter than `top`.
struct PageRange
{
    int skip = 0;
    int top = 100;
    bool operator==(const PageRange &) const = default;
};

} // namespace qwats
