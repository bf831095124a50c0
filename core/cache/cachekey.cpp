// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cachekey.h"

#include <QRandomGenerator>

namespace qwats {

size_t CacheKey::randomSeed()
{
    static const size_t seed = QRandomGenerator::system()->generate64() | 1;
    return seed;
}

} // namespace qwats
