// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/livequery.h"
#include "core/product/product.h"
#include "core/report/reportheader.h"
#include "ui/shell/page.h"

class QVBoxLayout;
class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace qwats::ui {

class BomModel;
class BoxBuildPanel;
class CountTabs;
class DataAgeLabel;
class DenseTableView;
class DenseTreeView;
class FactsRow;
class FilterLine;
class InkLabel;
class ProductActions;
class ProductPanel;
class SegmentedControl;
class StatePage;
class TableFooter;
class VendorsPanel;

/// One product: its revisions, what it is made of, its tags, and its newest report. Thread: GUI. Borrows the session.
class ProductDetail : public QWidget
{
    Q_OBJECT

public:
    ProductDetail(Session &session, ProductActions &actions, QWidget *parent = nullptr);

    void showProduct(const QString &partNumber);
    void setMadeHere(const QSet<QString> &parts); ///< parts that are products themselves
    void setShown(bool shown);
    void refresh();
    [[nodiscard]] QString shownPart() const { return m_part; }
    [[nodiscard]] DenseTreeView *bomView() const { return m_bomView; }
    [[nodiscard]] CountTabs *tabs() const { return m_tabs; }

signals:
    void tabChosen(); ///< another tab is shown
    void placeRequested(const qwats::ui::Place &place);

private:
    void makeHead(QVBoxLayout *layout);
    void makeBomTab();
    void makeTables();
    void makePanels();
    void connectActions();
    [[nodiscard]] const ProductRevision *chosenRevision() const;
    void update();
    void updateRevisions(const Product &product);
    void updateFacts(const Product &product);
    void updateBom();
    void chooseRevision(const QString &revision);
    void openLine(const QPersistentModelIndex &parent, const QString &part);

    Session &m_session;
    ProductActions &m_actions;
    QString m_part;
    QString m_revision;
    LiveQuery<Product> m_product;
    LiveQuery<Bom> m_bom;
    LiveQuery<ReportHeaderList> m_newest;
    InkLabel *m_key;
    InkLabel *m_name;
    QPushButton *m_edit;
    QPushButton *m_reports;
    QPushButton *m_editBom;
    QPushButton *m_editRevision;
    QPushButton *m_newRevision;
    SegmentedControl *m_revisions;
    FactsRow *m_facts;
    CountTabs *m_tabs;
    DataAgeLabel *m_age;
    QStackedWidget *m_pages;
    StatePage *m_state;
    QStackedWidget *m_all;
    FilterLine *m_filter;
    BomModel *m_bomModel;
    DenseTreeView *m_bomView;
    StatePage *m_bomState;
    QStackedWidget *m_bomStack;
    TableFooter *m_footer;
    QStandardItemModel *m_revisionModel;
    QStandardItemModel *m_tagModel;
    DenseTableView *m_revisionTable = nullptr;
    VendorsPanel *m_vendors = nullptr;
    QList<ProductPanel *> m_panels;
};

} // namespace qwats::ui
