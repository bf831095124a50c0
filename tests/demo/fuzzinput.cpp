// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/demo/fuzzinput.h"

#include "app/demo/world/headerfields.h"

#include <QJsonDocument>

namespace qwats::demo::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList fieldNames{
    u"serialNumber"_s, u"partNumber"_s,  u"result"_s,     u"status"_s,        u"start"_s,     u"startUtc"_s,
    u"uuid"_s,         u"processCode"_s, u"operator"_s,   u"run"_s,           u"errorCode"_s, u"stationName"_s,
    u"comment"_s,      u"batchNumber"_s, u"reportSize"_s, u"executionTime"_s, u"fixtureId"_s, u"referencedUut"_s,
    u"state"_s,        u"assetName"_s,   u"nothing"_s};
const QStringList elementNames{u"serialNumber"_s, u"partNumber"_s, u"revision"_s,
                               u"description"_s,  u"value"_s,      u"no"_s};
const QStringList parameterNames{u"id"_s,
                                 u"serialNumber"_s,
                                 u"$filter"_s,
                                 u"%24filter"_s,
                                 u"$top"_s,
                                 u"$skip"_s,
                                 u"$orderby"_s,
                                 u"$expand"_s,
                                 u"$select"_s,
                                 u"reportType"_s,
                                 u"partNumber"_s,
                                 u"revision"_s,
                                 u"state"_s,
                                 u"incrementBy"_s,
                                 u"totalCount"_s,
                                 u"dateTime"_s,
                                 u"comment"_s,
                                 u"attachmentId"_s,
                                 u"stepId"_s,
                                 u"level"_s,
                                 u"assetId"_s,
                                 u"fileName"_s,
                                 u"detailLevel"_s,
                                 u"includeAttachments"_s,
                                 u"description"_s,
                                 u"stringvalue"_s,
                                 u"namespace"_s,
                                 u"num"_s,
                                 u"count"_s,
                                 u"dateFrom"_s,
                                 u"dateTo"_s,
                                 u"periodCount"_s,
                                 u"dateGrouping"_s,
                                 u"productGroup"_s,
                                 u"processCode"_s,
                                 u"includeChartdata"_s,
                                 u"type"_s,
                                 u"status"_s,
                                 u"tags"_s,
                                 u"serialNumberParent"_s,
                                 u"x"_s};
const QStringList bodyKeys{u"partNumber"_s,  u"serialNumber"_s, u"id"_s,        u"pn"_s,           u"sn"_s,
                           u"start"_s,       u"root"_s,         u"steps"_s,     u"uut"_s,          u"uur"_s,
                           u"dateFrom"_s,    u"dateTo"_s,       u"topCount"_s,  u"result"_s,       u"tags"_s,
                           u"revisions"_s,   u"assetId"_s,      u"typeId"_s,    u"state"_s,        u"misc"_s,
                           u"processCode"_s, u"subUnits"_s,     u"miscInfos"_s, u"assets"_s,       u"type"_s,
                           u"typeName"_s,    u"loop"_s,         u"period"_s,    u"dateGrouping"_s, u"periodCount"_s,
                           u"yield"_s,       u"dimensions"_s,   u"chart"_s,     u"numericMeas"_s,  u"xmlData"_s};

} // namespace

FuzzInput::FuzzInput(quint64 seed, const RouteTable &routes, const World &world)
    : m_dice(seed)
    , m_routes(routes)
    , m_world(world)
    , m_words{u"Passed"_s,
              u"F"_s,
              u"FCT-07"_s,
              u"anna"_s,
              u"O'Brien"_s,
              u""_s,
              u"A"_s,
              u"WorkOrder"_s,
              u"true"_s,
              u"0"_s,
              u"-1"_s,
              u"10"_s,
              u"99999999999999999999"_s,
              u"1e400"_s,
              u"NaN"_s,
              u"U"_s,
              u"R"_s,
              u"T"_s,
              u"%"_s,
              u"CB;PS%"_s,
              u"day"_s,
              u"partNumber;period"_s,
              u"2026-03-01"_s,
              u"2026-03-01T10:00:00.1234567+01:00"_s,
              u"0001-01-01"_s,
              u"9999-12-31T23:59:59Z"_s,
              u"a/b"_s,
              u"[x"_s,
              u"(((((("_s,
              u"\\d+$^"_s,
              u"\u00e5\u6f22\U0001F600"_s,
              u"null"_s,
              u"*"_s}
{
    for (int i = 0; i < 6; ++i) {
        if (world.reports.size() > 0) {
            const qsizetype row = world.reports.timeline()[std::size_t(below(int(world.reports.size())))];
            m_words += {world.reports.id(row), world.reports.textField(row, u"serialNumber"_s),
                        world.reports.textField(row, u"partNumber"_s)};
        }
        if (world.assets.size() > 0) {
            const QJsonObject &asset = world.assets.at(below(int(world.assets.size())));
            m_words += {asset.value(u"assetId"_s).toString(), asset.value(u"serialNumber"_s).toString(),
                        asset.value(u"typeId"_s).toString()};
        }
    }
}

QString FuzzInput::noise()
{
    QString text;
    for (int left = below(oneIn(50) ? 3000 : 12); left > 0; --left) {
        static const QString likely = u"'\"()/,:;%_*.\\-+ \t\n\u00e5\u2028"_s;
        text += oneIn(2) ? likely[below(int(likely.size()))] : QChar(ushort(oneIn(8) ? below(65536) : 32 + below(96)));
    }
    return text;
}

QString FuzzInput::word()
{
    return oneIn(12) ? noise() : pick(m_words);
}

QString FuzzInput::literal()
{
    switch (below(9)) {
    case 0: return QString::number(below(2000) - 1000);
    case 1: return QString::number(m_dice.between(-1e9, 1e9), 'g', 4);
    case 2: return u"null"_s;
    case 3: return oneIn(2) ? u"true"_s : u"false"_s;
    case 4:
        return u"2026-0%1-1%2T0%3:00:00%4"_s.arg(below(11)).arg(below(10)).arg(below(10)).arg(oneIn(2) ? u"Z"_s
                                                                                                       : u""_s);
    case 5: return u"tolower('%1')"_s.arg(word().replace(u'\'', u"''"_s));
    case 6: return pick(m_words);
    default: return u"'%1'"_s.arg(word().replace(u'\'', u"''"_s));
    }
}

QString FuzzInput::comparison(const QStringList &fields, const QString &prefix)
{
    static const QStringList operators{u"eq"_s, u"ne"_s, u"gt"_s, u"ge"_s, u"lt"_s, u"le"_s, u"EQ"_s};
    static const QStringList tests{u"contains"_s, u"startswith"_s, u"endswith"_s};
    const QString field = prefix + pick(fields);
    switch (below(8)) {
    case 0: return u"%1(%2, %3)"_s.arg(pick(tests), field, literal());
    case 1: return u"toupper(%1) %2 %3"_s.arg(field, pick(operators), literal());
    case 2: return u"%1 in (%2, %3,%4)"_s.arg(field, literal(), literal(), literal());
    case 3: return u"%1 %2 %3"_s.arg(literal(), pick(operators), field);
    case 4: return u"%1 %2 %3"_s.arg(field, pick(operators), prefix + pick(fields));
    default: return u"%1 %2 %3"_s.arg(field, pick(operators), literal());
    }
}

QString FuzzInput::condition(int depth)
{
    const int kind = depth > 0 ? below(10) : 9;
    if (kind < 3)
        return u"%1 and %2"_s.arg(condition(depth - 1), condition(depth - 1));
    if (kind < 5)
        return u"%1 or %2"_s.arg(condition(depth - 1), condition(depth - 1));
    if (kind == 5)
        return u"(%1)"_s.arg(condition(depth - 1));
    if (kind == 6)
        return u"not %1"_s.arg(condition(depth - 1));
    if (kind == 7) {
        const QString list = oneIn(2) ? u"subUnits"_s : u"miscInfo"_s;
        if (oneIn(6))
            return list + u"/any()"_s;
        return u"%1/any(x: %2 and %3)"_s.arg(list, comparison(elementNames, u"x/"_s),
                                             oneIn(2) ? comparison(fieldNames, {}) : comparison(elementNames, u"x/"_s));
    }
    return comparison(fieldNames, {});
}

QString FuzzInput::filter()
{
    QString text = oneIn(15) ? noise() : condition(below(4));
    if (oneIn(200))
        text = QString(below(300), u'(') + text + QString(below(300), u')');
    if (oneIn(200))
        text = u"not "_s.repeated(below(300)) + text;
    if (oneIn(3))
        text = QString::fromUtf8(spoilt(text.toUtf8()));
    return text;
}

QString FuzzInput::orderBy()
{
    QStringList keys;
    for (int left = below(4); left >= 0; --left)
        keys += pick(fieldNames) + (oneIn(2) ? u" desc"_s : (oneIn(3) ? u" asc"_s : u""_s));
    const QString text = keys.join(u',');
    return oneIn(5) ? QString::fromUtf8(spoilt(text.toUtf8())) : text;
}

QByteArray FuzzInput::spoilt(QByteArray bytes)
{
    for (int left = 1 + below(4); left > 0; --left) {
        const int at = below(int(bytes.size()) + 1);
        switch (below(5)) {
        case 0: bytes.insert(at, char(below(256))); break;
        case 1: bytes.remove(at, 1 + below(8)); break;
        case 2: bytes.insert(at, bytes.mid(below(int(bytes.size()) + 1), below(20))); break;
        case 3:
            if (at < bytes.size())
                bytes[at] = char(below(256));
            break;
        default: bytes.truncate(oneIn(3) ? at : bytes.size());
        }
    }
    return bytes;
}

QByteArray FuzzInput::escaped(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return oneIn(8) ? bytes : bytes.toPercentEncoding(oneIn(4) ? QByteArray("/+") : QByteArray());
}

QByteArray FuzzInput::path(const RouteTable::Route &route)
{
    QByteArray path;
    for (const QByteArray &segment : route.path.split('/')) {
        if (segment.isEmpty())
            continue;
        path += '/';
        path += segment.startsWith('{') ? escaped(word()) : (oneIn(30) ? segment.toUpper() : segment);
    }
    if (oneIn(30))
        path += '/';
    return oneIn(25) ? spoilt(path) : path;
}

QByteArray FuzzInput::query()
{
    QByteArray query;
    for (int left = below(6); left > 0; --left) {
        const QString &name = pick(parameterNames);
        const QString value = name.endsWith(u"filter"_s) ? filter()
            : name == u"$orderby"_s                      ? orderBy()
            : name == u"$top"_s || name == u"$skip"_s    ? (oneIn(4) ? word() : QString::number(below(80)))
                                                         : word();
        query += (query.isEmpty() ? "?" : "&") + name.toUtf8() + '=' + escaped(value);
    }
    return oneIn(25) ? spoilt(query) : query;
}

QJsonValue FuzzInput::jsonValue(int depth)
{
    switch (below(depth > 0 ? 11 : 8)) {
    case 0: return QJsonValue::Null;
    case 1: return oneIn(2);
    case 2: return below(200) - 20;
    case 3: return m_dice.between(-1e18, 1e18);
    case 4: return oneIn(2) ? 1e308 : 0.5;
    case 8: return QJsonArray{jsonValue(depth - 1), jsonValue(depth - 1)};
    case 9: return QJsonArray();
    case 10: return changed({}, depth - 1);
    default: return word();
    }
}

QJsonObject FuzzInput::changed(QJsonObject object, int depth)
{
    for (int left = 1 + below(3); left > 0; --left) {
        const QStringList keys = object.keys();
        const QString key = keys.isEmpty() || oneIn(3) ? pick(bodyKeys) : pick(keys);
        const QJsonValue old = object.value(key);
        if (oneIn(6))
            object.remove(key);
        else if (old.isObject() && oneIn(2))
            object.insert(key, changed(old.toObject(), depth));
        else if (old.isArray() && !old.toArray().isEmpty() && oneIn(2)) {
            QJsonArray list = old.toArray();
            const int at = below(int(list.size()));
            list[at] = list[at].isObject() ? QJsonValue(changed(list[at].toObject(), depth)) : jsonValue(depth);
            object.insert(key, list);
        } else
            object.insert(key, jsonValue(depth));
    }
    return object;
}

QByteArray FuzzInput::body()
{
    QJsonObject object;
    switch (below(6)) {
    case 0: return {};
    case 1:
        if (m_world.reports.size() > 0)
            object = m_world.reports.body(m_world.reports.timeline()[std::size_t(below(int(m_world.reports.size())))]);
        if (oneIn(2))
            object.remove(u"id"_s);
        break;
    case 2:
        if (m_world.assets.size() > 0)
            object = m_world.assets.at(below(int(m_world.assets.size())));
        break;
    case 3:
        if (m_world.products.size() > 0)
            object = QJsonDocument::fromJson(m_world.products.listJson()).array().first().toObject();
        break;
    default: break;
    }
    if (!oneIn(4))
        object = changed(object, 3);
    QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    if (oneIn(4))
        bytes = '[' + bytes + (oneIn(2) ? "]" : "," + bytes + "]");
    if (oneIn(300))
        bytes = QByteArray(below(3000), '[');
    if (oneIn(30))
        bytes = "<?xml version=\"1.0\"?><Reports><Report ID=\"" + escaped(word())
            + "\"><Process Code=\"x\"/></Report></Reports>";
    return oneIn(8) ? spoilt(bytes) : bytes;
}

Request FuzzInput::request()
{
    static const QList<QByteArray> methods{"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "X"};
    const RouteTable::Route &route = m_routes.routes()[std::size_t(below(int(m_routes.routes().size())))];
    Request request;
    request.method = oneIn(15) ? pick(methods) : route.method;
    parseTarget(path(route) + query(), &request);
    if (request.method != "GET" || oneIn(20))
        request.body = body();
    return request;
}

} // namespace qwats::demo::test
