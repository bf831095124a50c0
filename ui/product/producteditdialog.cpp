// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/producteditdialog.h"

#include "ui/shell/tagtable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace qwats::ui {
namespace {

constexpr int LongestProductName = 100;

QPlainTextEdit *descriptionField(const QString &text, ActionDialog *dialog)
{
    auto *field = new QPlainTextEdit(text, dialog);
    field->setTabChangesFocus(true);
    field->setFixedHeight(56);
    QObject::connect(field, &QPlainTextEdit::textChanged, dialog, &ActionDialog::check);
    dialog->addField(ActionDialog::tr("Description"), field);
    return field;
}

void setIfOther(std::optional<QString> &field, const QString &before, const QString &after)
{
    if (before != after)
        field = after;
}

} // namespace

ProductEditDialog::ProductEditDialog(const std::optional<Product> &product, const QStringList &categories,
                                     QWidget *parent)
    : ActionDialog(product ? tr("Edit %1").arg(product->partNumber) : tr("New product"),
                   product ? tr("Save") : tr("Create product"), parent)
    , m_before(product.value_or(Product()))
    , m_isNew(!product)
{
    if (m_isNew)
        m_before.active = true;
    m_part = addLine(tr("Part number"), m_before.partNumber, LongestProductName, tr("Type a part number first"));
    m_part->setReadOnly(!m_isNew);
    if (!m_isNew)
        m_part->setToolTip(tr("The part number is what the product is known by; it stays"));
    m_name = addLine(tr("Name"), m_before.name, LongestProductName);
    m_category = addChoice(tr("Category"));
    m_category->addItem(tr("None"), QString());
    QStringList names = categories;
    if (!m_before.category.isEmpty() && !names.contains(m_before.category))
        names << m_before.category;
    for (const QString &name : std::as_const(names))
        m_category->addItem(name, name);
    m_category->setCurrentIndex(std::max(0, m_category->findData(m_before.category)));
    m_active = addCheck(tr("Active"));
    m_active->setChecked(m_before.active);
    m_nonSerial = addCheck(tr("Without serial numbers"));
    m_nonSerial->setChecked(m_before.nonSerial);
    m_description = descriptionField(m_before.description, this);
    m_tags = new TagTable(m_before.tags, this);
    connect(m_tags, &TagTable::edited, this, &ActionDialog::check);
    addField(tr("Tags"), m_tags);
    setCheck([this] {
        const QString wrong = m_tags->problem();
        return wrong.isEmpty() && !m_isNew && edit() == difference(m_before, m_before) ? tr("Nothing was changed yet")
                                                                                       : wrong;
    });
    if (!m_isNew)
        m_name->setFocus();
}

Product ProductEditDialog::product() const
{
    Product product = m_before;
    product.partNumber = m_part->text().trimmed();
    product.name = m_name->text().trimmed();
    product.category = m_category->currentData().toString();
    product.active = m_active->isChecked();
    product.nonSerial = m_nonSerial->isChecked();
    product.description = m_description->toPlainText();
    product.tags = m_tags->tags();
    return product;
}

ProductEdit ProductEditDialog::difference(const Product &from, const Product &to)
{
    ProductEdit edit;
    edit.partNumber = to.partNumber;
    edit.nonSerial = to.nonSerial;
    edit.active = to.active;
    setIfOther(edit.name, from.name, to.name);
    setIfOther(edit.description, from.description, to.description);
    setIfOther(edit.category, from.category, to.category);
    edit.tags = tagChanges(from.tags, to.tags);
    return edit;
}

ProductEdit ProductEditDialog::edit() const
{
    return difference(m_before, product());
}

ProductEdit ProductEditDialog::undo() const
{
    return difference(product(), m_before);
}

RevisionEditDialog::RevisionEditDialog(const Product &product, const std::optional<ProductRevision> &revision,
                                       QWidget *parent)
    : ActionDialog(revision ? tr("Edit revision %1 of %2").arg(revision->revision, product.partNumber)
                            : tr("New revision of %1").arg(product.partNumber),
                   revision ? tr("Save") : tr("Create revision"), parent)
    , m_partNumber(product.partNumber)
    , m_before(revision.value_or(ProductRevision()))
    , m_isNew(!revision)
{
    if (m_isNew)
        m_before.active = true;
    m_revision = addLine(tr("Revision"), m_before.revision, LongestProductName, tr("Type a revision first"));
    m_revision->setReadOnly(!m_isNew);
    m_name = addLine(tr("Name"), m_before.name, LongestProductName);
    m_active = addCheck(tr("Active"));
    m_active->setChecked(m_before.active);
    m_description = descriptionField(m_before.description, this);
    m_tags = new TagTable(m_before.tags, this);
    connect(m_tags, &TagTable::edited, this, &ActionDialog::check);
    addField(tr("Tags"), m_tags);
    QStringList known;
    for (const ProductRevision &one : product.revisions)
        known << one.revision;
    setCheck([this, known] {
        const QString wrong = m_tags->problem();
        if (!wrong.isEmpty())
            return wrong;
        if (m_isNew)
            return known.contains(m_revision->text().trimmed()) ? tr("There is a revision of this name") : QString();
        return edit() == difference(m_before, m_before) ? tr("Nothing was changed yet") : QString();
    });
    if (!m_isNew)
        m_name->setFocus();
}

ProductRevision RevisionEditDialog::revision() const
{
    ProductRevision revision = m_before;
    revision.revision = m_revision->text().trimmed();
    revision.name = m_name->text().trimmed();
    revision.active = m_active->isChecked();
    revision.description = m_description->toPlainText();
    revision.tags = m_tags->tags();
    return revision;
}

RevisionEdit RevisionEditDialog::difference(const ProductRevision &from, const ProductRevision &to) const
{
    RevisionEdit edit;
    edit.partNumber = m_partNumber;
    edit.revision = to.revision;
    edit.active = to.active;
    setIfOther(edit.name, from.name, to.name);
    setIfOther(edit.description, from.description, to.description);
    edit.tags = tagChanges(from.tags, to.tags);
    return edit;
}

RevisionEdit RevisionEditDialog::edit() const
{
    return difference(m_before, revision());
}

RevisionEdit RevisionEditDialog::undo() const
{
    return difference(revision(), m_before);
}

} // namespace qwats::ui
