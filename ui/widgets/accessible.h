// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

class QWidget;

namespace qwats::ui {

/// What a widget that paints several things itself tells assistive tools about each of them.
///
/// Implemented by the widget. Thread: gui. Indexes run from 0 to itemCount() - 1.
class PaintedItems
{
public:
    virtual ~PaintedItems() = default;
    virtual int itemCount() const = 0;
    virtual QString itemName(int index) const = 0;
    /// In the widget's coordinates; empty when the item is not on screen now.
    virtual QRect itemRect(int index) const = 0;
    virtual QAccessible::State itemState(int index) const = 0;
    virtual QAccessible::Role itemRole() const = 0;
    virtual void pressItem(int index) = 0;
};

/// Gives a painted widget its role for assistive tools; name and description are the widget's own properties.
/// Installs the factory on the first call.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);
/// Sets the name and tells assistive tools when it differs from before.
void setAccessibleWords(QWidget *widget, const QString &name, const QString &description = {});

} // namespace qwats::ui
