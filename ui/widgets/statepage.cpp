// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statepage.h"

#include "ui/widgets/notices.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int loadingQuietMs = 200; ///< an answer faster than this shows no loading at all
constexpr int rowHeight = 28;
constexpr int picturePx = 36;

/// Words of a table have different lengths; so do the blocks that stand for them.
constexpr std::array<std::array<int, 4>, 6> blockWidths{{
    {62, 58, 112, 44},
    {62, 58, 90, 44},
    {62, 58, 66, 44},
    {62, 58, 94, 44},
    {62, 58, 70, 44},
    {62, 58, 98, 44},
}};

} // namespace

StatePage::StatePage(QWidget *parent)
    : Panel(&Tokens::base, parent)
    , m_picture(new QLabel(this))
    , m_title(new InkLabel(TextRole::Section, &Tokens::text, this))
    , m_text(new InkLabel(TextRole::Body, &Tokens::muted, this))
    , m_middle(new QWidget(this))
    , m_foot(new QWidget(this))
    , m_footWords(new InkLabel(TextRole::Body, &Tokens::text, m_foot))
    , m_ring(new RingLabel(m_foot))
    , m_cancel(makeButton(tr("Cancel"), "", {}, m_foot))
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(loadingQuietMs);
    connect(&m_wait, &QTimer::timeout, this, [this] {
        m_foot->show();
        update();
    });
    m_cancel->setProperty("controlSize", u"small"_s);
    m_cancel->setToolTip(tr("Stop loading  (Esc)"));
    connect(m_cancel, &QPushButton::clicked, this, &StatePage::cancelRequested);
    m_picture->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    m_buttons->setAlignment(Qt::AlignCenter);
    auto *middle = new QVBoxLayout(m_middle);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(8);
    middle->addWidget(m_picture);
    middle->addWidget(m_title);
    middle->addWidget(m_text);
    middle->addSpacing(4);
    middle->addLayout(m_buttons);
    m_middle->setMaximumWidth(420);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(16, 8, 16, 12);
    foot->addWidget(m_ring);
    foot->addWidget(m_footWords, 1);
    foot->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->addStretch(2);
    auto *centred = new QHBoxLayout;
    centred->setContentsMargins(16, 0, 16, 0);
    centred->addStretch(1);
    centred->addWidget(m_middle, 10);
    centred->addStretch(1);
    column->addLayout(centred);
    column->addStretch(3);
    column->addWidget(m_foot);
    m_middle->hide();
    m_foot->hide();
}

void StatePage::clearButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide();
            button->deleteLater(); // the state may change in the middle of its click
        }
        delete item;
    }
}

void StatePage::begin(State state, const QString &title, const QString &text)
{
    m_state = state;
    m_wait.stop();
    clearButtons();
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    const bool loading = state == State::Loading;
    m_middle->setVisible(!loading);
    m_foot->hide();
    m_ring->setVisible(loading);
    m_cancel->setVisible(loading);
    m_footWords->setInk(loading ? &Tokens::text : &Tokens::muted);
    m_footWords->setAlignment(loading ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    updatePicture();
    update();
}

void StatePage::showEmpty(const QString &iconName, const QString &title, const QString &text)
{
    m_icon = iconName;
    begin(State::Empty, title, text);
}

void StatePage::showFiltered(const QString &title, const QString &text)
{
    m_icon = u"search"_s;
    begin(State::Filtered, title, text);
}

void StatePage::showLoading(const QString &words)
{
    begin(State::Loading, words, {});
    m_footWords->setText(words);
    m_wait.start();
}

void StatePage::setLoadingWords(const QString &words)
{
    if (m_state != State::Loading)
        return;
    m_footWords->setText(words);
    setAccessibleName(words);
}

void StatePage::showError(const QString &title, const QString &text, const QString &nextTry)
{
    begin(State::Error, title, text);
    auto *again = makeButton(tr("Try again"), "primary", u"refresh"_s, m_middle);
    connect(again, &QPushButton::clicked, this, &StatePage::tryAgainRequested);
    m_buttons->addWidget(again);
    m_footWords->setText(nextTry);
    m_foot->setVisible(!nextTry.isEmpty());
}

void StatePage::showOffline(const QString &title, const QString &text)
{
    begin(State::Offline, title, text);
    auto *now = makeButton(tr("Try now"), "", u"refresh"_s, m_middle);
    connect(now, &QPushButton::clicked, this, &StatePage::tryAgainRequested);
    m_buttons->addWidget(now);
}

QPushButton *StatePage::addButton(const QString &text, bool link, const QString &iconName)
{
    QPushButton *button = link ? makeLinkButton(text, m_middle) : makeButton(text, "", iconName, m_middle);
    m_buttons->addWidget(button);
    return button;
}

void StatePage::updatePicture()
{
    const Tokens &t = Theme::of(this);
    const qreal dpr = devicePixelRatioF();
    if (m_state == State::Error)
        m_picture->setPixmap(StatusGlyph::pixmap(StatusKind::Failed, 34, t, dpr));
    else if (m_state == State::Offline)
        m_picture->setPixmap(StatusGlyph::pixmap(StatusKind::Offline, 34, t, dpr));
    else if (!m_icon.isEmpty())
        m_picture->setPixmap(iconPixmap(m_icon, picturePx, t.muted, dpr, 1.2));
}

void StatePage::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    if (m_state != State::Loading || m_wait.isActive())
        return;
    // The blocks stand where the real columns will be, so nothing jumps when rows come.
    const Tokens &t = Theme::of(this);
    QPainter painter(this);
    const int columnWidth = std::max(80, (width() - 32) / 4);
    const int bottom = m_foot->isVisible() ? m_foot->y() : height();
    for (int row = 0; (row + 1) * rowHeight <= bottom; ++row) {
        const QRect line(0, row * rowHeight, width(), rowHeight);
        paintHairline(&painter, line, Qt::BottomEdge, t.hairline);
        const auto &widths = blockWidths[size_t(row) % blockWidths.size()];
        for (int column = 0; column < 4; ++column)
            painter.fillRect(
                QRect(16 + column * columnWidth, line.y() + 10, std::min(widths[size_t(column)], columnWidth - 16), 8),
                t.track);
    }
}

void StatePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_state == State::Loading) {
        emit cancelRequested();
        return;
    }
    Panel::keyPressEvent(event);
}

void StatePage::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updatePicture();
}

} // namespace qwats::ui
