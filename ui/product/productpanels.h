// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"
#include "core/http/livequery.h"
#include "core/product/product.h"
#include "core/report/reportheader.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace qwats {
class Session;
}

namespace qwats::ui {

class DenseTableView;
class DenseTreeView;
class ProductActions;
class StatePage;

/// One tab of a product: a bar of buttons over rows, and what stands there without rows. It asks the server only once
/// it is on screen. Thread: GUI.
class ProductPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProductPanel(QWidget *parent);
    void setSubject(const QString &partNumber, const QString &revision);
    void setShown(bool shown); ///< the page it is on is shown
    virtual void refresh() = 0;
    [[nodiscard]] QStandardItemModel *model() const { return m_model; }

protected:
    virtual void ask() = 0; ///< for m_part and m_revision
    virtual void setActive(bool active) = 0;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    QPushButton *addButton(const QString &text);
    void setRows(QWidget *view);
    void showAnswer(const FetchedInfo &info, bool loading, const QString &emptyTitle, const QString &emptyText);

    QString m_part;
    QString m_revision;
    QStandardItemModel *m_model;
    StatePage *m_state;

private:
    void askWhenSeen();
    QHBoxLayout *m_bar;
    QStackedWidget *m_stack;
    bool m_pageShown = false;
    bool m_asked = false;
};

/// What the revision is built from, level under level.
class BoxBuildPanel : public ProductPanel
{
    Q_OBJECT

public:
    BoxBuildPanel(Session &session, ProductActions &actions, QWidget *parent);
    void refresh() override { m_tree.refresh(); }
    [[nodiscard]] DenseTreeView *view() const { return m_view; }

protected:
    void ask() override;
    void setActive(bool active) override { m_tree.setActive(active); }

private:
    void update();
    using Chosen = std::pair<const BoxBuildPart *, const BoxBuildPart *>; ///< parent and child; nullptr: none
    [[nodiscard]] Chosen chosen() const;
    LiveQuery<BoxBuildPart> m_tree;
    DenseTreeView *m_view;
};

/// The server's vendors, and in how many lines of the bill of materials each is named.
class VendorsPanel : public ProductPanel
{
    Q_OBJECT

public:
    VendorsPanel(Session &session, ProductActions &actions, QWidget *parent);
    void refresh() override { m_vendors.refresh(); }
    void setBom(const std::shared_ptr<const Bom> &bom);

protected:
    void ask() override;
    void setActive(bool active) override { m_vendors.setActive(active); }

private:
    void update();
    [[nodiscard]] const Vendor *chosen() const;
    LiveQuery<VendorList> m_vendors;
    std::shared_ptr<const Bom> m_bom;
    DenseTableView *m_view;
};

/// The groups the product is in.
class GroupsPanel : public ProductPanel
{
    Q_OBJECT

public:
    GroupsPanel(Session &session, ProductActions &actions, QWidget *parent);
    void refresh() override { m_groups.refresh(); }

protected:
    void ask() override;
    void setActive(bool active) override { m_groups.setActive(active); }

private:
    void update();
    LiveQuery<ProductGroupList> m_groups;
    DenseTableView *m_view;
};

/// The newest hundred reports of the part.
class ProductReportsPanel : public ProductPanel
{
    Q_OBJECT

public:
    ProductReportsPanel(Session &session, QWidget *parent);
    void refresh() override { m_reports.refresh(); }

signals:
    void reportRequested(const QString &id);

protected:
    void ask() override;
    void setActive(bool active) override { m_reports.setActive(active); }

private:
    void update();
    Session &m_session;
    LiveQuery<ReportHeaderList> m_reports;
    DenseTableView *m_view;
};

/// Yields of the last 30 days, a row for each process, always with the number of units.
class ProductYieldPanel : public ProductPanel
{
    Q_OBJECT

public:
    ProductYieldPanel(Session &session, QWidget *parent);
    void refresh() override { m_yield.refresh(); }
    static constexpr qint64 FewUnits = 20; ///< below, the yield says little and is grey

protected:
    void ask() override;
    void setActive(bool active) override { m_yield.setActive(active); }

private:
    void update();
    Session &m_session;
    LiveQuery<YieldRowList> m_yield;
    DenseTableView *m_view;
};

} // namespace qwats::ui
