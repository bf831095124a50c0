// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/asset.h"
#include "core/json/jsonvalue.h"

namespace qwats::json {

/// The key/value pairs that assets, products and revisions carry.
inline bool readTags(const Value &value, std::vector<NamedTag> &out, Problem &problem)
{
    static const ObjectReader<NamedTag> reader{field<&NamedTag::key>("key"), field<&NamedTag::value>("value")};
    return readArray(value, out, reader, problem);
}

} // namespace qwats::json
