// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/target.h"

#include <QUrl>

#include <algorithm>

namespace qwats {

Target &Target::arg(const QString &segment)
{
    const qsizetype open = m_path.indexOf('{', m_from);
    const qsizetype close = m_path.indexOf('}', open);
    Q_ASSERT(open >= 0 && close > open);
    QByteArray encoded = QUrl::toPercentEncoding(segment);
    // "." and ".." would be removed by path normalisation on the way, so their dots travel encoded.
    if (encoded == "." || encoded == "..")
        encoded.replace('.', "%2E");
    m_path.replace(open, close - open + 1, encoded);
    m_from = open + encoded.size();
    return *this;
}

Target &Target::param(const char *name, const QString &value)
{
    if (!value.isEmpty())
        m_params.emplace_back(name, QUrl::toPercentEncoding(value));
    return *this;
}

Target &Target::param(const char *name, qint64 value)
{
    m_params.emplace_back(name, QByteArray::number(value));
    return *this;
}

Target &Target::flag(const char *name, bool value)
{
    m_params.emplace_back(name, value ? "true" : "false");
    return *this;
}

QByteArray Target::encoded() const
{
    if (m_params.empty())
        return m_path;
    auto params = m_params;
    std::stable_sort(params.begin(), params.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QByteArray target = m_path;
    char separator = '?';
    for (const auto &[name, value] : params) {
        target.append(separator).append(name).append('=').append(value);
        separator = '&';
    }
    return target;
}

QString odataText(const QString &text)
{
    QString quoted = text;
    quoted.replace(QLatin1Char('\''), QStringLiteral("''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

} // namespace qwats
