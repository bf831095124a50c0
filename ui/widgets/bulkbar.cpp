// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/bulkbar.h"

#include "ui/widgets/words.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

BulkBar::BulkBar(QWidget *parent)
    : Panel(&Tokens::alt, parent)
    , m_words(new InkLabel(TextRole::Body, &Tokens::text, this))
    , m_progress(new QProgressBar(this))
    , m_stop(makeLinkButton(tr("Stop"), this))
    , m_details(makeLinkButton(tr("Show what failed"), this))
    , m_close(makeLinkButton(tr("Close"), this))
{
    setLines(Qt::TopEdge);
    setAccessibleName(tr("Progress"));
    m_words->setElide(Qt::ElideRight);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    m_stop->setToolTip(tr("What is under way comes to its end; nothing more is sent"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(12);
    row->addWidget(m_words, 1);
    row->addWidget(m_progress);
    for (QPushButton *button : {m_stop, m_details, m_close})
        row->addWidget(button);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        emit cancelRequested();
    });
    connect(m_details, &QPushButton::clicked, this, &BulkBar::showProblems);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void BulkBar::begin(const QString &title, int of)
{
    m_title = title;
    m_of = of;
    m_running = true;
    m_problems.clear();
    m_progress->setRange(0, of);
    m_progress->show();
    m_stop->setEnabled(true);
    m_stop->show();
    m_details->hide();
    m_close->hide();
    setDone(0);
    show();
}

void BulkBar::setDone(int done)
{
    m_progress->setValue(done);
    m_words->setText(m_of > 0 ? tr("%1 · %2 of %3").arg(m_title, words::count(done), words::count(m_of))
                              : tr("%1 · %2 so far").arg(m_title, words::count(done)));
}

void BulkBar::end(const QString &summary, const QStringList &problems, bool stays)
{
    m_running = false;
    m_problems = problems;
    m_progress->hide();
    m_stop->hide();
    m_words->setText(summary);
    m_details->setVisible(!problems.isEmpty());
    m_close->show();
    setVisible(stays || !problems.isEmpty());
}

QString BulkBar::text() const
{
    return m_words->text();
}

void BulkBar::showProblems()
{
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("What failed"));
    dialog->resize(560, 320);
    auto *text = new QPlainTextEdit(m_problems.join(u'\n'), dialog);
    text->setReadOnly(true);
    text->setAccessibleName(tr("What failed"));
    auto *close = new QPushButton(tr("Close"), dialog);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    dialog->open();
}

} // namespace qwats::ui
