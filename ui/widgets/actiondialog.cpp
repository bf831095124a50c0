// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/actiondialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace qwats::ui {

ActionDialog::ActionDialog(const QString &title, const QString &button, QWidget *parent)
    : QDialog(parent)
    , m_opened(QDateTime::currentDateTime())
    , m_form(new QFormLayout)
    , m_effect(new InkLabel(TextRole::Small, &Tokens::muted, this))
    , m_do(new QPushButton(button, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(440);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto *heading = new InkLabel(title, TextRole::Section, &Tokens::text, this);
    heading->setWordWrap(true);
    layout->addWidget(heading);
    m_form->setVerticalSpacing(12);
    m_form->setLabelAlignment(Qt::AlignLeft);
    layout->addLayout(m_form);
    m_effect->setWordWrap(true);
    m_effect->hide();
    layout->addWidget(m_effect);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_do->setProperty("role", QStringLiteral("primary"));
    m_do->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_do);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, &QDialog::accept);
}

void ActionDialog::addField(const QString &label, QWidget *field)
{
    if (label.isEmpty()) {
        m_form->addRow(field);
    } else {
        m_form->addRow(label, field);
        field->setAccessibleName(label);
    }
    if (!m_first)
        m_first = field;
}

QDateTimeEdit *ActionDialog::addTime(const QString &label)
{
    auto *field = new QDateTimeEdit(m_opened, this);
    field->setCalendarPopup(true);
    field->setDisplayFormat(QLocale().dateTimeFormat(QLocale::ShortFormat));
    field->setMaximumDateTime(m_opened.addDays(1));
    addField(label, field);
    return field;
}

QDateEdit *ActionDialog::addDate(const QString &label, QDate date)
{
    auto *field = new QDateEdit(date, this);
    field->setCalendarPopup(true);
    connect(field, &QDateEdit::dateChanged, this, &ActionDialog::check);
    addField(label, field);
    return field;
}

QLineEdit *ActionDialog::addLine(const QString &label, const QString &text, int longest, const QString &need)
{
    auto *field = new QLineEdit(text, this);
    field->setMaxLength(longest);
    if (!need.isEmpty())
        m_needed.append({field, need});
    connect(field, &QLineEdit::textChanged, this, &ActionDialog::check);
    addField(label, field);
    return field;
}

QSpinBox *ActionDialog::addNumber(const QString &label, int value, int least, int most)
{
    auto *field = new QSpinBox(this);
    field->setRange(least, most);
    field->setValue(value);
    field->setGroupSeparatorShown(true);
    connect(field, &QSpinBox::valueChanged, this, &ActionDialog::check);
    addField(label, field);
    return field;
}

QComboBox *ActionDialog::addChoice(const QString &label)
{
    auto *field = new QComboBox(this);
    connect(field, &QComboBox::currentIndexChanged, this, &ActionDialog::check);
    addField(label, field);
    return field;
}

QCheckBox *ActionDialog::addCheck(const QString &text)
{
    auto *field = new QCheckBox(text, this);
    connect(field, &QCheckBox::toggled, this, &ActionDialog::check);
    addField({}, field);
    return field;
}

void ActionDialog::setEffect(const QString &words)
{
    m_effect->setText(words);
    m_effect->setVisible(!words.isEmpty());
}

void ActionDialog::setDestructive()
{
    m_do->setProperty("role", QStringLiteral("danger"));
    m_do->setDefault(false); // Enter alone must not destroy anything
    m_do->setAutoDefault(false);
}

void ActionDialog::setCheck(std::function<QString()> problem)
{
    m_problem = std::move(problem);
}

void ActionDialog::check()
{
    QString problem;
    for (const auto &[field, need] : std::as_const(m_needed)) {
        if (problem.isEmpty() && field->text().trimmed().isEmpty())
            problem = need;
    }
    if (problem.isEmpty() && m_problem)
        problem = m_problem();
    m_do->setEnabled(problem.isEmpty());
    m_do->setToolTip(problem);
}

void ActionDialog::openOver()
{
    check();
    if (m_first)
        m_first->setFocus();
    if (parentWidget())
        new Scrim(parentWidget()->window(), this);
    open();
}

std::optional<QDateTime> ActionDialog::chosenTime(const QDateTimeEdit *field) const
{
    if (field->dateTime().toSecsSinceEpoch() / 60 == m_opened.toSecsSinceEpoch() / 60)
        return std::nullopt;
    return field->dateTime();
}

} // namespace qwats::ui
