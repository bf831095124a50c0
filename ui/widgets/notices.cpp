// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notices.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/secondtick.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int quietMs = 200;

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new InkLabel(TextRole::Body, &Tokens::text, this))
    , m_action(makeLinkButton({}, this))
{
    // Rich text for the bold first sentence; both parts are escaped where they come in.
    m_words->setTextFormat(Qt::RichText);
    m_words->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(40, 7, 12, 7);
    row->addWidget(m_words, 1);
    row->addWidget(m_action, 0, Qt::AlignTop);
    setAccessibleRole(this, QAccessible::AlertMessage);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::actionRequested);
    hide();
}

void NoticeBar::showNotice(StatusKind kind, const QString &title, const QString &text, const QString &action)
{
    m_kind = kind;
    m_title = title;
    m_words->setText(u"<b>%1</b> %2"_s.arg(title.toHtmlEscaped(), text.toHtmlEscaped()));
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleWords(this, title, text);
    show();
    update();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    const QColor ground = statusGround(m_kind, t);
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, 3, height()), statusLook(m_kind, t).shape);
    StatusGlyph::paint(&painter, QRectF(16, 9, 16, 16), m_kind, t, ground);
    paintHairline(&painter, rect(), Qt::BottomEdge, t.hairline);
}

Scrim::Scrim(QWidget *covered, QWidget *dialog)
    : QWidget(covered)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(covered->rect());
    covered->installEventFilter(this);
    dialog->installEventFilter(this);
    connect(dialog, &QObject::destroyed, this, &QObject::deleteLater);
    setVisible(dialog->isVisible());
    raise();
}

void Scrim::paintEvent(QPaintEvent *)
{
    // Dark over both themes: a light veil over a dark page would look switched on.
    const Tokens &t = Theme::of(this);
    QColor veil = t.kind == ThemeKind::Light ? t.text : t.rail;
    veil.setAlphaF(t.kind == ThemeKind::Light ? 0.42f : 0.62f);
    QPainter(this).fillRect(rect(), veil);
}

bool Scrim::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent()) {
        if (event->type() == QEvent::Resize)
            setGeometry(parentWidget()->rect());
    } else if (event->type() == QEvent::Show) {
        raise();
        show();
    } else if (event->type() == QEvent::Hide) {
        hide();
    }
    return QWidget::eventFilter(watched, event);
}

LoadingBar::LoadingBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(2);
    setAccessibleRole(this, QAccessible::ProgressBar);
    setAccessibleName(tr("Loading"));
    m_wait.setSingleShot(true);
    m_wait.setInterval(quietMs);
    connect(&m_wait, &QTimer::timeout, this, &LoadingBar::startMotion);
}

void LoadingBar::start(double share)
{
    m_share = share;
    if (m_running)
        return update();
    m_running = true;
    m_wait.start();
}

void LoadingBar::startMotion()
{
    m_visible = true;
    if (m_share < 0 && motionWanted(this))
        m_motion = connect(&RingTurn::shared(), &RingTurn::moved, this, qOverload<>(&QWidget::update));
    update();
}

void LoadingBar::setShare(double share)
{
    m_share = share;
    setAccessibleDescription(share < 0 ? QString() : tr("%1 %").arg(qRound(share * 100)));
    update();
}

void LoadingBar::stop()
{
    m_running = false;
    m_visible = false;
    m_wait.stop();
    disconnect(m_motion);
    update();
}

void LoadingBar::paintEvent(QPaintEvent *)
{
    if (!m_visible)
        return;
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.track);
    if (m_share >= 0) {
        painter.fillRect(QRectF(0, 0, width() * std::min(m_share, 1.0), height()), t.accent);
        return;
    }
    const double at = m_motion ? RingTurn::shared().turn() : 0.3;
    const double piece = width() * 0.3;
    painter.fillRect(QRectF(at * (width() + piece) - piece, 0, piece, height()), t.accent);
}

RingLabel::RingLabel(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(16, 16);
}

void RingLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    StatusGlyph::paint(&painter, rect(), StatusKind::Fetching, Theme::of(this), {},
                       m_motion ? RingTurn::shared().turn() : 0);
}

void RingLabel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (motionWanted(this))
        m_motion = connect(&RingTurn::shared(), &RingTurn::moved, this, qOverload<>(&QWidget::update));
}

void RingLabel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    disconnect(m_motion);
}

} // namespace qwats::ui
