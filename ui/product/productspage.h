// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/product/product.h"
#include "ui/shell/page.h"

class QStackedWidget;

namespace qwats::ui {

class BulkBar;
class ChipBar;
class DenseListView;
class FilterLine;
class LoadingBar;
class NoticeBar;
class PageHeader;
class ProductActions;
class ProductDetail;
class ProductListModel;
class StatePage;
class TableFooter;

/// What is built here: the list at the left, one product with revisions and bill of materials at the right.
class ProductsPage : public Page
{
    Q_OBJECT

public:
    explicit ProductsPage(Session &session, QWidget *parent = nullptr);

    void go(const Place &place) override;
    [[nodiscard]] Place place() const override;
    void refresh() override;
    bool focusFilter() override;
    void setShown(bool shown) override;
    bool escape() override;
    [[nodiscard]] std::optional<ExportSource> exportSource() override;

    [[nodiscard]] DenseListView *list() const { return m_view; }
    [[nodiscard]] BulkBar *bulk() const { return m_bulk; }
    [[nodiscard]] ProductDetail *detail() const { return m_detail; }

private:
    QWidget *makeList();
    void openMenu(const QPoint &at); ///< what can be done to the chosen products
    void connectActions();
    [[nodiscard]] ProductList chosenProducts() const;
    void showPart(const QString &partNumber);
    void update();
    void updateChips();
    void showStatePage();

    LiveQuery<ProductList> m_products;
    ProductListModel *m_model;
    PageHeader *m_header;
    FilterLine *m_filter;
    ChipBar *m_chips;
    NoticeBar *m_notice;
    LoadingBar *m_loading;
    DenseListView *m_view;
    StatePage *m_state;
    QStackedWidget *m_stack;
    TableFooter *m_footer;
    BulkBar *m_bulk;
    ProductActions *m_actions;
    ProductDetail *m_detail;
    LiveQuery<ProductCategoryList> m_categories;
};

} // namespace qwats::ui
