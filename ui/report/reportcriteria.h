// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportservice.h"
#include "ui/report/reportperiod.h"

#include <QMap>
#include <QStringList>

namespace qwats::ui {

/// What the user narrows a report list to, in the user's terms: relative dates, texts with wildcards. A value; becomes
/// a ReportFilter at a moment, and a QVariantMap for places and saved filters.
struct ReportCriteria
{
    /// How a field is edited.
    enum class Editor : quint8 { Text, Number, Process, Pair, Seconds };
    struct Field
    {
        QString id; ///< steady, in places and saved filters
        QString name; ///< translated
        Editor editor = Editor::Text;
        bool always = false; ///< stands in the bar while there is room; the others when they are set
    };

    ReportKind kind = ReportKind::Test;
    std::vector<ReportResult> results; ///< empty: any; ascending
    ReportPeriod period;
    QMap<QString, QString> values; ///< by field id; never empty texts
    QString processName; ///< what the process field shows; not part of the question

    /// All fields but result and period, in the order of the bar and its menu.
    [[nodiscard]] static const QList<Field> &fields();
    [[nodiscard]] static const Field *field(const QString &id);

    [[nodiscard]] QString value(const QString &id) const { return values.value(id); }
    /// An empty text takes the field away. `*` counts as `%`.
    void setValue(const QString &id, const QString &text);
    [[nodiscard]] bool isSet() const; ///< anything beside the kind
    [[nodiscard]] QStringList setFields() const; ///< ids in the order of fields(), "started" and "result" among them
    void clear(const QString &id); ///< "started" and "result" too
    [[nodiscard]] QString words(const QString &id) const; ///< what a field shows: "CB118%", "at least 30 s"
    [[nodiscard]] QString nameOf(const QString &id) const;

    /// What is sent; dates as of `now`. A value that cannot be meant narrows nothing: editors refuse it before.
    [[nodiscard]] ReportFilter filterAt(Timestamp now) const;

    [[nodiscard]] QVariantMap toMap() const;
    /// Unknown keys and values are left out. Takes the keys of toMap(), and `from` in ms for links of older kind.
    [[nodiscard]] static ReportCriteria fromMap(const QVariantMap &map);

    /// The same question; the shown name of the process does not count.
    [[nodiscard]] bool sameAs(const ReportCriteria &other) const
    {
        return kind == other.kind && results == other.results && period == other.period && values == other.values;
    }
};

/// The two halves of a pair value: "name=value"; the second is empty when there is no "=".
[[nodiscard]] std::pair<QString, QString> splitPair(const QString &value);
/// The ends of a range of seconds, "30..120", "..5"; nothing: open. A text that is none gives two open ends.
[[nodiscard]] std::pair<std::optional<double>, std::optional<double>> splitRange(const QString &value);

} // namespace qwats::ui
