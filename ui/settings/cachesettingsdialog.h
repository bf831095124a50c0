// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/ttlcache.h"
#include "core/settings/policyproblems.h"

#include <QDialog>
#include <QHash>

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
class LifeEdit;
class NoticeBar;

/// How long which answers live. A value in, a value out; Cancel costs nothing. Apply is possible when the table can be
/// used and differs from what it was; the first problem stands in a notice with its remedy.
///
/// Thread: GUI. Shown with open(); deletes itself on close.
class CacheSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    CacheSettingsDialog(const CachePolicies &current, const CacheStats &inUse, QWidget *parent = nullptr);
    ~CacheSettingsDialog() override;

    [[nodiscard]] const CachePolicies &policies() const { return m_edited; }
    [[nodiscard]] int changeCount() const;
    [[nodiscard]] QPushButton *applyButton() const { return m_apply; }
    [[nodiscard]] QString problemText() const; ///< empty when there is none
    [[nodiscard]] QString changesText() const; ///< "2 changes, 1 problem"
    [[nodiscard]] NoticeBar *notice() const { return m_notice; }
    /// The field of a lifetime, for tests and for focusing a problem.
    [[nodiscard]] QLineEdit *field(Domain domain, PolicyProblem::Field which) const;
    /// The shared field: FreshFor or KeepFor.
    [[nodiscard]] QLineEdit *sharedField(PolicyProblem::Field which) const;
    /// The arrow that gives a lifetime back to what is inherited; visible while the domain has its own.
    [[nodiscard]] QToolButton *resetButton(Domain domain, PolicyProblem::Field which) const;
    [[nodiscard]] QCheckBox *cachedBox(Domain domain) const;
    [[nodiscard]] QComboBox *safetyBox(Domain domain) const;

private:
    using Span = std::chrono::seconds CachePolicy::*;
    struct LifeField
    {
        Domain domain;
        PolicyProblem::Field which;
        Span span;
        LifeEdit *edit;
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
    QLineEdit *makeSharedField(const QString &name);
    void readShared();
    void readLife(const LifeField &life);
    void tidy(QLineEdit *edit, std::chrono::seconds value); ///< "5" becomes "5 min" when the field is left
    [[nodiscard]] bool hasProblem(const std::optional<Domain> &domain, PolicyProblem::Field which) const;
    void showRow(const DomainRow &row);
    void showLife(const LifeField &life);
    void showValues(); ///< the edited values into the fields
    void check(); ///< problems, count of changes, Apply
    void useRemedy();
    void showNotice();
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
