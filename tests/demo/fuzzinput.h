// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/routes/routes.h"
#include "app/demo/world/dice.h"

#include <QStringList>

namespace qwats::demo::test {

/// Makes up requests and expressions, from sensible to broken. All of it follows from the seed and the calls made.
class FuzzInput
{
public:
    /// @p routes and @p world tell what is worth asking for; both must live longer.
    FuzzInput(quint64 seed, const RouteTable &routes, const World &world);

    Request request();
    /// An OData filter: mostly well formed over the header fields, often then spoilt.
    QString filter();
    QString orderBy();
    /// A number below @p limit.
    int below(int limit) { return m_dice.below(limit); }

private:
    bool oneIn(int n) { return m_dice.below(n) == 0; }
    template <typename T> const T &pick(const QList<T> &list) { return list[m_dice.below(int(list.size()))]; }
    QString condition(int depth);
    QString comparison(const QStringList &fields, const QString &prefix);
    QString literal();
    QString word(); ///< an id, name or text, known or not
    QString noise(); ///< any characters at all
    QByteArray path(const RouteTable::Route &route);
    QByteArray escaped(const QString &text);
    QByteArray query();
    QByteArray body();
    QJsonValue jsonValue(int depth);
    QJsonObject changed(QJsonObject object, int depth);
    QByteArray spoilt(QByteArray bytes);

    Dice m_dice;
    const RouteTable &m_routes;
    const World &m_world;
    QStringList m_words;
};

} // namespace qwats::demo::test
