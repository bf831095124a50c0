// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/serialstore.h"

#include "app/demo/world/dice.h"

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <algorithm>
#include <span>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

struct SerialPool
{
    const char *name;
    const char *description;
    const char *format;
    const char *pattern;
    int identifier; ///< 0 serial number, 1 MAC address, 2 IMEI
    const char *identifierName;
    int size;
    int taken; ///< so many were taken before the server started
};
constexpr SerialPool serialPools[]{
    {"Product serial", "Serial numbers of drives", "VX-#######", "^VX-[0-9]{7}$", 0, "SerialNumber", 20000, 1500},
    {"MAC address", "Locally administered addresses", "##:##:##:##:##:##", "^([0-9A-F]{2}:){5}[0-9A-F]{2}$", 1,
     "MACAddress", 16384, 820},
    {"IMEI", "Modems of the gateway", "###############", "^[0-9]{15}$", 2, "IMEI", 5000, 40},
};

const SerialPool *poolNamed(const QString &name)
{
    const auto at = std::find_if(std::begin(serialPools), std::end(serialPools), [&](const SerialPool &pool) {
        return name.compare(QLatin1StringView(pool.name), Qt::CaseInsensitive) == 0;
    });
    return at == std::end(serialPools) ? nullptr : at;
}

/// The last digit makes the weighted sum a multiple of ten.
QString withCheckDigit(const QString &digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = digits[i].digitValue() * (i % 2 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return digits + QString::number((10 - sum % 10) % 10);
}

QString poolNumber(const SerialPool &pool, int place)
{
    switch (pool.identifier) {
    case 1: {
        const quint64 address = 0x025157400000 + quint64(place);
        QString text(17, u':');
        for (int digit = 0; digit < 12; ++digit)
            text[digit / 2 * 3 + digit % 2] = QChar(u"0123456789ABCDEF"[address >> (44 - 4 * digit) & 15]);
        return text;
    }
    case 2: return withCheckDigit(u"00101700%1"_s.arg(100000 + place, 6, 10, QChar(u'0')));
    default: return u"VX-%1"_s.arg(3000000 + place, 7, 10, QChar(u'0'));
    }
}

/// A number of the pool that nobody wrote; the same object for all of them, for lists have many.
const QJsonObject &untouched(const SerialPool &pool, bool taken)
{
    static const QJsonObject free{{u"state"_s, u"Free"_s}};
    static const QJsonObject serials{{u"state"_s, u"Taken"_s}, {u"stationName"_s, u"EOL-01"_s}};
    static const QJsonObject addresses{{u"state"_s, u"Taken"_s}, {u"stationName"_s, u"FCT-08"_s}};
    if (!taken)
        return free;
    return pool.identifier == 0 ? serials : addresses;
}

QString csvCell(const QString &text)
{
    static const QString special = u",\"\r\n"_s;
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) { return special.contains(c); });
    return plain ? text : u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

bool isFree(const QJsonObject &entry)
{
    return entry.value(u"state"_s).toString() == u"Free"_s;
}

struct UploadedNumber
{
    QString type;
    QString number;
    qint64 line = 0;
};

QList<UploadedNumber> readXmlNumbers(const QByteArray &file, const QString &type, QString *error)
{
    QList<UploadedNumber> list;
    QXmlStreamReader xml(file);
    QString current = type;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString own = xml.attributes().value("type"_L1).toString();
        if (xml.name() == "SN"_L1)
            list.append({own.isEmpty() ? current : own, xml.attributes().value("id"_L1).toString(), xml.lineNumber()});
        else if (!own.isEmpty())
            current = own;
    }
    if (xml.hasError())
        *error = u"The XML is not well-formed: %1 (line %2)."_s.arg(xml.errorString()).arg(xml.lineNumber());
    return list;
}

/// One number a line, its type after it; a line of column names is left out.
QList<UploadedNumber> readCsvNumbers(const QByteArray &file, const QString &type)
{
    QList<UploadedNumber> list;
    qint64 line = 0;
    for (const QByteArray &raw : file.split('\n')) {
        ++line;
        static const QRegularExpression separator(u"[,;\t]"_s);
        const QStringList cells = QString::fromUtf8(raw.trimmed()).split(separator);
        const QString number = cells.first().trimmed();
        if (!number.isEmpty() && number.compare(u"serialNumber"_s, Qt::CaseInsensitive) != 0)
            list.append({cells.size() > 1 && !cells[1].trimmed().isEmpty() ? cells[1].trimmed() : type, number, line});
    }
    return list;
}

} // namespace

QJsonArray SerialStore::types()
{
    QJsonArray rows;
    for (const SerialPool &pool : serialPools)
        rows.append(QJsonObject{{u"name"_s, QString::fromLatin1(pool.name)},
                                {u"description"_s, QString::fromLatin1(pool.description)},
                                {u"format"_s, QString::fromLatin1(pool.format)},
                                {u"regEx"_s, QString::fromLatin1(pool.pattern)},
                                {u"identifier"_s, pool.identifier},
                                {u"identifierName"_s, QString::fromLatin1(pool.identifierName)}});
    return rows;
}

bool SerialStore::hasType(const QString &name)
{
    return poolNamed(name) != nullptr;
}

int SerialStore::sizeOf(int poolSize) const
{
    return m_mostOfEach > 0 ? std::min(m_mostOfEach, poolSize) : poolSize;
}

void SerialStore::set(const QString &type, const QString &number, const QJsonObject &entry)
{
    m_written[type].insert(number, entry.isEmpty() ? QJsonValue() : QJsonValue(entry));
}

void SerialStore::visit(const Query &query, const Visit &visitor) const
{
    const auto offer = [&](const QString &type, const QString &number, const QJsonObject &entry) {
        const auto fits = [](const QString &wanted, const QString &value) {
            return wanted.isEmpty() || wanted.compare(value, Qt::CaseInsensitive) == 0;
        };
        if (!entry.isEmpty() && fits(query.state, entry.value(u"state"_s).toString())
            && (query.from.isEmpty() || number >= query.from) && (query.to.isEmpty() || number <= query.to)
            && fits(query.referenceSerialNumber, entry.value(u"referenceSerialNumber"_s).toString())
            && fits(query.referencePartNumber, entry.value(u"referencePartNumber"_s).toString()))
            visitor(type, number, entry);
    };
    for (const SerialPool &pool : serialPools) {
        const QString type = QString::fromLatin1(pool.name);
        if (!query.type.isEmpty() && query.type.compare(type, Qt::CaseInsensitive) != 0)
            continue;
        const QJsonObject written = m_written.value(type);
        for (int place = 0; place < sizeOf(pool.size); ++place) {
            const QString number = poolNumber(pool, place);
            const auto at = written.isEmpty() ? written.constEnd() : written.constFind(number);
            offer(type, number, at == written.constEnd() ? untouched(pool, place < pool.taken) : at->toObject());
        }
        for (auto it = written.begin(); it != written.end(); ++it) {
            if (it->toObject().contains(u"uploaded"_s))
                offer(type, it.key(), it->toObject());
        }
    }
}

QStringList SerialStore::take(const QString &typeName, int quantity, const Reference &reference, qint64 nowMs,
                              QString *error)
{
    const SerialPool *pool = poolNamed(typeName);
    const QString type = QString::fromLatin1(pool->name);
    QStringList numbers;
    const QJsonObject written = m_written.value(type);
    for (auto it = written.begin(); it != written.end() && numbers.size() < quantity; ++it) {
        if (isFree(it->toObject()))
            numbers += it.key();
    }
    int place = m_next.value(type, pool->taken);
    for (; place < sizeOf(pool->size) && numbers.size() < quantity; ++place) {
        if (const QString number = poolNumber(*pool, place); !written.contains(number))
            numbers += number;
    }
    if (numbers.size() < quantity) {
        *error = u"There are only %1 free numbers of the type '%2'."_s.arg(numbers.size()).arg(type);
        return {};
    }
    m_next.insert(type, place);
    for (const QString &number : numbers) {
        QJsonObject taken{{u"state"_s, u"Taken"_s}, {u"takenUtc"_s, isoUtc(nowMs)}};
        if (written.value(number).toObject().contains(u"uploaded"_s))
            taken.insert(u"uploaded"_s, true);
        for (const auto &[key, value] : {std::pair(u"referenceSerialNumber"_s, reference.serialNumber),
                                         std::pair(u"referencePartNumber"_s, reference.partNumber),
                                         std::pair(u"stationName"_s, reference.stationName)}) {
            if (!value.isEmpty())
                taken.insert(key, value);
        }
        set(type, number, taken);
    }
    return numbers;
}

QJsonArray SerialStore::rows(const Query &query) const
{
    QJsonArray list;
    visit(query, [&](const QString &type, const QString &number, const QJsonObject &entry) {
        QJsonObject row = entry;
        row.remove(u"uploaded"_s);
        row.insert(u"serialNumber"_s, number);
        row.insert(u"serialNumberType"_s, type);
        list.append(row);
    });
    return list;
}

int SerialStore::count(const Query &query) const
{
    int count = 0;
    visit(query, [&](const QString &, const QString &, const QJsonObject &) { ++count; });
    return count;
}

QJsonArray SerialStore::ranges(const Query &query) const
{
    struct Run
    {
        QString type;
        QString state;
        QString from;
        QString to;
        int count = 0;
    };
    QJsonArray list;
    Run open;
    const auto close = [&list, &open] {
        if (open.count > 0)
            list.append(QJsonObject{{u"type"_s, open.type},
                                    {u"state"_s, open.state},
                                    {u"from"_s, open.from},
                                    {u"to"_s, open.to},
                                    {u"count"_s, open.count}});
    };
    visit(query, [&](const QString &type, const QString &number, const QJsonObject &entry) {
        const QString state = entry.value(u"state"_s).toString();
        if (open.type != type || open.state != state) {
            close();
            open = {type, state, number, number, 0};
        }
        open.to = number;
        ++open.count;
    });
    close();
    return list;
}

int SerialStore::release(const Query &query)
{
    Query taken = query;
    taken.state = u"Taken"_s;
    QList<std::pair<QString, QString>> found;
    visit(taken, [&](const QString &type, const QString &number, const QJsonObject &) {
        found.append({type, number});
    });
    for (const auto &[type, number] : found) {
        QJsonObject free{{u"state"_s, u"Free"_s}};
        if (m_written.value(type).value(number).toObject().contains(u"uploaded"_s))
            free.insert(u"uploaded"_s, true);
        set(type, number, free);
    }
    return int(found.size());
}

int SerialStore::removeFree(const Query &query)
{
    Query free = query;
    free.state = u"Free"_s;
    QList<std::pair<QString, QString>> found;
    visit(free, [&](const QString &type, const QString &number, const QJsonObject &) { found.append({type, number}); });
    for (const auto &[type, number] : found)
        set(type, number, {});
    return int(found.size());
}

QByteArray SerialStore::csv(const Query &query) const
{
    QByteArray out = "serialNumber,serialNumberType,state,referenceSerialNumber,referencePartNumber,stationName\r\n";
    visit(query, [&out](const QString &type, const QString &number, const QJsonObject &entry) {
        QString line = csvCell(number) + u',' + csvCell(type);
        for (const QString &key : {u"state"_s, u"referenceSerialNumber"_s, u"referencePartNumber"_s, u"stationName"_s})
            line += u',' + csvCell(entry.value(key).toString());
        out += line.toUtf8() + "\r\n";
    });
    return out;
}

QByteArray SerialStore::xml(const Query &query) const
{
    QByteArray out;
    QXmlStreamWriter writer(&out);
    writer.writeStartDocument();
    writer.writeStartElement(u"SerialNumbers"_s);
    visit(query, [&writer](const QString &type, const QString &number, const QJsonObject &entry) {
        writer.writeEmptyElement(u"SN"_s);
        writer.writeAttribute(u"id"_s, number);
        writer.writeAttribute(u"type"_s, type);
        writer.writeAttribute(u"state"_s, entry.value(u"state"_s).toString());
    });
    writer.writeEndDocument();
    return out;
}

int SerialStore::upload(const QByteArray &file, const QString &type, QString *error)
{
    const QList<UploadedNumber> numbers
        = file.trimmed().startsWith('<') ? readXmlNumbers(file, type, error) : readCsvNumbers(file, type);
    for (const UploadedNumber &number : numbers) {
        const SerialPool *pool = poolNamed(number.type);
        const QString where = u" (line %1)."_s.arg(number.line);
        if (!error->isEmpty())
            break;
        if (!pool)
            *error = u"There is no serial number type '%1'"_s.arg(number.type) + where;
        else if (!QRegularExpression(QString::fromLatin1(pool->pattern)).match(number.number).hasMatch())
            *error = u"'%1' does not fit the format of '%2'"_s.arg(number.number, number.type) + where;
    }
    if (error->isEmpty() && numbers.isEmpty())
        *error = u"The file holds no serial numbers."_s;
    if (!error->isEmpty())
        return -1;
    int added = 0;
    for (const UploadedNumber &number : numbers) {
        const SerialPool &pool = *poolNamed(number.type);
        const QString name = QString::fromLatin1(pool.name);
        const bool inPool
            = number.number >= poolNumber(pool, 0) && number.number <= poolNumber(pool, sizeOf(pool.size) - 1);
        const QJsonObject known = m_written.value(name).value(number.number).toObject();
        if (inPool || !known.isEmpty())
            continue; // it is there already
        set(name, number.number, {{u"state"_s, u"Free"_s}, {u"uploaded"_s, true}});
        ++added;
    }
    return added;
}

QJsonObject SerialStore::saveState() const
{
    QJsonObject written;
    for (auto it = m_written.begin(); it != m_written.end(); ++it)
        written.insert(it.key(), it.value());
    QJsonObject next;
    for (auto it = m_next.begin(); it != m_next.end(); ++it)
        next.insert(it.key(), it.value());
    return {{u"written"_s, written}, {u"next"_s, next}};
}

void SerialStore::loadState(const QJsonObject &state)
{
    m_written.clear();
    m_next.clear();
    const QJsonObject written = state.value(u"written"_s).toObject();
    for (auto it = written.begin(); it != written.end(); ++it)
        m_written.insert(it.key(), it->toObject());
    const QJsonObject next = state.value(u"next"_s).toObject();
    for (auto it = next.begin(); it != next.end(); ++it)
        m_next.insert(it.key(), it->toInt());
}

} // namespace qwats::demo
