// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focusring.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace qwats::ui {

namespace {

/// The widget the ring goes around: a line edit inside a combo or spin box stands for the whole control.
QWidget *controlOf(QWidget *focused)
{
    QWidget *parent = focused->parentWidget();
    if (qobject_cast<QLineEdit *>(focused)
        && (qobject_cast<QComboBox *>(parent) || qobject_cast<QAbstractSpinBox *>(parent)))
        return parent;
    return focused;
}

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
}

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget);
}

bool cameByKey(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

} // namespace

FocusRing::FocusRing(QApplication *application, QObject *parent)
    : QObject(parent)
{
    application->installEventFilter(this);
}

FocusRing::~FocusRing()
{
    delete m_frame.data();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget)
        return false;
    if (event->type() == QEvent::FocusOut) {
        hide();
        return false;
    }
    QWidget *control = controlOf(widget);
    const auto reason = static_cast<QFocusEvent *>(event)->reason();
    const bool ownPaint = control->property("ownFocus").toBool();
    if (!ownPaint && (isField(control) || (isControl(control) && cameByKey(reason))))
        show(control);
    return false;
}

void FocusRing::show(QWidget *widget)
{
    // A frame goes with the window it stood in, so it may have to be made anew.
    if (!m_frame)
        m_frame = new QFocusFrame(widget);
    m_frame->setWidget(widget);
}

void FocusRing::hide()
{
    if (m_frame)
        m_frame->setWidget(nullptr);
}

} // namespace qwats::ui
