// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/product/productedit.h"
#include "ui/widgets/actiondialog.h"

class QPlainTextEdit;

namespace qwats::ui {

class TagTable;

/// Edits a product, or a new one. The part number is the identity: it can be typed for a new one only.
///
/// Thread: GUI. Value in, value out.
class ProductEditDialog : public ActionDialog
{
    Q_OBJECT

public:
    /// `product` none: a new one.
    ProductEditDialog(const std::optional<Product> &product, const QStringList &categories, QWidget *parent);

    [[nodiscard]] ProductEdit edit() const; ///< only what differs from the product as it was
    [[nodiscard]] ProductEdit undo() const; ///< what makes it as it was again

private:
    [[nodiscard]] Product product() const;
    [[nodiscard]] static ProductEdit difference(const Product &from, const Product &to);

    Product m_before;
    bool m_isNew;
    QLineEdit *m_part;
    QLineEdit *m_name;
    QComboBox *m_category;
    QCheckBox *m_active;
    QCheckBox *m_nonSerial;
    QPlainTextEdit *m_description;
    TagTable *m_tags;
};

/// Edits a revision, or a new one. Its name is the identity. Thread: GUI. Value in, value out.
class RevisionEditDialog : public ActionDialog
{
    Q_OBJECT

public:
    /// `revision` none: a new one of `product`.
    RevisionEditDialog(const Product &product, const std::optional<ProductRevision> &revision, QWidget *parent);

    [[nodiscard]] RevisionEdit edit() const;
    [[nodiscard]] RevisionEdit undo() const;

private:
    [[nodiscard]] ProductRevision revision() const;
    [[nodiscard]] RevisionEdit difference(const ProductRevision &from, const ProductRevision &to) const;

    QString m_partNumber;
    ProductRevision m_before;
    bool m_isNew;
    QLineEdit *m_revision;
    QLineEdit *m_name;
    QCheckBox *m_active;
    QPlainTextEdit *m_description;
    TagTable *m_tags;
};

} // namespace qwats::ui
