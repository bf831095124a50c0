// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result/result.h"
#include "core/time/timestamp.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace qwats::ctl {

/// What a process says when it ends. Scripts rely on the numbers.
enum class ExitCode : quint8 { Done = 0, Failed = 1, Usage = 2, Unreachable = 3, Unauthorized = 4 };

[[nodiscard]] ExitCode exitCodeFor(const Error &error);

/// Text of a server or a file, safe for a terminal: control characters (escape sequences, line ends) become spaces.
[[nodiscard]] QString printable(const QString &text);

/// Local time to the minute, "2026-03-04 09:15"; empty when none.
[[nodiscard]] QString localTime(Timestamp when);

/// Rows of text in aligned columns. The last column is not padded.
class TextTable
{
public:
    enum class Align : quint8 { Left, Right };
    struct Column
    {
        QString title;
        Align align = Align::Left;
        int widest = 60; ///< longer texts are cut with "…"; 0: never
    };

    explicit TextTable(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {
    }
    void add(const QStringList &cells); ///< missing cells are empty
    [[nodiscard]] QString text() const; ///< with a line of titles

private:
    [[nodiscard]] QString line(const QStringList &cells, const std::vector<qsizetype> &widths) const;

    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

/// Names and values below each other, values aligned; pairs without a value are left out.
[[nodiscard]] QString factLines(const std::vector<std::pair<QString, QString>> &facts);

/// Writes to standard output and standard error. Error Storage: the output could not be written (closed pipe, full
/// disk).
[[nodiscard]] Status printOut(const QByteArray &bytes);
[[nodiscard]] Status printOut(const QString &text);
[[nodiscard]] Status printOut(const QJsonObject &object);

/// One clear line on standard error; with `json` the object {"error":{"kind","message","detail"}}.
void printError(const Error &error, bool json);

} // namespace qwats::ctl
