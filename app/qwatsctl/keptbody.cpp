// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qwatsctl/keptbody.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace qwats::ctl {
namespace {

/// The deleter of a value's second pointer: holds the value and the text, and is found again through any copy.
struct BodyKeeper
{
    std::shared_ptr<const void> value;
    QByteArray body;

    void operator()(const void *) const noexcept { } // `value` goes with the keeper
};

std::shared_ptr<const void> withBody(const std::shared_ptr<const void> &value, const QByteArray &body)
{
    const void *raw = value.get();
    return {raw, BodyKeeper{value, body}};
}

/// Gives each row that a list seeds the part of the list's text that speaks of it.
class KeepingSink final : public SeedSink
{
public:
    KeepingSink(SeedSink &sink, const QByteArray &body)
        : m_sink(sink)
    {
        const QJsonArray rows = QJsonDocument::fromJson(onOneLine(body)).array();
        for (const QJsonValue &row : rows) {
            for (const auto *key : {"assetId", "serialNumber", "partNumber", "uuid", "typeId"}) {
                const QString name = row[QLatin1StringView(key)].toString();
                if (!name.isEmpty())
                    m_rows.insert(name.toUtf8(), row.toObject());
            }
        }
    }

protected:
    void putAny(const AnyQuery &query, std::shared_ptr<const void> value, qsizetype bytes) override
    {
        const QByteArray text = QJsonDocument(m_rows.value(query.subject)).toJson(QJsonDocument::Compact);
        m_sink.put(untyped(query), std::static_pointer_cast<const Untyped>(withBody(value, text)), bytes);
    }

private:
    SeedSink &m_sink;
    QHash<QByteArray, QJsonObject> m_rows; // by everything that may name them
};

// Decoders are plain functions without a state of their own, so each wrapped endpoint has a numbered place here.
constexpr size_t MostEndpoints = 48;
struct Slot
{
    const Endpoint *original = nullptr;
    Endpoint keeping{};
};
std::array<Slot, MostEndpoints> places;

template <size_t Place> Result<std::shared_ptr<const void>> decodeKeeping(const QByteArray &body)
{
    auto value = places[Place].original->decode(body);
    if (value)
        *value = withBody(*value, body);
    return value;
}

template <size_t Place> void seedKeeping(const std::shared_ptr<const void> &value, SeedSink &sink)
{
    KeepingSink keeping(sink, bodyOf(value).value_or(QByteArray()));
    places[Place].original->seed(value, keeping);
}

template <size_t... Place> constexpr auto decodersFor(std::index_sequence<Place...>)
{
    return std::array<Endpoint::Decode, MostEndpoints>{decodeKeeping<Place>...};
}

template <size_t... Place> constexpr auto seedersFor(std::index_sequence<Place...>)
{
    return std::array<Endpoint::Seed, MostEndpoints>{seedKeeping<Place>...};
}

constexpr auto decoders = decodersFor(std::make_index_sequence<MostEndpoints>());
constexpr auto seeders = seedersFor(std::make_index_sequence<MostEndpoints>());

/// Length of a bare token that JSON does not have, at `at`; 0 when there is none.
qsizetype bareToken(const QByteArray &body, qsizetype at)
{
    for (const auto *token : {"NaN", "Infinity", "-Infinity"}) {
        if (QByteArrayView(body).sliced(at).startsWith(token))
            return qstrlen(token);
    }
    return 0;
}

QByteArray withoutSpace(const QByteArray &body)
{
    QByteArray line;
    line.reserve(body.size());
    bool inText = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body.at(i);
        if (inText) {
            line += c;
            if (c == '\\' && i + 1 < body.size())
                line += body.at(++i);
            inText = c != '"';
        } else if (const qsizetype length = bareToken(body, i)) {
            line += '"' + body.mid(i, length) + '"';
            i += length - 1;
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            line += c;
            inText = c == '"';
        }
    }
    return line;
}

} // namespace

const Endpoint &keepingEndpoint(const Endpoint &endpoint)
{
    for (size_t place = 0; place < MostEndpoints; ++place) {
        Slot &slot = places[place];
        if (slot.original == &endpoint)
            return slot.keeping;
        if (slot.original)
            continue;
        slot.original = &endpoint;
        slot.keeping = endpoint;
        slot.keeping.decode = decoders[place];
        slot.keeping.seed = endpoint.seed ? seeders[place] : nullptr;
        return slot.keeping;
    }
    qFatal("more endpoints than MostEndpoints");
}

std::optional<QByteArray> bodyOf(const std::shared_ptr<const void> &value)
{
    const auto *keeper = std::get_deleter<BodyKeeper>(value);
    return keeper ? std::optional(keeper->body) : std::nullopt;
}

QByteArray onOneLine(const QByteArray &body)
{
    QByteArray line = withoutSpace(body);
    // Wrapped into a list, because a bare text or number is JSON too and Qt's reader wants a list or an object.
    QJsonParseError problem;
    QJsonDocument::fromJson('[' + line + ']', &problem);
    if (!line.isEmpty() && problem.error == QJsonParseError::NoError)
        return line;
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(body)}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

} // namespace qwats::ctl
