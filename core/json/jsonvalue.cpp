// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/jsonvalue.h"

#include <QCoreApplication>

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace qwats::json {
namespace {

constexpr qsizetype LargestDocument = 512'000'000;
constexpr size_t SharedSlots = 2048;
constexpr size_t LongestShared = 48;

QString text(const char *source)
{
    return QCoreApplication::translate("Json", source);
}

struct Slot
{
    std::string bytes;
    QString text;
};
thread_local std::array<Slot, SharedSlots> *t_shared = nullptr;

QString textOf(std::string_view bytes)
{
    if (t_shared && bytes.size() <= LongestShared) {
        Slot &slot = (*t_shared)[std::hash<std::string_view>()(bytes) % SharedSlots];
        if (slot.bytes != bytes) {
            slot.bytes = bytes;
            slot.text = QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
        }
        return slot.text;
    }
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

bool isWordChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '"';
}

/// Puts quotes around bare NaN, Infinity and -Infinity outside of texts. Real reports hold them; JSON does not allow them.
QByteArray withQuotedNumbers(const QByteArray &body)
{
    QByteArray out;
    out.reserve(body.size() + 64);
    bool inText = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inText) {
            out += c;
            if (c == '\\' && i + 1 < body.size())
                out += body[++i];
            else if (c == '"')
                inText = false;
            continue;
        }
        const bool starts = i == 0 || !isWordChar(body[i - 1]);
        const auto word = [&](const char *token) {
            return starts && std::strncmp(body.constData() + i, token, std::strlen(token)) == 0;
        };
        const char *token = word("NaN") ? "NaN" : word("Infinity") ? "Infinity" : word("-Infinity") ? "-Infinity" : nullptr;
        if (token) {
            out += '"' + QByteArray(token) + '"';
            i += qsizetype(std::strlen(token)) - 1;
        } else {
            out += c;
            inText = c == '"';
        }
    }
    return out;
}

Error notData(const QByteArray &body)
{
    const QByteArray start = body.left(256).trimmed();
    if (start.isEmpty())
        return {Error::Kind::BadReply, text("The server answered with nothing."), QStringLiteral("empty body"), 0};
    if (start.startsWith('<'))
        return {Error::Kind::BadReply,
                text("The server answered with a web page instead of data. A sign-in page or a proxy may be in between."),
                QStringLiteral("markup instead of JSON"), 0};
    return {};
}

std::optional<double> numberFrom(std::string_view words)
{
    if (words == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (words == "Infinity" || words == "+Infinity")
        return std::numeric_limits<double>::infinity();
    if (words == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    double number = 0;
    const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (problem != std::errc() || end != words.data() + words.size() || words.empty())
        return {};
    return number;
}

} // namespace

SharedTexts::SharedTexts()
{
    thread_local std::array<Slot, SharedSlots> store;
    t_shared = &store;
}

SharedTexts::~SharedTexts()
{
    t_shared = nullptr;
}

Result<Value> Document::parse(const QByteArray &body)
{
    if (body.size() > LargestDocument)
        return failure(Error::Kind::TooLarge, text("The answer is larger than qWATS accepts."), QStringLiteral("document size"));
    thread_local simdjson::dom::parser parser;
    QByteArray data = body.startsWith("\xEF\xBB\xBF") ? body.mid(3) : body;
    auto parsed = parser.parse(data.constData(), size_t(data.size()));
    if (parsed.error() != simdjson::SUCCESS) {
        Error problem = notData(data);
        if (!problem.detail.isEmpty())
            return failure(std::move(problem));
        data = withQuotedNumbers(data);
        parsed = parser.parse(data.constData(), size_t(data.size()));
    }
    if (parsed.error() != simdjson::SUCCESS)
        return failure(Error::Kind::BadReply, text("The answer arrived damaged or incomplete."),
                       QStringLiteral("JSON: %1").arg(QLatin1StringView(simdjson::error_message(parsed.error()))));
    return parsed.value_unsafe();
}

Error Problem::error() const
{
    return {Error::Kind::BadReply, text("The server's answer has an unexpected form."),
            QStringLiteral("%1: expected %2").arg(m_path.isEmpty() ? QStringLiteral("reply") : m_path, m_what), 0};
}

bool read(const Value &value, QString &out)
{
    switch (value.type()) {
    case simdjson::dom::element_type::STRING: out = textOf(value.get_string().value_unsafe()); return true;
    case simdjson::dom::element_type::NULL_VALUE: return true;
    case simdjson::dom::element_type::INT64: out = QString::number(value.get_int64().value_unsafe()); return true;
    case simdjson::dom::element_type::UINT64: out = QString::number(value.get_uint64().value_unsafe()); return true;
    case simdjson::dom::element_type::DOUBLE: out = QString::number(value.get_double().value_unsafe(), 'g', 17); return true;
    case simdjson::dom::element_type::BOOL:
        out = value.get_bool().value_unsafe() ? QStringLiteral("true") : QStringLiteral("false");
        return true;
    default: return false;
    }
}

bool read(const Value &value, Timestamp &out)
{
    if (value.is_null())
        return true;
    std::string_view words;
    if (value.get(words) != simdjson::SUCCESS)
        return false;
    out = Timestamp::parse(words);
    return true;
}

bool read(const Value &value, double &out)
{
    if (value.is_null())
        return true;
    if (value.get(out) == simdjson::SUCCESS)
        return true;
    std::string_view words;
    if (value.get(words) != simdjson::SUCCESS)
        return false;
    const auto number = numberFrom(words);
    out = number.value_or(out);
    return number.has_value() || words.empty();
}

bool read(const Value &value, qint64 &out)
{
    int64_t exact = 0;
    if (value.get(exact) == simdjson::SUCCESS) {
        out = exact;
        return true;
    }
    double number = 0;
    if (!read(value, number))
        return false;
    if (!value.is_null() && std::isfinite(number) && std::abs(number) < 9.0e18)
        out = qint64(number);
    return true;
}

bool read(const Value &value, int &out)
{
    qint64 wide = out;
    if (!read(value, wide))
        return false;
    constexpr qint64 Least = std::numeric_limits<int>::min();
    constexpr qint64 Most = std::numeric_limits<int>::max();
    out = int(std::clamp(wide, Least, Most));
    return true;
}

bool read(const Value &value, bool &out)
{
    if (value.is_null() || value.get(out) == simdjson::SUCCESS)
        return true;
    std::string_view words;
    if (value.get(words) == simdjson::SUCCESS) {
        out = words == "true" || words == "True" || words == "1";
        return true;
    }
    double number = 0;
    if (!read(value, number))
        return false;
    out = number != 0;
    return true;
}

} // namespace qwats::json
