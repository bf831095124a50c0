// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/theme/stylepainter.h"
#include "ui/widgets/accessible.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int toastHeight = 42;
constexpr int edge = 16;
constexpr int atMost = 2;

/// Shows the key a button has, as on the menus.
class CapLabel : public QWidget
{
public:
    CapLabel(const QString &text, QWidget *parent)
        : QWidget(parent)
        , m_text(text)
    {
        setFixedSize(KeyCap::size(text));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        KeyCap::paint(&painter, rect(), m_text, Theme::of(this));
    }

private:
    QString m_text;
};

} // namespace

Toast::Toast(StatusKind kind, const QString &title, const QString &text, bool undoable, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_seconds(new InkLabel(TextRole::Small, &Tokens::muted, this))
{
    setFixedHeight(toastHeight);
    setAccessibleRole(this, QAccessible::Notification);
    setAccessibleWords(this, title, text);
    setProperty("undoable", undoable);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(40, 0, 10, 0);
    row->setSpacing(8);
    row->addWidget(new InkLabel(title, TextRole::Strong, &Tokens::text, this));
    row->addWidget(new InkLabel(text, TextRole::Body, &Tokens::text, this));
    row->addSpacing(8);
    if (undoable) {
        auto *undo = makeLinkButton(tr("Undo"), this);
        undo->installEventFilter(this);
        connect(undo, &QPushButton::clicked, this, [this] {
            emit undoRequested();
            leave();
        });
        row->addWidget(undo);
        row->addWidget(new CapLabel(KeyCap::text(QKeySequence(QKeySequence::Undo)), this));
        row->addSpacing(8);
    }
    row->addWidget(m_seconds);
    auto *close = makeIconButton(u"close"_s, tr("Close this notice"), {}, this);
    close->installEventFilter(this);
    connect(close, &QToolButton::clicked, this, &Toast::leave);
    row->addWidget(close);
    m_life.setSingleShot(true);
    connect(&m_life, &QTimer::timeout, this, &Toast::leave);
    const auto showSeconds = [this] { m_seconds->setText(tr("%1 s").arg((remainingMs() + 999) / 1000)); };
    connect(&m_second, &QTimer::timeout, this, showSeconds);
    m_second.start(250);
    m_running.start();
    m_life.start(lifeMs);
    showSeconds();
}

qint64 Toast::remainingMs() const
{
    return std::max<qint64>(0, m_holds > 0 ? m_left : m_left - m_running.elapsed());
}

void Toast::hold(bool held)
{
    if (held && m_holds++ == 0) {
        m_left = std::max<qint64>(0, m_left - m_running.elapsed());
        m_life.stop();
    } else if (!held && m_holds > 0 && --m_holds == 0) {
        m_running.restart();
        m_life.start(int(m_left));
    }
}

void Toast::leave()
{
    m_life.stop();
    m_second.stop();
    hide();
    emit gone();
    deleteLater();
}

void Toast::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    stylepaint::frame(&painter, rect(), t.raised, t.border, 6);
    StatusGlyph::paint(&painter, QRectF(14, (height() - 16) / 2.0, 16, 16), m_kind, t, t.raised);
}

void Toast::enterEvent(QEnterEvent *event)
{
    QWidget::enterEvent(event);
    hold(true);
}

void Toast::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    hold(false);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        hold(true);
    if (event->type() == QEvent::FocusOut)
        hold(false);
    return QWidget::eventFilter(watched, event);
}

ToastStack::ToastStack(QWidget *window, int bottomMargin)
    : QObject(window)
    , m_window(window)
    , m_bottom(bottomMargin)
{
    window->installEventFilter(this);
}

Toast *ToastStack::add(StatusKind kind, const QString &title, const QString &text, bool undoable)
{
    while (m_toasts.size() >= atMost) {
        Toast *oldest = m_toasts.takeFirst();
        oldest->hide();
        emit oldest->gone();
        oldest->deleteLater();
    }
    auto *toast = new Toast(kind, title, text, undoable, m_window);
    connect(toast, &Toast::gone, this, [this, toast] {
        m_toasts.removeAll(toast);
        place();
    });
    m_toasts.append(toast);
    place();
    toast->show();
    emit added(kind, title, text);
    return toast;
}

bool ToastStack::undoNewest()
{
    for (auto it = m_toasts.crbegin(); it != m_toasts.crend(); ++it) {
        QPointer<Toast> toast = *it;
        if (!toast->property("undoable").toBool())
            continue;
        emit toast->undoRequested();
        if (toast) {
            emit toast->gone();
            toast->hide();
            toast->deleteLater();
        }
        return true;
    }
    return false;
}

bool ToastStack::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

void ToastStack::place()
{
    int bottom = m_window->height() - m_bottom - edge;
    for (auto it = m_toasts.crbegin(); it != m_toasts.crend(); ++it) {
        Toast *toast = *it;
        const int width = std::min(toast->sizeHint().width(), m_window->width() - 2 * edge);
        toast->setGeometry(m_window->width() - width - edge, bottom - toastHeight, width, toastHeight);
        toast->raise();
        bottom -= toastHeight + 8;
    }
}

} // namespace qwats::ui
