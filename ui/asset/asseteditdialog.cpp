// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/asseteditdialog.h"

#include "ui/widgets/ink.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace qwats::ui {
namespace {

constexpr int LongestName = 100; // what the server's reports can carry of a serial or a part number

} // namespace

AssetEditDialog::AssetEditDialog(const std::optional<Asset> &asset, const AssetTypeList &types, QWidget *parent)
    : ActionDialog(asset ? tr("Edit %1").arg(asset->serialNumber) : tr("New asset"),
                   asset ? tr("Save") : tr("Create asset"), parent)
    , m_before(asset.value_or(Asset()))
    , m_isNew(!asset)
{
    m_serial = addLine(tr("Serial number"), m_before.serialNumber, LongestName, tr("Type a serial number first"));
    m_serial->setReadOnly(!m_isNew);
    if (!m_isNew)
        m_serial->setToolTip(tr("The serial number is what the asset is known by; it stays"));
    m_name = addLine(tr("Name"), m_before.name, LongestName);
    m_type = addChoice(tr("Type"));
    for (const AssetType &type : types)
        m_type->addItem(type.name, type.id);
    m_type->setCurrentIndex(m_isNew ? -1 : m_type->findData(m_before.typeId));
    m_part = addLine(tr("Part number"), m_before.partNumber, LongestName);
    m_revision = addLine(tr("Revision"), m_before.revision, LongestName);
    m_location = addLine(tr("Location"), m_before.location, LongestName);
    m_state = addChoice(tr("State"));
    for (int n = 1; n < AssetStateCount; ++n)
        m_state->addItem(assetStateName(static_cast<AssetState>(n)), n);
    m_state->setCurrentIndex(m_state->findData(m_isNew ? int(AssetState::InOperation) : int(m_before.state)));
    m_description = new QPlainTextEdit(m_before.description, this);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(56);
    connect(m_description, &QPlainTextEdit::textChanged, this, &ActionDialog::check);
    addField(tr("Description"), m_description);
    addTags(m_before.tags);
    setCheck([this] { return problem(); });
    if (!m_isNew)
        m_name->setFocus();
}

void AssetEditDialog::addTags(const std::vector<NamedTag> &tags)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_tags = new QTableWidget(0, 2, box);
    m_tags->setHorizontalHeaderLabels({tr("Tag"), tr("Value")});
    m_tags->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_tags->verticalHeader()->hide();
    m_tags->setTabKeyNavigation(false);
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setFixedHeight(108);
    for (const NamedTag &tag : tags)
        addTagRow(tag.key, tag.value);
    auto *add = new QPushButton(tr("Add tag"), box);
    auto *remove = new QPushButton(tr("Remove tag"), box);
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {add, remove}) {
        button->setProperty("controlSize", QStringLiteral("small"));
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    column->addWidget(m_tags);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, [this] {
        addTagRow({}, {});
        m_tags->setCurrentCell(m_tags->rowCount() - 1, 0);
        m_tags->setFocus();
        m_tags->editItem(m_tags->currentItem());
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        m_tags->removeRow(m_tags->currentRow());
        check();
    });
    connect(m_tags, &QTableWidget::itemChanged, this, &ActionDialog::check);
    addField(tr("Tags"), box);
}

void AssetEditDialog::addTagRow(const QString &key, const QString &value)
{
    const QSignalBlocker quiet(m_tags);
    const int row = m_tags->rowCount();
    m_tags->insertRow(row);
    m_tags->setItem(row, 0, new QTableWidgetItem(key));
    m_tags->setItem(row, 1, new QTableWidgetItem(value));
}

std::vector<NamedTag> AssetEditDialog::tags() const
{
    std::vector<NamedTag> tags;
    for (int row = 0; row < m_tags->rowCount(); ++row) {
        const QString key = m_tags->item(row, 0)->text().trimmed();
        const QString value = m_tags->item(row, 1)->text();
        if (!key.isEmpty() || !value.isEmpty())
            tags.push_back({key, value});
    }
    return tags;
}

QString AssetEditDialog::problem() const
{
    if (m_type->currentIndex() < 0)
        return m_type->count() > 0 ? tr("Choose a type first") : tr("The types are not known yet");
    QSet<QString> keys;
    for (const NamedTag &tag : tags()) {
        if (tag.key.isEmpty())
            return tr("A tag has a value but no name");
        if (keys.contains(tag.key))
            return tr("The tag %1 stands there twice").arg(tag.key);
        keys.insert(tag.key);
    }
    if (!m_isNew && edit() == difference(m_before, m_before))
        return tr("Nothing was changed yet");
    return {};
}

Asset AssetEditDialog::asset() const
{
    Asset asset = m_before;
    asset.serialNumber = m_serial->text().trimmed();
    asset.name = m_name->text().trimmed();
    asset.typeId = m_type->currentData().toString();
    asset.partNumber = m_part->text().trimmed();
    asset.revision = m_revision->text().trimmed();
    asset.location = m_location->text().trimmed();
    asset.description = m_description->toPlainText();
    asset.state = static_cast<AssetState>(m_state->currentData().toInt());
    asset.tags = tags();
    return asset;
}

AssetEdit AssetEditDialog::difference(const Asset &from, const Asset &to)
{
    AssetEdit edit;
    edit.id = to.id;
    edit.serialNumber = to.serialNumber;
    edit.state = to.state;
    const auto differs = [](std::optional<QString> &field, const QString &before, const QString &after) {
        if (before != after)
            field = after;
    };
    differs(edit.typeId, from.typeId, to.typeId);
    differs(edit.name, from.name, to.name);
    differs(edit.partNumber, from.partNumber, to.partNumber);
    differs(edit.revision, from.revision, to.revision);
    differs(edit.description, from.description, to.description);
    differs(edit.location, from.location, to.location);
    edit.tags = tagChanges(from.tags, to.tags);
    return edit;
}

AssetEdit AssetEditDialog::edit() const
{
    return difference(m_before, asset());
}

AssetEdit AssetEditDialog::undo() const
{
    return difference(asset(), m_before);
}

} // namespace qwats::ui
