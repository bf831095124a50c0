// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"

#include <QByteArray>

namespace qwats {

/// Inflates a gzip or deflate body in steps under a byte cap. A stream that ends early is an error, never a shorter
/// body; gzip's CRC and length are checked. Source: RFC 1950, 1951, 1952. Thread: any.
[[nodiscard]] Result<QByteArray> inflated(const QByteArray &body, const QByteArray &encoding, qint64 maxBytes);

} // namespace qwats
