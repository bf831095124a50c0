// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QApplication;
class QFocusFrame;
class QWidget;

namespace qwats::ui {

/// Puts the 2 px focus ring around the control that has the keyboard, 1 px outside it.
///
/// Fields show it always, buttons only when the focus came by a key. Widgets that paint their own ring (lists, chips,
/// tabs) are left alone. Thread: gui. The ring belongs to the focused widget's window; the style paints it.
class FocusRing : public QObject
{
    Q_OBJECT

public:
    FocusRing(QApplication *application, QObject *parent);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(QWidget *widget);
    void hide();

    QPointer<QFocusFrame> m_frame;
};

} // namespace qwats::ui
