// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/jsonvalue.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
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

bool isNumberChar(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// How long a token at the front of `rest` is that JSON refuses but servers send: NaN and the infinities, and numbers
/// too long or too large for a parser. 0: none.
qsizetype refusedToken(QByteArrayView rest)
{
    for (const char *word : {"NaN", "Infinity", "-Infinity"}) {
        if (rest.startsWith(word))
            return qsizetype(std::strlen(word));
    }
    constexpr qsizetype Suspicious = 19; // digits from which on an integer may not fit 64 bits
    qsizetype length = 0;
    bool exponent = false;
    while (length < rest.size() && isNumberChar(rest[length])) {
        exponent = exponent || rest[length] == 'e' || rest[length] == 'E';
        ++length;
    }
    return exponent || length >= Suspicious ? length : 0;
}

/// Puts quotes around refused tokens outside of texts. Real reports hold them (wats-api 1.8); readers take numbers as
/// text.
QByteArray withQuotedNumbers(const QByteArray &body)
{
    QByteArray out;
    out.reserve(body.size() + body.size() / 8 + 64);
    bool inText = false;
    bool atToken = true; // whether a value may begin here
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        const qsizetype token = inText || !atToken ? 0 : refusedToken(QByteArrayView(body).sliced(i));
        if (token > 0) {
            out.append('"').append(body.constData() + i, token).append('"');
            i += token - 1;
            atToken = false;
            continue;
        }
        out += c;
        if (inText && c == '\\' && i + 1 < body.size())
            out += body[++i];
        else if (c == '"')
            inText = !inText;
        atToken = c == ':' || c == ',' || c == '[' || (atToken && (c == ' ' || c == '\n' || c == '\r' || c == '\t'));
    }
    return out;
}

Error notData(const QByteArray &body)
{
    const QByteArray start = body.left(256).trimmed();
    if (start.isEmpty())
        return {Error::Kind::BadReply, text("The server answered with nothing."), QStringLiteral("empty body"), 0};
    if (start.startsWith('<'))
        return {
            Error::Kind::BadReply,
            text("The server answered with a web page instead of data. A sign-in page or a proxy may be in between."),
            QStringLiteral("markup instead of JSON"), 0};
    return {};
}

/// What is left of a number that is out of a double's range: nothing or everything.
double beyondRange(std::string_view words)
{
    const bool tiny = words.find("e-") != std::string_view::npos || words.find("E-") != std::string_view::npos;
    const double size = tiny ? 0.0 : std::numeric_limits<double>::infinity();
    return words.front() == '-' ? -size : size;
}

/// Decimal point whatever the locale; "NaN" and the infinities included.
std::optional<double> numberFrom(std::string_view words)
{
    if (!words.empty() && words.front() == '+')
        words.remove_prefix(1);
    double number = 0;
    const char *last = words.data() + words.size();
    const auto [end, problem] = std::from_chars(words.data(), last, number);
    if (words.empty() || end != last)
        return {};
    if (problem == std::errc::result_out_of_range)
        return beyondRange(words);
    return problem == std::errc() ? std::optional(number) : std::nullopt;
}

bool isBlank(std::string_view words)
{
    return words.find_first_not_of(" \t\r\n") == std::string_view::npos;
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

namespace {

/// The parser's memory is nine times the document: after a large one it goes back to the system.
simdjson::dom::parser &parserFor(qsizetype size)
{
    constexpr size_t Large = 4'000'000;
    thread_local simdjson::dom::parser parser;
    if (parser.capacity() > Large && size_t(size) < Large)
        parser = simdjson::dom::parser();
    return parser;
}

simdjson::simdjson_result<Value> parsed(simdjson::dom::parser &parser, const QByteArray &data)
{
    // simdjson reads a little past the end. Where the array owns that memory, the copy is saved.
    const bool padded = data.capacity() - data.size() >= qsizetype(simdjson::SIMDJSON_PADDING);
    return parser.parse(data.constData(), size_t(data.size()), !padded);
}

} // namespace

Result<Value> Document::parse(const QByteArray &body)
{
    if (body.size() > LargestDocument)
        return failure(Error::Kind::TooLarge, text("The answer is larger than qWATS accepts."),
                       QStringLiteral("document size"));
    auto &parser = parserFor(body.size());
    QByteArray data = body.startsWith("\xEF\xBB\xBF") ? body.mid(3) : body;
    auto document = parsed(parser, data);
    if (document.error() != simdjson::SUCCESS) {
        Error problem = notData(data);
        if (!problem.detail.isEmpty())
            return failure(std::move(problem));
        data = withQuotedNumbers(data);
        document = parsed(parser, data);
    }
    if (document.error() != simdjson::SUCCESS)
        return failure(Error::Kind::BadReply, text("The answer arrived damaged or incomplete."),
                       QStringLiteral("JSON: %1").arg(QLatin1StringView(simdjson::error_message(document.error()))));
    return document.value_unsafe();
}

bool isNothing(const Value &value)
{
    std::string_view words;
    if (value.get(words) == simdjson::SUCCESS)
        return isBlank(words);
    simdjson::dom::object object;
    return value.is_null() || (value.get(object) == simdjson::SUCCESS && object.begin() == object.end());
}

Error notThere()
{
    return {Error::Kind::NotFound, text("The server has no such entry."), QStringLiteral("empty reply"), 0};
}

QString Problem::words() const
{
    const QString path = m_path.startsWith(u'.') ? m_path.sliced(1) : m_path;
    return QStringLiteral("%1: expected %2").arg(path.isEmpty() ? QStringLiteral("reply") : path, m_what);
}

Error Problem::error() const
{
    return {Error::Kind::BadReply, text("The server's answer has an unexpected form."), words(), 0};
}

bool read(const Value &value, QString &out)
{
    switch (value.type()) {
    case simdjson::dom::element_type::STRING: out = textOf(value.get_string().value_unsafe()); return true;
    case simdjson::dom::element_type::NULL_VALUE: return true;
    case simdjson::dom::element_type::INT64: out = QString::number(value.get_int64().value_unsafe()); return true;
    case simdjson::dom::element_type::UINT64: out = QString::number(value.get_uint64().value_unsafe()); return true;
    case simdjson::dom::element_type::DOUBLE:
        out = QString::number(value.get_double().value_unsafe(), 'g', QLocale::FloatingPointShortest);
        return true;
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
    return number.has_value() || isBlank(words);
}

bool read(const Value &value, qint64 &out)
{
    int64_t exact = 0;
    std::string_view words;
    const bool isText = value.get(words) == simdjson::SUCCESS;
    if (isText) {
        const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), exact);
        if (problem == std::errc() && end == words.data() + words.size()) {
            out = exact;
            return true;
        }
    } else if (value.get(exact) == simdjson::SUCCESS) {
        out = exact;
        return true;
    }
    if (isAbsent(value, true))
        return true;
    double number = 0;
    if (!read(value, number))
        return false;
    constexpr double Range = 9'223'372'036'854'774'784.0; // the largest double below 2^63
    out = qint64(std::clamp(number, -Range, Range));
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
        const auto given = QLatin1StringView(words.data(), qsizetype(words.size()));
        const auto is
            = [&](const char *word) { return given.compare(QLatin1StringView(word), Qt::CaseInsensitive) == 0; };
        out = is("true") || is("1");
        return out || is("false") || is("0") || isBlank(words);
    }
    double number = 0;
    if (!read(value, number))
        return false;
    out = number != 0;
    return true;
}

bool readCode(const Value &value, int &out)
{
    if (read(value, out))
        return true;
    return value.is_string();
}

bool isAbsent(const Value &value, bool wholeNumber)
{
    std::string_view words;
    if (value.get(words) != simdjson::SUCCESS)
        return value.is_null();
    const auto number = wholeNumber ? numberFrom(words) : std::nullopt;
    return isBlank(words) || (number && std::isnan(*number));
}

} // namespace qwats::json
