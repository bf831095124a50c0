// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assetservice.h"
#include "core/http/livequery.h"
#include "ui/asset/assetsmodel.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace qwats::ui {

class AssetActions;
class AssetDetail;
class BulkBar;
class ChipBar;
class DenseTableView;
class FilterLine;
class LoadingBar;
class NoticeBar;
class PageHeader;
class StatePage;
class TableFooter;

/// Which fixtures and instruments need care: the due-first table, its filters, and the detail of one asset.
class AssetsPage : public Page
{
    Q_OBJECT

public:
    explicit AssetsPage(Session &session, QWidget *parent = nullptr);

    void go(const Place &place) override;
    [[nodiscard]] Place place() const override;
    void refresh() override;
    bool focusFilter() override;
    void setShown(bool shown) override;
    bool escape() override;
    [[nodiscard]] std::optional<ExportSource> exportSource() override;

    [[nodiscard]] DenseTableView *table() const { return m_table; }
    [[nodiscard]] AssetDetail *detail() const { return m_detail; }
    [[nodiscard]] FilterLine *filter() const { return m_filter; }
    [[nodiscard]] BulkBar *bulk() const { return m_bulk; }
    [[nodiscard]] AssetActions *actions() const { return m_actions; }
    [[nodiscard]] AssetList selectedAssets() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeHeader();
    void makeTable();
    void ask();
    void sortBy(int column, Qt::SortOrder order);
    void open(const QModelIndex &index);
    void showDetail(const QString &idOrSerial);
    void openMenu(const QPoint &at); ///< what can be done to the selected assets
    void chooseLevel(const QString &id);
    void chooseType(const QString &id);
    void sizeDetail(); ///< below or beside the list
    void closeDetail();
    void updateState();
    void updateChips();
    void updateNotice();
    void showStatePage();

    PagedList<Asset> m_list;
    LiveQuery<AssetTypeList> m_types;
    AssetsModel *m_model;
    PageHeader *m_header;
    FilterLine *m_filter;
    ChipBar *m_levels;
    ChipBar *m_kinds;
    NoticeBar *m_notice;
    LoadingBar *m_loading;
    QStackedWidget *m_stack;
    DenseTableView *m_table;
    StatePage *m_state;
    TableFooter *m_footer;
    BulkBar *m_bulk;
    AssetActions *m_actions;
    QSplitter *m_splitter;
    AssetDetail *m_detail;
    QTimer m_typed;
    QPushButton *m_new = nullptr;
    QString m_wantedType = QStringLiteral("all");
    int m_sortColumn = AssetsModel::State;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    AssetSort m_sort = AssetSort::NextCalibration;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace qwats::ui
