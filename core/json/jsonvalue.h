// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <simdjson.h>

namespace qwats::json {

/// One value of a parsed document. Valid while the Document lives.
using Value = simdjson::dom::element;

/// A parsed reply. Tolerates what real servers send: bare NaN and Infinity tokens, a byte-order mark. Never throws.
///
/// Thread: any; the parser's memory is kept per thread. Only one Document may live per thread at a time.
class Document
{
public:
    /// Parses. Errors: BadReply with a sentence for people (a page instead of data, an empty answer, damaged data).
    [[nodiscard]] static Result<Value> parse(const QByteArray &body);
};

/// Where in a document something is wrong: "[3].serialNumber: expected text".
class Problem
{
public:
    void expected(const char *what) { m_what = QLatin1StringView(what); }
    void at(std::string_view key)
    {
        m_path.prepend(QLatin1Char('.') + QString::fromUtf8(key.data(), qsizetype(key.size())));
    }
    void at(size_t index) { m_path.prepend(QStringLiteral("[%1]").arg(index)); }
    [[nodiscard]] bool isNone() const { return m_what.isEmpty(); }
    [[nodiscard]] QString words() const; ///< for the log and for the place where the value is missing
    [[nodiscard]] Error error() const;

private:
    QString m_path;
    QString m_what;
};

/// Readers of single values. Null and absent leave the default; numbers may come as text and text as numbers; false:
/// the value has a shape that cannot be meant. A date that cannot be read is no date; a whole number out of range is
/// the nearest in range.
[[nodiscard]] bool read(const Value &value, QString &out);
[[nodiscard]] bool read(const Value &value, Timestamp &out);
[[nodiscard]] bool read(const Value &value, qint64 &out);
[[nodiscard]] bool read(const Value &value, int &out);
[[nodiscard]] bool read(const Value &value, double &out);
[[nodiscard]] bool read(const Value &value, bool &out);

/// The number of an enum. A word where a number should be leaves the default: enums of other servers are no failure.
[[nodiscard]] bool readCode(const Value &value, int &out);

/// Nothing that could be a number: null, an empty text, and NaN where a count is wanted.
[[nodiscard]] bool isAbsent(const Value &value, bool wholeNumber);

template <typename T> [[nodiscard]] bool read(const Value &value, std::optional<T> &out)
{
    static_assert(std::is_arithmetic_v<T>, "texts and dates know themselves what empty is");
    if (isAbsent(value, std::is_integral_v<T>))
        return true;
    T inner{};
    if (!read(value, inner))
        return false;
    out = inner;
    return true;
}

/// While it lives, equal short texts read on this thread share their memory: lists repeat the same few hundred.
class SharedTexts
{
public:
    SharedTexts();
    ~SharedTexts();
    SharedTexts(const SharedTexts &) = delete;
    SharedTexts &operator=(const SharedTexts &) = delete;
};

/// What a kind of member is called in a Problem.
template <typename M> [[nodiscard]] constexpr const char *wordFor()
{
    if constexpr (std::is_same_v<M, QString>)
        return "text";
    else if constexpr (std::is_same_v<M, Timestamp>)
        return "a date";
    else if constexpr (std::is_same_v<M, bool>)
        return "true or false";
    else
        return "a number"; // int, qint64, double, and the optional ones
}

/// One key of an object and where its value goes. A taker with a Problem says itself what was expected and where.
template <typename T> class Field
{
public:
    using Take = bool (*)(T &object, const Value &value);
    using TakeInner = bool (*)(T &object, const Value &value, Problem &problem);

    constexpr Field(std::string_view name, Take taker, const char *what = "another kind of value")
        : m_key(name)
        , m_take(taker)
        , m_what(what)
    {
    }
    constexpr Field(std::string_view name, TakeInner taker)
        : m_key(name)
        , m_inner(taker)
    {
    }

    [[nodiscard]] std::string_view key() const { return m_key; }
    [[nodiscard]] bool take(T &object, const Value &value, Problem &problem) const
    {
        if (m_inner ? m_inner(object, value, problem) : m_take(object, value))
            return true;
        if (!m_inner)
            problem.expected(m_what);
        problem.at(m_key);
        return false;
    }

private:
    std::string_view m_key;
    Take m_take = nullptr;
    TakeInner m_inner = nullptr;
    const char *m_what = "";
};

template <auto Member> struct MemberOf;
template <typename T, typename M, M T::*Member> struct MemberOf<Member>
{
    using Object = T;
    using Kind = M;
    static bool take(T &object, const Value &value) { return read(value, object.*Member); }
};

/// A field that goes straight into a member.
template <auto Member> [[nodiscard]] constexpr auto field(std::string_view key)
{
    using Into = MemberOf<Member>;
    return Field<typename Into::Object>(key, &Into::take, wordFor<typename Into::Kind>());
}

/// Reads objects of one kind: a table of keys, walked once per object. Keys match in any case; unknown keys are
/// skipped.
template <typename T> class ObjectReader
{
public:
    ObjectReader(std::initializer_list<Field<T>> fields)
        : ObjectReader(std::vector<Field<T>>(fields))
    {
    }
    explicit ObjectReader(std::vector<Field<T>> fields)
        : m_fields(std::move(fields))
        , m_slots(slotsFor(m_fields.size()), nullptr)
    {
        for (const auto &field : m_fields) {
            size_t slot = slotOf(field.key());
            while (m_slots[slot])
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = &field;
        }
    }
    ObjectReader(const ObjectReader &) = delete;
    ObjectReader &operator=(const ObjectReader &) = delete;

    /// All or nothing: the first member of an unexpected form ends it.
    [[nodiscard]] bool read(const Value &value, T &out, Problem &problem) const
    {
        simdjson::dom::object object;
        if (!isObject(value, object, problem))
            return false;
        for (const auto &[key, member] : object) {
            const auto *field = find(key);
            if (field && !field->take(out, member, problem))
                return false;
        }
        return true;
    }

    /// Keeps what can be read: a member of an unexpected form keeps its default, and the first such place is the
    /// problem.
    bool readWhatFits(const Value &value, T &out, Problem &problem) const
    {
        simdjson::dom::object object;
        if (!isObject(value, object, problem))
            return false;
        for (const auto &[key, member] : object) {
            const auto *field = find(key);
            Problem here;
            if (field && !field->take(out, member, here) && problem.isNone())
                problem = here;
        }
        return problem.isNone();
    }

private:
    static bool isObject(const Value &value, simdjson::dom::object &object, Problem &problem)
    {
        if (value.get(object) == simdjson::SUCCESS)
            return true;
        problem.expected("an object");
        return false;
    }

    /// A power of two, at least half of them free: a search ends at a free one.
    static size_t slotsFor(size_t fields)
    {
        size_t count = 4;
        while (count < 2 * fields)
            count *= 2;
        return count;
    }

    static char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

    /// Its length and three of its letters tell the keys of one object apart well enough.
    [[nodiscard]] size_t slotOf(std::string_view key) const
    {
        if (key.empty())
            return 0;
        const auto letter = [key](size_t at) { return size_t(static_cast<unsigned char>(lower(key[at]))); };
        const size_t mixed = key.size() * 7 + letter(0) * 3 + letter(key.size() / 2) * 31 + letter(key.size() - 1) * 13;
        return mixed & (m_slots.size() - 1);
    }

    static bool isSame(std::string_view a, std::string_view b)
    {
        return a == b || (a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
                              return lower(x) == lower(y);
                          }));
    }

    [[nodiscard]] const Field<T> *find(std::string_view key) const
    {
        size_t slot = slotOf(key);
        while (m_slots[slot] && !isSame(m_slots[slot]->key(), key))
            slot = (slot + 1) & (m_slots.size() - 1);
        return m_slots[slot];
    }

    std::vector<Field<T>> m_fields;
    std::vector<const Field<T> *> m_slots; // of m_fields, by slotOf(), the next free one when taken
};

/// Reads an array of objects. Null means no rows.
template <typename T>
[[nodiscard]] bool readArray(const Value &value, std::vector<T> &out, const ObjectReader<T> &reader, Problem &problem)
{
    if (value.is_null())
        return true;
    simdjson::dom::array rows;
    if (value.get(rows) != simdjson::SUCCESS) {
        problem.expected("a list");
        return false;
    }
    out.reserve(rows.size());
    size_t index = 0;
    for (const Value &row : rows) {
        out.emplace_back();
        if (!reader.read(row, out.back(), problem)) {
            problem.at(index);
            return false;
        }
        ++index;
    }
    return true;
}

/// A list of objects of which everything readable is kept; the first place that is not becomes the problem.
template <typename T>
[[nodiscard]] bool readWhatFits(const Value &value, std::vector<T> &out, const ObjectReader<T> &reader,
                                Problem &problem)
{
    if (value.is_null())
        return true;
    simdjson::dom::array rows;
    if (value.get(rows) != simdjson::SUCCESS) {
        problem.expected("a list");
        return false;
    }
    out.reserve(out.size() + rows.size());
    size_t index = 0;
    for (const Value &row : rows) {
        Problem here;
        T element;
        if (!reader.readWhatFits(row, element, here) && problem.isNone()) {
            problem = here;
            problem.at(index);
        }
        if (row.is_object())
            out.push_back(std::move(element));
        ++index;
    }
    return problem.isNone();
}

/// No body, `null`, `{}` or an empty text: the server's ways to say "nothing" (wats-api 1.5).
[[nodiscard]] bool isNothing(const Value &value);

/// A whole reply that is a bare list of objects; nothing means no rows.
template <typename T>
[[nodiscard]] Result<std::vector<T>> decodeList(const QByteArray &body, const ObjectReader<T> &reader)
{
    std::vector<T> rows;
    if (body.isEmpty())
        return rows;
    const auto document = Document::parse(body);
    if (!document)
        return failure(document.error());
    Problem problem;
    if (!isNothing(*document) && !readArray(*document, rows, reader, problem))
        return failure(problem.error());
    return rows;
}

/// The error of a reply that says "nothing" where one thing was asked for.
[[nodiscard]] Error notThere();

/// A whole reply that is one object. Errors: NotFound when the server answers with nothing.
template <typename T> [[nodiscard]] Result<T> decodeObject(const QByteArray &body, const ObjectReader<T> &reader)
{
    if (body.isEmpty())
        return failure(notThere());
    const auto document = Document::parse(body);
    if (!document)
        return failure(document.error());
    if (isNothing(*document))
        return failure(notThere());
    T value;
    Problem problem;
    if (!reader.read(*document, value, problem))
        return failure(problem.error());
    return value;
}

} // namespace qwats::json
