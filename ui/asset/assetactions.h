// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/asset/assetcommands.h"
#include "core/asset/assetservice.h"
#include "core/http/fetchmany.h"
#include "ui/theme/status.h"

#include <QObject>

#include <functional>

class QMenu;

namespace qwats {
class Session;
}

namespace qwats::ui {

class ActionDialog;
class BulkBar;

/// What people do to assets, to one or to many: asks for what is missing, says beforehand what will be read anew, sends
/// each write once, tells how it went, and offers to take it back where the server can.
///
/// Several assets go four at a time with progress and a way to stop; those that failed do not stop the others.
/// Thread: GUI. Borrows session, strip and window, which outlive it.
class AssetActions : public QObject
{
    Q_OBJECT

public:
    /// `over` is the widget whose window the dialogs cover.
    AssetActions(Session &session, BulkBar *bulk, QWidget *over);

    void setTypes(const std::shared_ptr<const AssetTypeList> &types) { m_types = types; }

    void recordCalibration(const AssetList &assets);
    void recordMaintenance(const AssetList &assets);
    void recordExternal(AssetWrite which, const Asset &asset); ///< ExternalCalibration or ExternalMaintenance
    void setState(const AssetList &assets, AssetState state);
    void countUse(const AssetList &assets);
    void resetRunningCount(const AssetList &assets);
    void setCounts(const Asset &asset);
    void addMessage(const AssetList &assets);
    void create();
    void edit(const Asset &asset);
    void moveTo(const AssetList &assets); ///< another parent, or none
    void remove(const AssetList &assets);

    void fillStates(QMenu *menu, const std::function<AssetList()> &assets); ///< one entry a state
    /// Fills a menu with everything that can be done to `assets`. `assets` is asked when an entry is chosen.
    void fillMenu(QMenu *menu, const std::function<AssetList()> &assets, bool single);

signals:
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);
    void notifyUndoable(const QString &title, const QString &text, const std::function<void()> &undo);
    void created(const QString &idOrSerial);
    void removed(const QString &idOrSerial);

private:
    using Make = std::function<Command<Done>(const Asset &)>;
    struct Job
    {
        QString doing; ///< "Setting the state"
        QString done; ///< for one: "%1 is in storage."
        QString doneMany; ///< for several: "%1 assets are in storage."
        Make make;
        Make undo; ///< null: cannot be taken back
        std::function<void(const AssetList &)> after; ///< with those that went well
    };
    void run(const AssetList &assets, const Job &job);
    void finish(const AssetList &assets, const Job &job,
                const std::vector<Result<std::shared_ptr<const Done>>> &replies);
    void takeBack(const AssetList &assets, const Job &job);
    void save(const AssetEdit &edit, const QString &done, const std::optional<AssetEdit> &undo);
    void attach(const AssetList &assets, const QString &parentSerial);
    /// A dialog whose effect is `first` and what the writes will make untrue.
    ActionDialog *ask(const QString &title, const QString &button, const AssetList &assets, AssetWrite write,
                      const QString &first = {});
    [[nodiscard]] static QString nameOf(const AssetList &assets);

    Session &m_session;
    BulkBar *m_bulk;
    QWidget *m_over;
    std::shared_ptr<const AssetTypeList> m_types;
    ManyTicket m_running;
};

} // namespace qwats::ui
