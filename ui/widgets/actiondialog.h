// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDialog>
#include <QList>

#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QDateTimeEdit;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace qwats::ui {

class InkLabel;

/// Asks for what one action needs, field below field, and says what the action will do before it is done. The button
/// that does it is disabled, with the reason as its tooltip, while something is missing. Cancel costs nothing.
///
/// Thread: GUI. Shown with openOver(); deletes itself on close. The fields are its children; read them in `accepted`.
class ActionDialog : public QDialog
{
    Q_OBJECT

public:
    /// `button` is the verb that does it.
    ActionDialog(const QString &title, const QString &button, QWidget *parent);

    /// A time up to tomorrow, now at first.
    QDateTimeEdit *addTime(const QString &label);
    QDateEdit *addDate(const QString &label, QDate date);
    /// Up to `longest` characters; `need` is what to say while it is empty, if it must not be.
    QLineEdit *addLine(const QString &label, const QString &text = {}, int longest = 1000, const QString &need = {});
    QSpinBox *addNumber(const QString &label, int value, int least, int most);
    QComboBox *addChoice(const QString &label);
    QCheckBox *addCheck(const QString &text);
    /// Any other field, taken over. With an empty label it spans the dialog.
    void addField(const QString &label, QWidget *field);

    void setEffect(const QString &words); ///< what changes, and what is read anew
    void setDestructive(); ///< the button destroys something that cannot be brought back
    /// One more reason not to go on, asked at each change of a field; an empty text is none.
    void setCheck(std::function<QString()> problem);

    /// Opens over `window()` of the parent, with a scrim over it.
    void openOver();

    /// The time that was chosen; none when nobody touched it ("now").
    [[nodiscard]] std::optional<QDateTime> chosenTime(const QDateTimeEdit *field) const;
    [[nodiscard]] QPushButton *doButton() const { return m_do; }

public slots:
    void check(); ///< for fields of addField(): something changed

private:
    QDateTime m_opened;
    QFormLayout *m_form;
    InkLabel *m_effect;
    QPushButton *m_do;
    QWidget *m_first = nullptr;
    QList<QPair<QLineEdit *, QString>> m_needed;
    std::function<QString()> m_problem;
};

} // namespace qwats::ui
