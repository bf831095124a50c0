// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/reportheader.h"
#include "ui/widgets/ink.h"

#include <vector>

class QHBoxLayout;

namespace qwats::ui {

class FilterField;

/// The strip of reports that are to be compared: two to four tests. Hidden while empty.
///
/// Thread: GUI. Keeps what identifies a report, not the report.
class CompareTray : public Panel
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;
        QString serialNumber;
        QString when; ///< in words
    };
    static constexpr int Most = 4;

    explicit CompareTray(QWidget *parent = nullptr);

    /// Adds a test or takes it away again. A repair, or a fifth, is refused with words under the strip.
    void toggle(const ReportHeader &report);
    void toggle(const Entry &entry, ReportKind kind);
    [[nodiscard]] bool contains(const QString &id) const;
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] QPushButton *compareButton() const { return m_compare; }
    [[nodiscard]] QString words() const; ///< what the strip says at its left
    void clear();

signals:
    void changed();
    void compareRequested(const QStringList &ids);
    void reportRequested(const QString &id);

private:
    void remove(const QString &id);
    void rebuild();
    void refuse(const QString &why);

    std::vector<Entry> m_entries;
    QHBoxLayout *m_fields;
    InkLabel *m_words;
    QPushButton *m_compare;
    QPushButton *m_clear;
};

} // namespace qwats::ui
