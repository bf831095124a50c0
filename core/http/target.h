// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <utility>
#include <vector>

namespace qwats {

/// Builds the canonical request target of an endpoint: every path segment percent-encoded completely, parameters sorted
/// by name and encoded, parameters without a value left out. Two equal questions give the same bytes. (RFC 3986, 2.1
/// and 3.4.)
///
///     Target("/api/Asset/{idOrSerial}").arg(serial).encoded()
class Target
{
public:
    explicit Target(const char *route)
        : m_path(route)
    {
    }

    Target &arg(const QString &segment); ///< fills the next `{…}` of the route
    Target &param(const char *name, const QString &value); ///< left out when empty
    Target &param(const char *name, qint64 value);
    Target &flag(const char *name, bool value); ///< `true` or `false`
    [[nodiscard]] QByteArray encoded() const;

private:
    QByteArray m_path;
    qsizetype m_from = 0; // where the next {…} is looked for, so that braces in a value are not taken for one
    std::vector<std::pair<QByteArray, QByteArray>> m_params;
};

/// A string literal of an OData filter: quoted, quotes inside doubled.
[[nodiscard]] QString odataText(const QString &text);

} // namespace qwats
