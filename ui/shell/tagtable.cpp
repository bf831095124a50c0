// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tagtable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>
#include <QVBoxLayout>

namespace qwats::ui {

TagTable::TagTable(const std::vector<NamedTag> &tags, QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 2, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_table->setHorizontalHeaderLabels({tr("Tag"), tr("Value")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Tags"));
    m_table->setFixedHeight(108);
    for (const NamedTag &tag : tags)
        addRow(tag.key, tag.value);
    auto *add = new QPushButton(tr("Add tag"), this);
    auto *remove = new QPushButton(tr("Remove tag"), this);
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {add, remove}) {
        button->setProperty("controlSize", QStringLiteral("small"));
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    column->addWidget(m_table);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({}, {});
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
        m_table->setFocus();
        m_table->editItem(m_table->currentItem());
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow());
        emit edited();
    });
    connect(m_table, &QTableWidget::itemChanged, this, &TagTable::edited);
}

void TagTable::addRow(const QString &key, const QString &value)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(key));
    m_table->setItem(row, 1, new QTableWidgetItem(value));
}

std::vector<NamedTag> TagTable::tags() const
{
    std::vector<NamedTag> tags;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString key = m_table->item(row, 0)->text().trimmed();
        const QString value = m_table->item(row, 1)->text();
        if (!key.isEmpty() || !value.isEmpty())
            tags.push_back({key, value});
    }
    return tags;
}

QString TagTable::problem() const
{
    QSet<QString> keys;
    for (const NamedTag &tag : tags()) {
        if (tag.key.isEmpty())
            return tr("A tag has a value but no name");
        if (keys.contains(tag.key))
            return tr("The tag %1 stands there twice").arg(tag.key);
        keys.insert(tag.key);
    }
    return {};
}

} // namespace qwats::ui
