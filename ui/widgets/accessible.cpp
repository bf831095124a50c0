// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QVariant>
#include <QWidget>

#include <mutex>
#include <vector>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr char roleProperty[] = "qwatsAccessibleRole";

/// One painted item. Lives as long as the interface of its widget, which deletes it.
class ItemInterface : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ItemInterface(QWidget *widget, PaintedItems *items, int index)
        : m_widget(widget)
        , m_items(items)
        , m_index(index)
    {
    }

    bool isValid() const override { return m_widget && m_index < m_items->itemCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override
    {
        const QWidget *widget = m_widget;
        return widget ? widget->window()->windowHandle() : nullptr;
    }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_widget); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_items->itemName(m_index) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }

    QRect rect() const override
    {
        const QWidget *widget = m_widget;
        if (!widget || !isValid())
            return {};
        const QRect local = m_items->itemRect(m_index);
        return local.isEmpty() ? QRect() : QRect(widget->mapToGlobal(local.topLeft()), local.size());
    }

    QAccessible::Role role() const override { return m_items->itemRole(); }
    QAccessible::State state() const override
    {
        QAccessible::State state = isValid() ? m_items->itemState(m_index) : QAccessible::State();
        state.disabled = !usable();
        state.offscreen = rect().isEmpty();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &action) override
    {
        if (usable() && isValid() && action == pressAction())
            m_items->pressItem(m_index);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    bool usable() const
    {
        const QWidget *widget = m_widget;
        return widget && widget->isEnabled();
    }

    QPointer<QWidget> m_widget;
    PaintedItems *m_items;
    int m_index;
};

/// A widget with painted items as its children.
class ItemsInterface : public QAccessibleWidget
{
public:
    ItemsInterface(QWidget *widget, PaintedItems *items, QAccessible::Role role)
        : QAccessibleWidget(widget, role)
        , m_items(items)
    {
    }
    ~ItemsInterface() override
    {
        for (const QAccessible::Id id : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_items->itemCount(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_children.size()) <= index) {
            auto *made = new ItemInterface(widget(), m_items, int(m_children.size()));
            m_children.push_back(QAccessible::registerAccessibleInterface(made));
        }
        return QAccessible::accessibleInterface(m_children[size_t(index)]);
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int index = 0; index < childCount(); ++index) {
            if (child(index) == wanted)
                return index;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int index = 0; index < childCount(); ++index) {
            if (QAccessibleInterface *found = child(index); found->rect().contains(x, y))
                return found;
        }
        return nullptr;
    }

private:
    PaintedItems *m_items;
    mutable std::vector<QAccessible::Id> m_children;
};

/// Qt asks once for every class an object derives from; the property answers for all of them.
QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
    const QVariant role = widget->property(roleProperty);
    if (!role.isValid())
        return nullptr;
    if (auto *items = dynamic_cast<PaintedItems *>(widget))
        return new ItemsInterface(widget, items, QAccessible::Role(role.toInt()));
    return new QAccessibleWidget(widget, QAccessible::Role(role.toInt()), widget->accessibleName());
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    static std::once_flag installed;
    std::call_once(installed, [] { QAccessible::installFactory(makeInterface); });
    widget->setProperty(roleProperty, int(role));
}

void setAccessibleWords(QWidget *widget, const QString &name, const QString &description)
{
    // The setters tell assistive tools themselves, and only on a difference.
    widget->setAccessibleName(name);
    widget->setAccessibleDescription(description);
}

} // namespace qwats::ui
