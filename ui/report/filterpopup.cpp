// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/filterpopup.h"

#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QCheckBox>
#include <QCloseEvent>
#include <QDateEdit>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr int PopupWidth = 280;

void openPopupAt(QWidget *popup, const QPoint &at)
{
    popup->adjustSize();
    QPoint corner = at + QPoint(0, 2);
    if (const QScreen *screen = QGuiApplication::screenAt(at)) {
        const QRect room = screen->availableGeometry();
        corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - popup->width())));
        corner.setY(std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - popup->height())));
    }
    popup->move(corner);
    popup->show();
    popup->activateWindow();
}

void dressPopup(QFrame *popup)
{
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    popup->setBackgroundRole(QPalette::ToolTipBase);
    popup->setAutoFillBackground(true);
}

} // namespace

FilterPopup::FilterPopup(const ReportCriteria::Field &field, const QString &value, const QString &typed,
                         QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_field(field)
    , m_hint(new InkLabel(TextRole::Small, &Tokens::muted, this))
{
    dressPopup(this);
    setAccessibleName(tr("Filter by %1").arg(field.name));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_hint->setWordWrap(true);
    switch (field.editor) {
    case ReportCriteria::Editor::Pair: {
        const auto [name, text] = splitPair(value);
        addLine(column, tr("Name"), name);
        addLine(column, tr("Value"), text);
        m_advice = tr("Both as they are written in the report.");
        break;
    }
    case ReportCriteria::Editor::Seconds: {
        const auto [least, most] = splitRange(value);
        addLine(column, tr("At least, in s"), least ? QLocale().toString(*least, 'g', 10) : QString());
        addLine(column, tr("At most, in s"), most ? QLocale().toString(*most, 'g', 10) : QString());
        m_advice = tr("One of them may stay empty.");
        break;
    }
    case ReportCriteria::Editor::Number:
        addLine(column, field.name, value);
        m_advice = tr("A whole number.");
        break;
    case ReportCriteria::Editor::Text:
    case ReportCriteria::Editor::Process: makeText(column, value); break;
    }
    m_hint->setText(m_advice);
    column->addWidget(m_hint);
    if (!typed.isEmpty()) {
        m_lines.constFirst()->setText(typed);
        QMetaObject::invokeMethod(this, &FilterPopup::edited, Qt::QueuedConnection);
    }
}

/// A value that ends in its only % was typed without it: shown as typed, with "whole text" off.
void FilterPopup::makeText(QVBoxLayout *column, const QString &value)
{
    const bool begins = value.size() > 1 && value.count(u'%') == 1 && value.endsWith(u'%');
    addLine(column, m_field.name, begins ? value.chopped(1) : value);
    m_whole = new QCheckBox(tr("Match the whole text"), this);
    m_whole->setChecked(!value.isEmpty() && !value.contains(u'%'));
    m_whole->setToolTip(tr("Off: the text may go on after what is typed"));
    connect(m_whole, &QCheckBox::toggled, this, &FilterPopup::edited);
    column->addWidget(m_whole);
    m_advice = tr("% or * stands for any text.");
}

QLineEdit *FilterPopup::addLine(QVBoxLayout *column, const QString &name, const QString &text)
{
    auto *line = new QLineEdit(text, this);
    line->setPlaceholderText(name);
    line->setAccessibleName(name);
    line->setMinimumWidth(PopupWidth);
    line->setClearButtonEnabled(true);
    connect(line, &QLineEdit::textEdited, this, &FilterPopup::edited);
    connect(line, &QLineEdit::textChanged, this, [this, line](const QString &now) {
        if (now.isEmpty() && !line->isModified()) // by the × of the line
            edited();
    });
    column->addWidget(line);
    m_lines << line;
    return line;
}

QString FilterPopup::value() const
{
    const QString first = m_lines.constFirst()->text().trimmed();
    switch (m_field.editor) {
    case ReportCriteria::Editor::Pair: {
        const QString second = m_lines.value(1)->text().trimmed();
        return first.isEmpty() ? QString() : first + u'=' + second;
    }
    case ReportCriteria::Editor::Seconds: {
        const auto seconds = [](const QString &text) {
            bool good = false;
            const double number = QLocale().toDouble(text, &good);
            return good && number >= 0 ? QString::number(number, 'g', 10) : QString();
        };
        const QString least = seconds(first);
        const QString most = seconds(m_lines.value(1)->text().trimmed());
        return least.isEmpty() && most.isEmpty() ? QString() : least + QStringLiteral("..") + most;
    }
    case ReportCriteria::Editor::Number: return first;
    case ReportCriteria::Editor::Text:
    case ReportCriteria::Editor::Process: break;
    }
    const bool plain = !first.contains(u'%') && !first.contains(u'*');
    return plain && !first.isEmpty() && m_whole && !m_whole->isChecked() ? first + u'%' : first;
}

QString FilterPopup::problem() const
{
    if (m_field.editor == ReportCriteria::Editor::Number) {
        bool good = false;
        const QString text = value();
        (void)text.toInt(&good);
        return text.isEmpty() || good ? QString() : tr("“%1” is no whole number.").arg(text);
    }
    if (m_field.editor == ReportCriteria::Editor::Seconds) {
        for (const QLineEdit *line : m_lines) {
            bool good = false;
            const QString text = line->text().trimmed();
            const double number = QLocale().toDouble(text, &good);
            if (!text.isEmpty() && (!good || number < 0))
                return tr("“%1” is no number of seconds.").arg(text);
        }
        const auto [least, most] = splitRange(value());
        if (least && most && *least > *most)
            return tr("The least is more than the most: no report can match.");
    }
    return {};
}

void FilterPopup::edited()
{
    const QString wrong = problem();
    m_hint->setText(wrong.isEmpty() ? m_advice : wrong);
    m_hint->setInk(wrong.isEmpty() ? &Tokens::muted : &Tokens::bad);
    if (wrong.isEmpty())
        emit valueTyped(value());
}

void FilterPopup::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter && event->key() != Qt::Key_Escape)
        return QFrame::keyPressEvent(event);
    if (enter && !problem().isEmpty())
        return;
    if (enter)
        emit accepted();
    close();
}

void FilterPopup::closeEvent(QCloseEvent *event)
{
    QFrame::closeEvent(event);
    emit closed();
}

void FilterPopup::openAt(const QPoint &at)
{
    openPopupAt(this, at);
    m_lines.constFirst()->setFocus(Qt::PopupFocusReason);
    m_lines.constFirst()->end(false);
}

PeriodPopup::PeriodPopup(const ReportPeriod &period, const QDate &today, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_from(new QDateEdit(period.from.isValid() ? period.from : today.addDays(-6), this))
    , m_to(new QDateEdit(period.to.isValid() ? period.to : today, this))
{
    dressPopup(this);
    setAccessibleName(tr("Filter by days"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    auto *form = new QFormLayout;
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    }
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
    form->addRow(tr("First day"), m_from);
    form->addRow(tr("Last day"), m_to);
    column->addLayout(form);
    auto *hint = new InkLabel(tr("Days are those of this computer (%1). A station in another time zone may have begun "
                                 "a report up to a day earlier or later by its own clock.")
                                  .arg(QTimeZone::systemTimeZone().abbreviation(QDateTime::currentDateTime())),
                              TextRole::Small, &Tokens::muted, this);
    hint->setWordWrap(true);
    hint->setMinimumWidth(PopupWidth);
    column->addWidget(hint);
    auto *row = new QHBoxLayout;
    auto *margin = makeLinkButton(tr("One day more at each side"), this);
    connect(margin, &QPushButton::clicked, this, &PeriodPopup::addMargin);
    row->addWidget(margin);
    row->addStretch();
    auto *apply = makeButton(tr("Apply"), "primary", {}, this);
    apply->setDefault(true);
    connect(apply, &QPushButton::clicked, this, [this] {
        emit chosen(this->period());
        close();
    });
    row->addWidget(apply);
    column->addLayout(row);
}

void PeriodPopup::addMargin()
{
    const ReportPeriod now = period();
    m_from->setDate(now.from.addDays(-1));
    m_to->setDate(now.to.addDays(1));
}

ReportPeriod PeriodPopup::period() const
{
    return {ReportPeriod::Kind::Custom, std::min(m_from->date(), m_to->date()), std::max(m_from->date(), m_to->date())};
}

void PeriodPopup::openAt(const QPoint &at)
{
    openPopupAt(this, at);
    m_from->setFocus(Qt::PopupFocusReason);
}

} // namespace qwats::ui
