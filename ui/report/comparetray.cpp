// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/comparetray.h"

#include "ui/report/comparisonmodel.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/plaintext.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace qwats::ui {

CompareTray::CompareTray(QWidget *parent)
    : Panel(&Tokens::alt, parent)
    , m_fields(new QHBoxLayout)
    , m_words(new InkLabel(TextRole::Small, &Tokens::muted, this))
    , m_compare(makeButton(tr("Compare"), "primary", QStringLiteral("compare"), this))
    , m_clear(makeLinkButton(tr("Clear"), this))
{
    setLines(Qt::TopEdge);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 12, 6);
    row->setSpacing(8);
    m_fields->setSpacing(6);
    row->addLayout(m_fields);
    row->addWidget(m_words, 1);
    row->addWidget(m_compare);
    row->addWidget(m_clear);
    m_words->setElide(Qt::ElideRight);
    m_compare->setProperty("controlSize", QStringLiteral("small"));
    m_clear->setToolTip(tr("Takes all reports out of the comparison"));
    setAccessibleName(tr("Reports to compare"));
    hide();
    connect(m_compare, &QPushButton::clicked, this, [this] { emit compareRequested(ids()); });
    connect(m_clear, &QPushButton::clicked, this, &CompareTray::clear);
}

void CompareTray::toggle(const ReportHeader &report)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    toggle({report.id, report.serialNumber, report.start.isValid() ? words::time(report.start.ms(), now) : QString()},
           report.kind);
}

void CompareTray::toggle(const Entry &entry, ReportKind kind)
{
    if (contains(entry.id))
        return remove(entry.id);
    if (kind == ReportKind::Repair)
        return refuse(tr("A repair has no steps to compare. Add the test that it belongs to."));
    if (count() == Most)
        return refuse(tr("Four reports at most. Take one out first."));
    m_entries.push_back(entry);
    rebuild();
}

bool CompareTray::contains(const QString &id) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry &entry) { return entry.id == id; });
}

QStringList CompareTray::ids() const
{
    QStringList ids;
    for (const Entry &entry : m_entries)
        ids << entry.id;
    return ids;
}

void CompareTray::remove(const QString &id)
{
    std::erase_if(m_entries, [&](const Entry &entry) { return entry.id == id; });
    rebuild();
}

void CompareTray::clear()
{
    m_entries.clear();
    rebuild();
}

void CompareTray::refuse(const QString &why)
{
    show();
    m_words->setInk(&Tokens::warn);
    m_words->setText(why);
}

QString CompareTray::words() const
{
    return m_words->text();
}

void CompareTray::rebuild()
{
    while (QLayoutItem *item = m_fields->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be in the middle of its own click
        delete item;
    }
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Entry entry = m_entries[i];
        auto *field = new FilterField(ComparisonModel::letterOf(static_cast<int>(i)), {}, this);
        const QString serial = plain::oneLine(entry.serialNumber, 24);
        field->setValue(entry.when.isEmpty() ? serial : tr("%1, %2", "serial number and time").arg(serial, entry.when));
        connect(field, &FilterField::editRequested, this, [this, entry] { emit reportRequested(entry.id); });
        connect(field, &FilterField::cleared, this, [this, entry] { remove(entry.id); });
        m_fields->addWidget(field);
        field->show();
    }
    m_words->setInk(&Tokens::muted);
    m_words->setText(count() == 1 ? tr("One more report to compare with. Space adds the current row.") : QString());
    m_compare->setEnabled(count() >= 2);
    m_compare->setToolTip(count() >= 2 ? QString() : tr("Two reports at least"));
    setVisible(!m_entries.empty());
    emit changed();
}

} // namespace qwats::ui
