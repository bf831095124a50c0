// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/reportcriteria.h"

#include <QFrame>

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QVBoxLayout;

namespace qwats::ui {

class InkLabel;

/// Under a filter field: edits its value and tells each change as it is typed. Enter and Esc close; what was typed
/// stays. Thread: gui. Deletes itself when closed.
class FilterPopup : public QFrame
{
    Q_OBJECT

public:
    /// `typed` is put behind the present value's place: the key that opened the popup; empty: none.
    FilterPopup(const ReportCriteria::Field &field, const QString &value, const QString &typed, QWidget *parent);

    void openAt(const QPoint &at); ///< global; moved in when it would leave the screen
    [[nodiscard]] QLineEdit *line(int which = 0) const { return m_lines.value(which); }
    [[nodiscard]] QCheckBox *wholeBox() const { return m_whole; } ///< null: the field has no wildcards
    [[nodiscard]] QString value() const; ///< as it would be set now; empty: nothing typed
    [[nodiscard]] QString problem() const; ///< why the value narrows nothing; empty: it is good

signals:
    void valueTyped(const QString &value); ///< by each key; only good values
    void accepted(); ///< Enter: now, not after the pause
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QLineEdit *addLine(QVBoxLayout *column, const QString &name, const QString &text);
    void makeText(QVBoxLayout *column, const QString &value);
    void edited();

    ReportCriteria::Field m_field;
    QList<QLineEdit *> m_lines;
    QCheckBox *m_whole = nullptr;
    InkLabel *m_hint;
    QString m_advice;
};

/// From one day to another, either of them open. Thread: gui. Deletes itself when closed.
class PeriodPopup : public QFrame
{
    Q_OBJECT

public:
    PeriodPopup(const ReportPeriod &period, const QDate &today, QWidget *parent);
    void openAt(const QPoint &at);
    [[nodiscard]] QDateEdit *from() const { return m_from; }
    [[nodiscard]] QDateEdit *to() const { return m_to; }
    [[nodiscard]] ReportPeriod period() const;

signals:
    void chosen(const qwats::ui::ReportPeriod &period);

private:
    void addMargin();

    QDateEdit *m_from;
    QDateEdit *m_to;
};

} // namespace qwats::ui
