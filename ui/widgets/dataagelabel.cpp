// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dataagelabel.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/secondtick.h"
#include "ui/widgets/words.h"

#include <QFrame>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int ageGlyphPx = 14;
constexpr int ageGap = 6;

const QString dot = u" · "_s;

QString freshWords(const DataAge &age, qint64 setMs, qint64 nowMs)
{
    if (!age.freshForSeconds)
        return age.source;
    const qint64 left = *age.freshForSeconds * 1000LL - (nowMs - setMs);
    if (left < 1000)
        return age.source;
    // "just now" is a word for what is past.
    const QString span = left < 2000 ? DataAgeLabel::tr("1 s") : words::age(left);
    return DataAgeLabel::tr("%1, fresh for %2", "source of the data, remaining time").arg(age.source, span);
}

} // namespace

DataAgeLabel::DataAgeLabel(QWidget *parent)
    : QWidget(parent)
{
    setFont(ui::font(TextRole::Small));
    setProperty("ownFocus", true);
    setAccessibleRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&SecondTick::shared(), &SecondTick::tick, this, &DataAgeLabel::updateText);
}

QString DataAgeLabel::words(const DataAge &age, qint64 setMs, qint64 nowMs)
{
    const QString asOf = age.asOfMs > 0 ? tr("as of %1").arg(words::time(age.asOfMs, nowMs)) : QString();
    const QString since = words::age(nowMs - age.sinceMs);
    QStringList parts;
    switch (age.kind) {
    case StatusKind::Fetching: parts = {tr("fetching"), words::running(nowMs - age.sinceMs)}; break;
    case StatusKind::Stale:
        parts = {asOf, nowMs - age.sinceMs < 2000 ? tr("stale") : tr("stale for %1").arg(since)};
        break;
    case StatusKind::Offline:
        parts = {asOf, age.source,
                 nowMs - age.sinceMs < 2000 ? tr("server unreachable") : tr("server unreachable for %1").arg(since)};
        break;
    case StatusKind::Failed:
        parts = {asOf.isEmpty() ? tr("no data") : asOf, tr("last try %1").arg(words::time(age.sinceMs, nowMs))};
        break;
    case StatusKind::Unknown: break;
    default: parts = {asOf, freshWords(age, setMs, nowMs)}; break;
    }
    parts.append(age.note);
    parts.removeAll(QString());
    return parts.join(dot);
}

void DataAgeLabel::setState(const DataAge &age)
{
    if (age == m_age && m_setMs != 0)
        return;
    const bool otherLook = age.kind != m_age.kind;
    m_age = age;
    m_setMs = SecondTick::shared().nowMs();
    setToolTip(age.asOfMs > 0 ? words::utc(age.asOfMs) : QString());
    updateRing();
    updateText();
    if (otherLook)
        update();
}

void DataAgeLabel::updateText()
{
    const QString text = words(m_age, m_setMs, SecondTick::shared().nowMs());
    if (text == m_text)
        return;
    m_text = text;
    ++m_textChanges;
    setAccessibleWords(this, text,
                       m_age.kind == StatusKind::Unknown ? QString() : statusLook(m_age.kind, Theme::of(this)).word);
    updateGeometry();
    update();
}

void DataAgeLabel::updateRing()
{
    disconnect(m_ring);
    if (m_age.kind == StatusKind::Fetching && motionWanted(this))
        m_ring = connect(&RingTurn::shared(), &RingTurn::moved, this,
                         [this] { update(QRect(0, 0, ageGlyphPx + 2, height())); });
}

void DataAgeLabel::setDetails(const QList<Fact> &details)
{
    m_details = details;
    const bool button = !details.isEmpty();
    setFocusPolicy(button ? Qt::TabFocus : Qt::NoFocus);
    setAccessibleRole(this, button ? QAccessible::ButtonMenu : QAccessible::StaticText);
    button ? setCursor(Qt::PointingHandCursor) : unsetCursor();
}

QSize DataAgeLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {ageGlyphPx + ageGap + metrics.horizontalAdvance(m_text) + 6, std::max(metrics.height() + 2, 18)};
}

QSize DataAgeLabel::minimumSizeHint() const
{
    return {ageGlyphPx, sizeHint().height()};
}

void DataAgeLabel::paintEvent(QPaintEvent *)
{
    if (m_age.kind == StatusKind::Unknown)
        return;
    const Tokens &t = Theme::of(this);
    const StatusLook look = statusLook(m_age.kind, t);
    QPainter painter(this);
    const QRectF place(0, (height() - ageGlyphPx) / 2.0, ageGlyphPx, ageGlyphPx);
    // The dot of "all is well" is small on purpose: normal is quiet.
    const bool quiet = m_age.kind == StatusKind::Fresh || m_age.kind == StatusKind::Online;
    const double turn = m_ring ? RingTurn::shared().turn() : 0;
    StatusGlyph::paint(&painter, quiet ? place.adjusted(1, 1, -1, -1) : place, m_age.kind, t, {}, turn);
    QFont drawn = font();
    drawn.setWeight(look.weight == 500 ? QFont::Medium : QFont::Normal);
    painter.setFont(drawn);
    painter.setPen(quiet ? t.muted : look.text);
    const QRect room = rect().adjusted(ageGlyphPx + ageGap, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(drawn).elidedText(m_text, Qt::ElideRight, room.width()));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
    }
}

void DataAgeLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateText();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        update();
}

void DataAgeLabel::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_details.isEmpty())
        return openDetails();
    QWidget::mousePressEvent(event);
}

void DataAgeLabel::keyPressEvent(QKeyEvent *event)
{
    const bool press = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (press && !m_details.isEmpty())
        return openDetails();
    QWidget::keyPressEvent(event);
}

void DataAgeLabel::openDetails()
{
    auto *card = new QFrame(this, Qt::Popup);
    card->setAttribute(Qt::WA_DeleteOnClose);
    card->setObjectName(u"dataAgeDetails"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 0, 0, 0);
    auto *ground = new Panel(&Tokens::raised, card);
    ground->setLines(Qt::TopEdge | Qt::BottomEdge | Qt::LeftEdge | Qt::RightEdge);
    column->addWidget(ground);
    auto *inside = new QVBoxLayout(ground);
    inside->setContentsMargins(14, 12, 14, 12);
    inside->setSpacing(10);
    auto *facts = new FactsGrid(ground);
    facts->setFacts(m_details);
    inside->addWidget(facts);
    auto *refresh = makeButton(tr("Refresh"), "", u"refresh"_s, ground);
    refresh->setProperty("controlSize", u"small"_s);
    connect(refresh, &QPushButton::clicked, this, [this, card] {
        card->close();
        emit refreshRequested();
    });
    inside->addWidget(refresh, 0, Qt::AlignLeft);
    card->move(mapToGlobal(QPoint(0, height() + 4)));
    card->show();
    refresh->setFocus(Qt::PopupFocusReason);
}

} // namespace qwats::ui
