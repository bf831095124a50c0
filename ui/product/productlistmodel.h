// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/product/product.h"

#include <QAbstractListModel>

#include <memory>

namespace qwats::ui {

/// The products that match a text and a category, by part number. The endpoint sends all of them at once, so narrowing
/// is local. Thread: GUI.
class ProductListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setProducts(std::shared_ptr<const ProductList> products);
    void setText(const QString &text);
    void setCategory(const QString &category); ///< empty: all

    [[nodiscard]] const Product *productAt(int row) const;
    [[nodiscard]] int rowOf(const QString &partNumber) const;
    [[nodiscard]] int totalCount() const { return m_products ? static_cast<int>(m_products->size()) : 0; }
    [[nodiscard]] int activeCount() const;
    [[nodiscard]] QList<std::pair<QString, int>> categories() const; ///< with their counts, most first

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void layOut();

    std::shared_ptr<const ProductList> m_products;
    std::vector<int> m_rows;
    QString m_text;
    QString m_category;
};

} // namespace qwats::ui
