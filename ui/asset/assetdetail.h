// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assethealth.h"
#include "core/http/livequery.h"
#include "ui/asset/assetactiondialog.h"
#include "ui/shell/page.h"

#include <QWidget>

class QBoxLayout;
class QStandardItemModel;

namespace qwats::ui {

class AssetLogModel;
class DenseTableView;
class DenseTreeView;
class DetailPane;
class Panel;
class FactsGrid;
class GaugePanel;

/// Everything about one asset, with what can be done to it. Asks for its own data and says how old each part is.
///
/// Thread: GUI. Borrows the session.
class AssetDetail : public QWidget
{
    Q_OBJECT

public:
    AssetDetail(Session &session, QWidget *parent = nullptr);

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
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);

private:
    void makeOverview();
    void makeActions();
    void update();
    void updateFacts(const Asset &asset, const AssetType *type);
    void updateChildren();
    void updateAge();
    void askForParts(const Asset &asset);
    void recordCalibration();
    void recordMaintenance();
    void resetRunningCount();
    void setState(AssetState state);
    void addMessage();
    /// Opens the dialog with a scrim over the page.
    AssetActionDialog *ask(AssetActionDialog::Ask what, const QString &title, const QString &effect,
                           const QString &button);
    /// What follows every write: a toast, or why it did not work.
    std::function<void(const Status &)> report(const QString &done, const QString &more = {});
    [[nodiscard]] const Asset *asset() const { return m_asset.answer().value.get(); }
    [[nodiscard]] const AssetType *typeOf(const Asset &asset) const;

    Session &m_session;
    QString m_wanted;
    LiveQuery<Asset> m_asset;
    LiveQuery<AssetLog> m_log;
    LiveQuery<AssetList> m_children;
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
    QList<QWidget *> m_writers; // disabled while there is no server
};

} // namespace qwats::ui
