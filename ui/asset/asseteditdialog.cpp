// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/asseteditdialog.h"

#include "ui/shell/tagtable.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

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
    m_tags = new TagTable(m_before.tags, this);
    connect(m_tags, &TagTable::edited, this, &ActionDialog::check);
    addField(tr("Tags"), m_tags);
    setCheck([this] { return problem(); });
    if (!m_isNew)
        m_name->setFocus();
}

QString AssetEditDialog::problem() const
{
    if (m_type->currentIndex() < 0)
        return m_type->count() > 0 ? tr("Choose a type first") : tr("The types are not known yet");
    if (const QString wrong = m_tags->problem(); !wrong.isEmpty())
        return wrong;
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
    asset.tags = m_tags->tags();
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
