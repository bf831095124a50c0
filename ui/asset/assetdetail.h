// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assethealth.h"
#include "core/http/livequery.h"
#include "core/report/reportheader.h"
#include "ui/shell/page.h"

#include <QWidget>

class QBoxLayout;
class QStandardItemModel;

namespace qwats::ui {

class AssetActions;
class AssetFilesPanel;
class AssetLogModel;
class AssetUsageModel;
class DenseTableView;
class DenseTreeView;
class DetailPane;
class Panel;
class FactsGrid;
class GaugePanel;

/// Everything about one asset, with what can be done to it. Asks for its own data and says how old each part is.
///
/// Thread: GUI. Borrows session and actions.
class AssetDetail : public QWidget
{
    Q_OBJECT

public:
    AssetDetail(Session &session, AssetActions &actions, QWidget *parent = nullptr);

    void showAsset(const QString &idOrSerial); ///< empty: nothing
    void setTypes(const std::shared_ptr<const AssetTypeList> &types);
    void setShown(bool shown);
    void setNarrow(bool narrow);
    void refresh();
    [[nodiscard]] QString shownAsset() const { return m_wanted; }
    [[nodiscard]] DetailPane *pane() const { return m_pane; }

signals:
    void closeRequested();
    void assetRequested(const QString &idOrSerial);
    void placeRequested(const qwats::ui::Place &place);
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);
    void notifyUndoable(const QString &title, const QString &text, const std::function<void()> &undo);

private:
    void makeOverview();
    void makeActions();
    void makeUsage();
    void update();
    void updateFacts(const Asset &asset, const AssetType *type);
    void updateChildren();
    void updateUsage();
    void updateAge();
    void askForParts(const Asset &asset);
    [[nodiscard]] const Asset *asset() const { return m_asset.answer().value.get(); }
    [[nodiscard]] const AssetType *typeOf(const Asset &asset) const;

    Session &m_session;
    AssetActions &m_actions;
    QString m_wanted;
    LiveQuery<Asset> m_asset;
    LiveQuery<AssetLog> m_log;
    LiveQuery<AssetList> m_children;
    LiveQuery<ReportHeaderList> m_usage;
    std::shared_ptr<const AssetTypeList> m_types;
    QString m_partsOf; // id of the asset whose log and sub-assets were asked for
    DetailPane *m_pane;
    FactsGrid *m_facts;
    GaugePanel *m_gauges;
    DenseTreeView *m_tree;
    QStandardItemModel *m_treeModel;
    QBoxLayout *m_overview = nullptr;
    QList<Panel *> m_parts; // columns side by side, or below each other when narrow
    DenseTableView *m_logTable;
    AssetLogModel *m_logModel;
    DenseTableView *m_usageTable;
    AssetUsageModel *m_usageModel;
    AssetFilesPanel *m_files;
    QList<QWidget *> m_writers; // disabled while there is no server
};

} // namespace qwats::ui
