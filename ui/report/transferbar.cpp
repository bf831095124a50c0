// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/transferbar.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/plaintext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace qwats::ui {

TransferBar::TransferBar(QWidget *parent)
    : Panel(&Tokens::alt, parent)
    , m_glyph(new QLabel(this))
    , m_title(new InkLabel(TextRole::Strong, &Tokens::text, this))
    , m_text(new InkLabel(TextRole::Body, &Tokens::muted, this))
    , m_progress(new QProgressBar(this))
    , m_action(makeButton({}, "", {}, this))
    , m_cancel(makeButton(tr("Cancel"), "", {}, this))
    , m_close(makeIconButton(QStringLiteral("close"), tr("Close"), {}, this))
{
    setLines(Qt::TopEdge);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 10, 6);
    row->setSpacing(8);
    m_text->setElide(Qt::ElideMiddle);
    m_progress->setRange(0, 0); // the server does not say how much is left
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setAccessibleName(tr("Transfer"));
    row->addWidget(m_glyph);
    row->addWidget(m_title);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_action);
    row->addWidget(m_cancel);
    row->addWidget(m_close);
    for (QPushButton *button : {m_action, m_cancel})
        button->setProperty("controlSize", QStringLiteral("small"));
    setAccessibleRole(this, QAccessible::AlertMessage);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(QuietMs);
    hide();
    connect(&m_quiet, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, &TransferBar::cancelRequested);
    connect(m_action, &QPushButton::clicked, this, &TransferBar::actionRequested);
    connect(m_close, &QToolButton::clicked, this, &TransferBar::close);
}

void TransferBar::start(const QString &words, bool canCancel)
{
    m_running = true;
    m_kind = StatusKind::Fetching;
    m_title->setText(plain::oneLine(words, 120));
    m_text->clear();
    m_progress->show();
    m_action->hide();
    m_cancel->setVisible(canCancel);
    m_close->hide();
    setAccessibleWords(this, words);
    updateGlyph();
    hide();
    m_quiet.start();
}

void TransferBar::finish(StatusKind kind, const QString &title, const QString &text, const QString &action)
{
    m_quiet.stop();
    m_running = false;
    m_kind = kind;
    m_title->setText(plain::oneLine(title, 120));
    m_text->setText(plain::oneLine(text, 600));
    m_progress->hide();
    m_cancel->hide();
    m_close->show();
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleWords(this, title, m_text->text());
    updateGlyph();
    show();
}

void TransferBar::close()
{
    m_quiet.stop();
    m_running = false;
    hide();
}

void TransferBar::updateGlyph()
{
    m_glyph->setPixmap(StatusGlyph::pixmap(m_kind, 16, Theme::of(this), devicePixelRatioF()));
    m_glyph->setAccessibleName(statusLook(m_kind, Theme::of(this)).word);
}

void TransferBar::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateGlyph();
}

} // namespace qwats::ui
