// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statusbar.h"

#include "ui/widgets/secondtick.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int partPad = 12;
constexpr int partGap = 6;
constexpr int partGlyphPx = 12;
constexpr int barWidth = 64;

/// Seconds do not matter for how long a server is there.
QString sinceWords(qint64 sinceMs)
{
    const QDateTime since = QDateTime::fromMSecsSinceEpoch(sinceMs);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(SecondTick::shared().nowMs());
    return QLocale().toString(since, since.date() == now.date() ? u"HH:mm"_s : u"d MMM HH:mm"_s);
}

QFont valueFont(const StatusPart &part)
{
    return font(part.strong ? TextRole::Header : TextRole::Small);
}

} // namespace

StatusPartButton::StatusPartButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void StatusPartButton::setPart(const StatusPart &part)
{
    if (m_part == part)
        return;
    m_part = part;
    QStringList words{part.label, part.value, part.after};
    words.removeAll(QString());
    setText(words.join(u' '));
    setAccessibleName(text());
    updateGeometry();
    update();
}

QSize StatusPartButton::sizeHint() const
{
    const QFontMetrics small(font());
    int width = 2 * partPad;
    const auto add = [&width](int more) { width += more + partGap; };
    if (m_part.glyph)
        add(partGlyphPx);
    if (!m_part.label.isEmpty())
        add(small.horizontalAdvance(m_part.label));
    if (m_part.bar)
        add(barWidth);
    if (!m_part.value.isEmpty())
        add(QFontMetrics(valueFont(m_part)).horizontalAdvance(m_part.value));
    if (!m_part.after.isEmpty())
        add(small.horizontalAdvance(m_part.after));
    return {width - partGap + 2, 28};
}

void StatusPartButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    if (underMouse() && isEnabled())
        painter.fillRect(rect(), t.kind == ThemeKind::Light ? mixed(t.text, t.rail, 0.06) : t.hover);
    if (m_line)
        paintHairline(&painter, rect(), Qt::RightEdge, t.hairline);
    int x = partPad;
    const auto word = [&](const QString &text, const QFont &face, const QColor &ink) {
        if (text.isEmpty())
            return;
        const int wide = QFontMetrics(face).horizontalAdvance(text);
        painter.setFont(face);
        painter.setPen(ink);
        painter.drawText(QRect(x, 0, wide + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += wide + partGap;
    };
    if (m_part.glyph) {
        StatusGlyph::paint(&painter, QRectF(x, 0, partGlyphPx, height()), *m_part.glyph, t, t.rail);
        x += partGlyphPx + partGap;
    }
    word(m_part.label, font(), t.muted);
    if (m_part.bar) {
        const QRectF bar(x, (height() - 6) / 2.0, barWidth, 6);
        const double share = std::clamp(*m_part.bar, 0.0, 1.0);
        painter.fillRect(bar, t.kind == ThemeKind::Light ? mixed(t.border, t.rail, 0.25) : t.track);
        painter.fillRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()),
                         share >= 0.9 ? t.warnG : t.accent);
        x += barWidth + partGap;
    }
    word(m_part.value, valueFont(m_part), t.text);
    word(m_part.after, font(), t.muted);
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -2, -1));
    }
}

void StatusPartButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void StatusPartButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

StatusBar::StatusBar(QWidget *parent)
    : Panel(&Tokens::rail, parent)
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    setLines(Qt::TopEdge);
    setFixedHeight(28);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 1, 4, 0);
    row->setSpacing(0);
    row->setSizeConstraint(QLayout::SetNoConstraint); // parts leave instead of holding the window wide
    m_left->setSpacing(0);
    row->addLayout(m_left);
    row->addStretch(1);
    row->addLayout(m_right);
    setAccessibleName(tr("Status bar"));
}

StatusPartButton *StatusBar::part(const QString &id) const
{
    for (const auto &[known, button] : m_parts) {
        if (known == id)
            return button;
    }
    return nullptr;
}

void StatusBar::setPart(const QString &id, const StatusPart &part, bool atRight)
{
    StatusPartButton *button = this->part(id);
    if (!button) {
        button = new StatusPartButton(this);
        button->setFont(ui::font(TextRole::Small));
        button->setLine(!atRight);
        connect(button, &QAbstractButton::clicked, this, [this, id] { emit partActivated(id); });
        (atRight ? m_right : m_left)->addWidget(button);
        m_parts.append({id, button});
    }
    button->setPart(part);
    fit();
}

void StatusBar::removePart(const QString &id)
{
    for (int i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].first == id) {
            delete m_parts.takeAt(i).second;
            return fit();
        }
    }
}

void StatusBar::setServer(StatusKind kind, const QString &word, qint64 sinceMs, std::optional<int> answerMs)
{
    StatusPart part;
    part.glyph = kind;
    part.value = word;
    part.strong = true;
    if (sinceMs > 0)
        part.after = tr("since %1").arg(sinceWords(sinceMs));
    if (answerMs)
        part.after += (part.after.isEmpty() ? QString() : u" · "_s)
            + (*answerMs < 1000 ? tr("%1 ms").arg(*answerMs) : words::duration(*answerMs / 1000.0));
    setPart(u"server"_s, part);
}

void StatusBar::setNewest(qint64 asOfMs)
{
    setPart(u"newest"_s, {.label = tr("Newest data"), .after = words::time(asOfMs, SecondTick::shared().nowMs())});
}

void StatusBar::setCalls(int used, int budgetPerMinute)
{
    StatusPart part{.label = tr("Calls"), .value = words::count(used)};
    if (budgetPerMinute > 0) {
        part.value = tr("%1 / min").arg(words::countOf(used, budgetPerMinute));
        part.bar = double(used) / budgetPerMinute;
    }
    setPart(u"calls"_s, part);
}

void StatusBar::setHitRate(qint64 hits, qint64 lookUps, const QString &span)
{
    if (lookUps <= 0)
        return setPart(u"hits"_s, {.label = tr("No look-ups yet")}, true);
    setPart(
        u"hits"_s,
        {.label
         = tr("From cache %1, %2", "share of look-ups with n, span of time").arg(words::share(hits, lookUps), span)},
        true);
}

void StatusBar::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fit();
}

void StatusBar::fit()
{
    int room = width() - 8;
    for (const auto &[id, button] : std::as_const(m_parts)) {
        const int needed = button->sizeHint().width();
        button->setVisible(needed <= room);
        room -= needed;
    }
}

} // namespace qwats::ui
