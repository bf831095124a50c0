// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/process/process.h"
#include "ui/report/reportcriteria.h"
#include "ui/widgets/ink.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

class QMenu;
class QPushButton;

namespace qwats {
class Clock;
}

namespace qwats::ui {

class ChipBar;
class FieldFlow;
class FilterField;
class FilterPopup;

/// All that narrows the list of reports: fields, the result chips, and what takes them away again.
///
/// A field that is set is always visible. What is typed comes out after a short pause, the newest only; what is chosen
/// comes at once. Thread: gui. Borrows the clock.
class ReportFilterBar : public Panel
{
    Q_OBJECT

public:
    ReportFilterBar(const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] const ReportCriteria &criteria() const { return m_criteria; }
    /// Shows other criteria without telling.
    void setCriteria(const ReportCriteria &criteria);
    /// For the names in the process menu; null while they are not known, `why` says so then.
    void setProcesses(std::shared_ptr<const ProcessList> processes, const QString &why);
    /// How many reports each result has, by its number, and "all"; shown on the chips. Empty: not known.
    void setCounts(const QHash<QString, qint64> &counts);

    [[nodiscard]] FilterField *field(const QString &id) const { return m_fields.value(id); } ///< "started" too
    [[nodiscard]] bool isFieldShown(const QString &id) const;
    [[nodiscard]] ChipBar *chips() const { return m_chips; }
    [[nodiscard]] FilterPopup *popup() const; ///< the one open; null: none
    [[nodiscard]] QMenu *addMenu() const { return m_addMenu; }
    void edit(const QString &id, const QString &typed = {});
    void focusFirst(); ///< opens the serial number for typing
    void addLeading(QWidget *control); ///< before the fields; the bar takes it over
    void clearAll();

    static constexpr int PauseMs = 250;

signals:
    void criteriaChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeFields();
    void makeChips();
    void fillAddMenu();
    void editPeriod(const QPoint &at);
    void editProcess(const QPoint &at);
    void editText(const ReportCriteria::Field &field, const QString &typed);
    void change(bool now = true);
    void takeChips(const QStringList &ids);
    void showCriteria();
    void showChips();
    void setPeriod(const ReportPeriod &period);

    const Clock &m_clock;
    ReportCriteria m_criteria;
    std::shared_ptr<const ProcessList> m_processes;
    QString m_whyNoProcesses;
    QHash<QString, FilterField *> m_fields;
    QHash<QString, qint64> m_counts;
    FieldFlow *m_flow;
    ChipBar *m_chips;
    QPushButton *m_add;
    QPushButton *m_clear;
    QMenu *m_addMenu;
    QPointer<FilterPopup> m_popup;
    QString m_editing;
    QTimer m_pause;
};

} // namespace qwats::ui
