// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/productlistmodel.h"

#include "ui/delegates/roles.h"

#include <QMap>

#include <algorithm>

namespace qwats::ui {

void ProductListModel::setProducts(std::shared_ptr<const ProductList> products)
{
    if (m_products == products)
        return;
    m_products = std::move(products);
    layOut();
}

void ProductListModel::setText(const QString &text)
{
    m_text = text;
    layOut();
}

void ProductListModel::setCategory(const QString &category)
{
    m_category = category;
    layOut();
}

void ProductListModel::layOut()
{
    beginResetModel();
    m_rows.clear();
    for (int row = 0; row < totalCount(); ++row) {
        const Product &product = (*m_products)[static_cast<size_t>(row)];
        const bool textFits = m_text.isEmpty() || product.partNumber.contains(m_text, Qt::CaseInsensitive)
            || product.name.contains(m_text, Qt::CaseInsensitive);
        if (textFits && (m_category.isEmpty() || product.category == m_category))
            m_rows.push_back(row);
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](int a, int b) {
        const Product &left = (*m_products)[static_cast<size_t>(a)];
        const Product &right = (*m_products)[static_cast<size_t>(b)];
        return std::tie(right.active, left.partNumber) < std::tie(left.active, right.partNumber); // inactive ones last
    });
    endResetModel();
}

const Product *ProductListModel::productAt(int row) const
{
    return row >= 0 && row < rowCount() ? &(*m_products)[static_cast<size_t>(m_rows[static_cast<size_t>(row)])]
                                        : nullptr;
}

int ProductListModel::rowOf(const QString &partNumber) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (productAt(row)->partNumber == partNumber)
            return row;
    }
    return -1;
}

int ProductListModel::activeCount() const
{
    return m_products ? static_cast<int>(
               std::count_if(m_products->begin(), m_products->end(), [](const Product &p) { return p.active; }))
                      : 0;
}

QList<std::pair<QString, int>> ProductListModel::categories() const
{
    QMap<QString, int> counts;
    for (int row = 0; row < totalCount(); ++row) {
        const QString &category = (*m_products)[static_cast<size_t>(row)].category;
        if (!category.isEmpty())
            ++counts[category];
    }
    QList<std::pair<QString, int>> list;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        list.append({it.key(), it.value()});
    std::stable_sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return list;
}

int ProductListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ProductListModel::data(const QModelIndex &index, int role) const
{
    const Product *product = productAt(index.row());
    if (!product)
        return {};
    switch (role) {
    case Qt::DisplayRole: return product->partNumber;
    case SecondLineRole: return product->name;
    case SecondRightRole: return product->category;
    case RightTextRole: return product->active ? QString() : tr("inactive");
    case MutedRole: return !product->active;
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3")
            .arg(product->partNumber, product->name, product->active ? tr("active") : tr("inactive"));
    default: return {};
    }
}

} // namespace qwats::ui
