// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/productlistmodel.h"
#include "ui/product/productspage.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"

/// What the products page gives out: the products behind its filters.
namespace qwats::ui {

using namespace Qt::StringLiterals;

std::optional<ExportSource> ProductsPage::exportSource()
{
    if (m_model->rowCount() == 0)
        return {};
    ExportSource source;
    source.title = tr("Products");
    source.fileName = u"products"_s;
    source.info = m_products.answer();
    if (!m_filter->text().isEmpty())
        source.facts << tr("Filter: %1").arg(m_filter->text());
    const QString chosen = m_chips->chosen().value(0);
    for (const Chip &chip : m_chips->chips()) {
        if (chip.id == chosen && !chosen.isEmpty() && m_model->rowCount() < m_model->totalCount())
            source.facts << tr("Category: %1").arg(chip.word);
    }
    source.columns = {{tr("Part")}, {tr("Name")}, {tr("Category")}, {tr("Active")}, {tr("Id"), false, false}};
    QList<ExportRow> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const Product *product = m_model->productAt(row))
            rows << ExportRow{product->partNumber, product->name, product->category,
                              product->active ? tr("yes") : tr("no"), product->id};
    }
    source.rows = std::make_shared<ReadyRows>(std::move(rows));
    return source;
}

} // namespace qwats::ui
