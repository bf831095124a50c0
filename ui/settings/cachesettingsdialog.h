// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/settings/policyproblems.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace qwats::ui {

class InkLabel;
class NoticeBar;

/// How long which answers live. A value in, a value out; Cancel costs nothing. Apply is possible when the table can be used and
/// differs from what it was; the first problem stands in a notice with its remedy.
///
/// Thread: GUI. Shown with open(); deletes itself on close.
class CacheSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    CacheSettingsDialog(const CachePolicies &current, const CacheStats &inUse, QWidget *parent = nullptr);

    [[nodiscard]] const CachePolicies &policies() const { return m_edited; }
    [[nodiscard]] int changeCount() const;
    [[nodiscard]] QPushButton *applyButton() const { return m_apply; }
    [[nodiscard]] QString problemText() const; ///< empty when there is none
    /// The field of a lifetime, for tests and for focusing a problem.
    [[nodiscard]] QLineEdit *field(Domain domain, PolicyProblem::Field which) const;

private:
    using Span = std::chrono::seconds CachePolicy::*;
    struct LifeField
    {
        Domain domain;
        PolicyProblem::Field which;
        Span span;
        QLineEdit *edit;
        QToolButton *reset;
    };
    struct DomainRow
    {
        Domain domain;
        QCheckBox *cached;
        QComboBox *safety;
    };

    void makeTop(QVBoxLayout *layout, const CacheStats &inUse);
    void makeTable(QVBoxLayout *layout);
    void makeRow(QGridLayout *grid, int row, Domain domain);
    void addLife(QGridLayout *grid, int row, int column, Domain domain, PolicyProblem::Field which, Span span);
    void makeFooter(QVBoxLayout *layout);
    QLineEdit *sharedField(const QString &name, std::chrono::seconds CachePolicies::*span);
    void readShared();
    void readLife(const LifeField &life);
    void showValues(); ///< the edited values into the fields
    void check(); ///< problems, count of changes, Apply
    void useRemedy();
    void markField(QLineEdit *edit, bool bad);

    CachePolicies m_before;
    CachePolicies m_edited;
    QList<PolicyProblem> m_problems;
    QHash<QLineEdit *, QString> m_unreadable; // fields whose text is no duration
    QCheckBox *m_enabled;
    QLineEdit *m_fresh = nullptr;
    QLineEdit *m_keep = nullptr;
    QSpinBox *m_entries;
    QSpinBox *m_memory;
    QSpinBox *m_one;
    QList<DomainRow> m_rows;
    QList<LifeField> m_lives;
    NoticeBar *m_notice;
    InkLabel *m_changes;
    QPushButton *m_apply;
};

/// The domain in words: "Products and BOM".
[[nodiscard]] QString domainWords(Domain domain);

} // namespace qwats::ui
