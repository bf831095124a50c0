// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetactiondialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

AssetActionDialog::AssetActionDialog(Ask ask, const QString &title, const QString &effect, const QString &button,
                                     QWidget *parent)
    : QDialog(parent)
    , m_comment(new QLineEdit(this))
    , m_do(new QPushButton(button, this))
    , m_opened(QDateTime::currentDateTime())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(440);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto *heading = new InkLabel(title, TextRole::Section, &Tokens::text, this);
    layout->addWidget(heading);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(12);
    form->setLabelAlignment(Qt::AlignLeft);
    if (ask == Ask::TimeAndComment) {
        m_when = new QDateTimeEdit(m_opened, this);
        m_when->setCalendarPopup(true);
        m_when->setDisplayFormat(QLocale().dateTimeFormat(QLocale::ShortFormat));
        m_when->setMaximumDateTime(m_opened.addDays(1));
        m_when->setAccessibleName(tr("Done at"));
        form->addRow(tr("Done at"), m_when);
    }
    const QString label = ask == Ask::Text ? tr("Message") : tr("Comment");
    m_comment->setMaxLength(1000);
    m_comment->setAccessibleName(label);
    form->addRow(label, m_comment);
    layout->addLayout(form);
    auto *words = new InkLabel(effect, TextRole::Small, &Tokens::muted, this);
    words->setWordWrap(true);
    layout->addWidget(words);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_do->setProperty("role", QStringLiteral("primary"));
    m_do->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_do);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, &QDialog::accept);
    if (ask == Ask::Text) {
        m_do->setEnabled(false);
        m_do->setToolTip(tr("Type a message first"));
        connect(m_comment, &QLineEdit::textChanged, this,
                [this](const QString &text) { m_do->setEnabled(!text.trimmed().isEmpty()); });
    }
    (m_when ? static_cast<QWidget *>(m_when) : m_comment)->setFocus();
}

Timestamp AssetActionDialog::when() const
{
    if (!m_when || m_when->dateTime().toSecsSinceEpoch() / 60 == m_opened.toSecsSinceEpoch() / 60)
        return {};
    return Timestamp::fromDateTime(m_when->dateTime());
}

QString AssetActionDialog::comment() const
{
    return m_comment->text().trimmed();
}

} // namespace qwats::ui
