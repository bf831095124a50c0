// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/alerts.h"

#include "ui/delegates/denselistview.h"
#include "ui/delegates/roles.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QCheckBox>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int AlertsWidth = 420;
constexpr int AlertsHeight = 460;
constexpr int DotSize = 7;

} // namespace

AlertLog::AlertLog(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void AlertLog::add(StatusKind kind, const QString &title, const QString &text, const Place &place)
{
    beginInsertRows({}, 0, 0);
    m_alerts.prepend({kind, title, text, m_clock.wallNow(), place});
    endInsertRows();
    if (m_alerts.size() > Most) {
        beginRemoveRows({}, Most, int(m_alerts.size()) - 1);
        m_alerts.resize(Most);
        endRemoveRows();
    }
    emit unreadChanged(++m_unread);
}

void AlertLog::markRead()
{
    if (m_unread == 0)
        return;
    m_unread = 0;
    emit unreadChanged(0);
}

int AlertLog::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_alerts.size());
}

QVariant AlertLog::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_alerts.size())
        return {};
    const Alert &alert = m_alerts.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return alert.title;
    case SecondLineRole: return alert.text;
    case RightTextRole: return words::time(alert.at.ms(), m_clock.wallNow().ms());
    case GlyphRole: return status(alert.kind);
    case Qt::AccessibleTextRole:
        return u"%1, %2. %3"_s.arg(words::time(alert.at.ms(), m_clock.wallNow().ms()), alert.title, alert.text);
    case Qt::ToolTipRole: return words::utc(alert.at.ms());
    default: return {};
    }
}

AlertButton::AlertButton(QWidget *parent)
    : QToolButton(parent)
{
    setIcon(ui::icon(u"bell"_s));
    setIconSize({16, 16});
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setUnread(0);
}

void AlertButton::setUnread(int unread)
{
    m_unread = unread;
    setAccessibleName(unread > 0 ? tr("Alerts, %1 unread").arg(words::count(unread)) : tr("Alerts"));
    setToolTip(accessibleName());
    update();
}

void AlertButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_unread == 0)
        return;
    const Tokens &tokens = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.window, 1.5));
    painter.setBrush(tokens.accent);
    painter.drawEllipse(QRectF(width() / 2.0 + 2, height() / 2.0 - 9, DotSize, DotSize));
}

AlertsPanel::AlertsPanel(AlertLog &log, QWidget *window)
    : QFrame(window)
    , m_log(log)
    , m_list(new DenseListView(this))
    , m_stack(new QStackedWidget(this))
    , m_alarms(new QCheckBox(tr("Show alarms in the system tray"), this))
    , m_keep(new QCheckBox(tr("Keep running in the tray when the window is closed"), this))
{
    hide();
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Alerts"));
    auto *title = new InkLabel(tr("Alerts"), TextRole::Section, &Tokens::text, this);
    auto *empty = new QWidget(this);
    auto *words = new QVBoxLayout(empty);
    auto *nothing = new InkLabel(tr("Nothing was said yet"), TextRole::Strong, &Tokens::text, empty);
    auto *what
        = new InkLabel(tr("Notices that went by, alarms of fixtures, and the server going and coming stand here."),
                       TextRole::Small, &Tokens::muted, empty);
    what->setWordWrap(true);
    words->addWidget(nothing);
    words->addWidget(what);
    words->addStretch();
    m_list->setModel(&m_log);
    m_list->setAccessibleName(tr("Alerts"));
    m_stack->addWidget(m_list);
    m_stack->addWidget(empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 10, 1, 10);
    const auto inset = [column](QWidget *one) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(14, 0, 14, 0);
        row->addWidget(one);
        column->addLayout(row);
    };
    inset(title);
    column->addWidget(m_stack, 1);
    inset(m_alarms);
    inset(m_keep);
    setTrayChoices(false, false, false);
    const auto open = [this](const QModelIndex &index) {
        if (!index.isValid() || m_log.at(index.row()).place.page.isEmpty())
            return;
        const Place place = m_log.at(index.row()).place;
        leave();
        emit placeRequested(place);
    };
    connect(m_list, &QAbstractItemView::activated, this, open);
    connect(m_list, &QAbstractItemView::clicked, this, open);
    connect(&m_log, &QAbstractItemModel::rowsInserted, this, &AlertsPanel::updateStack);
    connect(m_alarms, &QCheckBox::clicked, this, &AlertsPanel::trayAlarmsChosen);
    connect(m_keep, &QCheckBox::clicked, this, &AlertsPanel::keepRunningChosen);
    updateStack();
}

void AlertsPanel::setTrayChoices(bool available, bool alarms, bool keepRunning)
{
    m_alarms->setVisible(available);
    m_keep->setVisible(available);
    m_alarms->setChecked(alarms);
    m_keep->setChecked(keepRunning);
    m_keep->setEnabled(alarms);
}

void AlertsPanel::updateStack()
{
    m_stack->setCurrentIndex(m_log.rowCount() > 0 ? 0 : 1);
}

void AlertsPanel::openUnder(QWidget *button)
{
    if (isVisible())
        return leave();
    m_opener = button;
    const QWidget *window = parentWidget();
    const QPoint below = window->mapFromGlobal(button->mapToGlobal(QPoint(button->width(), button->height() + 4)));
    const int width = std::min(AlertsWidth, window->width() - 16);
    const int height = std::min(AlertsHeight, window->height() - below.y() - 40);
    setGeometry(std::max(8, below.x() - width), below.y(), width, height);
    show();
    raise();
    m_list->setFocus();
    if (m_log.rowCount() > 0)
        m_list->setCurrentIndex(m_log.index(0));
    m_log.markRead();
    qApp->installEventFilter(this);
}

void AlertsPanel::leave()
{
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_opener)
        m_opener->setFocus();
}

void AlertsPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QFrame::keyPressEvent(event);
}

/// A press outside closes the panel, as with every menu.
bool AlertsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        auto *pressed = static_cast<QWidget *>(watched);
        if (pressed != this && !isAncestorOf(pressed) && pressed != m_opener && pressed->window() == window())
            leave();
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace qwats::ui
