// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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
    void expected(const char *what) { m_what = QString::fromLatin1(what); }
    void at(std::string_view key) { m_path.prepend(QLatin1Char('.') + QString::fromUtf8(key.data(), qsizetype(key.size()))); }
    void at(size_t index) { m_path.prepend(QStringLiteral("[%1]").arg(index)); }
    [[nodiscard]] Error error() const;

private:
    QString m_path;
    QString m_what;
};

/// Readers of single values. Null and absent leave the default; numbers may come as text and text as numbers; false: the value
/// has a shape that cannot be meant. A date that cannot be read is no date.
[[nodiscard]] bool read(const Value &value, QString &out);
[[nodiscard]] bool read(const Value &value, Timestamp &out);
[[nodiscard]] bool read(const Value &value, qint64 &out);
[[nodiscard]] bool read(const Value &value, int &out);
[[nodiscard]] bool read(const Value &value, double &out);
[[nodiscard]] bool read(const Value &value, bool &out);

template <typename T>
[[nodiscard]] bool read(const Value &value, std::optional<T> &out)
{
    if (value.is_null())
        return true;
    T inner {};
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

/// One key of an object and where its value goes.
template <typename T>
struct Field
{
    std::string_view key;
    bool (*take)(T &object, const Value &value);
};

template <auto Member>
struct MemberOf;
template <typename T, typename M, M T::*Member>
struct MemberOf<Member>
{
    using Object = T;
    static bool take(T &object, const Value &value) { return read(value, object.*Member); }
};

/// A field that goes straight into a member.
template <auto Member>
[[nodiscard]] constexpr auto field(std::string_view key)
{
    using Into = MemberOf<Member>;
    return Field<typename Into::Object> {key, &Into::take};
}

/// Reads objects of one kind: a table of keys, walked once per object. Keys match in any case; unknown keys are skipped.
template <typename T>
class ObjectReader
{
public:
    ObjectReader(std::initializer_list<Field<T>> fields)
    {
        for (const auto &field : fields) {
            m_exact.emplace(field.key, field.take);
            m_lower.emplace(lower(field.key), field.take);
        }
    }

    [[nodiscard]] bool read(const Value &value, T &out, Problem &problem) const
    {
        simdjson::dom::object object;
        if (value.get(object) != simdjson::SUCCESS) {
            problem.expected("an object");
            return false;
        }
        for (const auto &[key, member] : object) {
            const auto take = find(key);
            if (take && !take(out, member)) {
                problem.expected("another kind of value");
                problem.at(key);
                return false;
            }
        }
        return true;
    }

private:
    using Take = bool (*)(T &, const Value &);

    static std::string lower(std::string_view key)
    {
        std::string text(key);
        for (char &c : text)
            c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
        return text;
    }

    [[nodiscard]] Take find(std::string_view key) const
    {
        if (const auto exact = m_exact.find(key); exact != m_exact.end())
            return exact->second;
        const auto other = m_lower.find(lower(key));
        return other == m_lower.end() ? nullptr : other->second;
    }

    std::unordered_map<std::string_view, Take> m_exact;
    std::unordered_map<std::string, Take> m_lower;
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

/// A member that is a list of objects. `null` and absent: empty.
template <typename T>
[[nodiscard]] bool readInner(const Value &value, std::vector<T> &out, const ObjectReader<T> &reader)
{
    Problem unused;
    return readArray(value, out, reader, unused);
}

/// A whole reply that is a bare list of objects; an empty body means no rows (wats-api 1.5).
template <typename T>
[[nodiscard]] Result<std::vector<T>> decodeList(const QByteArray &body, const ObjectReader<T> &reader)
{
    std::vector<T> rows;
    if (body.trimmed().isEmpty())
        return rows;
    const auto document = Document::parse(body);
    if (!document)
        return failure(document.error());
    Problem problem;
    if (!readArray(*document, rows, reader, problem))
        return failure(problem.error());
    return rows;
}

/// A whole reply that is one object.
template <typename T>
[[nodiscard]] Result<T> decodeObject(const QByteArray &body, const ObjectReader<T> &reader)
{
    const auto document = Document::parse(body);
    if (!document)
        return failure(document.error());
    T value;
    Problem problem;
    if (!reader.read(*document, value, problem))
        return failure(problem.error());
    return value;
}

} // namespace qwats::json
