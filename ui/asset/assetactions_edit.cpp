// SPDX-License-Identifier: GPL-3.0-or-later
// The writes that change what an asset is: create, edit, counts, place in the hierarchy, removal.
#include "core/session/session.h"
#include "ui/asset/assetactions.h"
#include "ui/asset/asseteditdialog.h"
#include "ui/shell/impact.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>

#include <limits>

namespace qwats::ui {
namespace {

constexpr int LargestCount = std::numeric_limits<int>::max();
constexpr int LongestSerial = 100;
constexpr int LongestNote = 1000;

int shownCount(const std::optional<qint64> &count)
{
    return static_cast<int>(std::clamp<qint64>(count.value_or(0), 0, LargestCount));
}

} // namespace

void AssetActions::create()
{
    auto *dialog = new AssetEditDialog(std::nullopt, m_types ? *m_types : AssetTypeList(), m_over->window());
    dialog->setEffect(impactSentence(m_session.cache(), tagsDroppedBy(AssetWrite::Save, {}, {})));
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const AssetEdit edit = dialog->edit();
        m_session.assets().save(edit, this, [this](const Result<std::shared_ptr<const Asset>> &saved) {
            if (!saved) {
                emit notify(StatusKind::Error, tr("The asset was not created."), saved.error().message);
                return;
            }
            const Asset asset = **saved;
            emit notifyUndoable(tr("%1 created.").arg(asset.serialNumber), {}, [this, asset] {
                run({asset},
                    {tr("Removing"),
                     tr("%1 is gone again."),
                     tr("%1 assets are gone again."),
                     [](const Asset &gone) { return assetcommands::remove(gone); },
                     {},
                     {}});
                emit removed(asset.id);
            });
            emit created(asset.id.isEmpty() ? asset.serialNumber : asset.id);
        });
    });
    dialog->openOver();
}

void AssetActions::edit(const Asset &asset)
{
    auto *dialog = new AssetEditDialog(asset, m_types ? *m_types : AssetTypeList(), m_over->window());
    dialog->setEffect(impactSentence(m_session.cache(), tagsDroppedBy(AssetWrite::Save, asset.id, asset.serialNumber)));
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, asset] { save(dialog->edit(), tr("%1 saved.").arg(asset.serialNumber), dialog->undo()); });
    dialog->openOver();
}

void AssetActions::save(const AssetEdit &edit, const QString &done, const std::optional<AssetEdit> &undo)
{
    m_session.assets().save(edit, this, [this, done, undo](const Result<std::shared_ptr<const Asset>> &saved) {
        if (!saved)
            emit notify(StatusKind::Error, tr("Nothing was changed."), saved.error().message);
        else if (undo)
            emit notifyUndoable(
                done, {}, [this, undo] { save(*undo, tr("%1 is as it was.").arg(undo->serialNumber), std::nullopt); });
        else
            emit notify(StatusKind::Ok, done, {});
    });
}

void AssetActions::recordExternal(AssetWrite which, const Asset &asset)
{
    const bool calibration = which == AssetWrite::ExternalCalibration;
    auto *dialog = ask(calibration ? tr("External calibration of %1").arg(asset.serialNumber)
                                   : tr("External maintenance of %1").arg(asset.serialNumber),
                       tr("Record"), {asset}, which, tr("Sets both dates as given, whatever the type's interval is."));
    const QDate today = m_session.clock().wallNow().toLocal().date();
    auto *from = dialog->addDate(tr("Done on"), today);
    auto *to = dialog->addDate(tr("Next due"), today.addYears(1));
    auto *comment = dialog->addLine(tr("Comment"), {}, LongestNote);
    dialog->setCheck(
        [from, to] { return to->date() > from->date() ? QString() : tr("The next one must be due after this one"); });
    connect(dialog, &QDialog::accepted, this, [this, calibration, asset, from, to, comment] {
        const auto done = Timestamp::fromDateTime(from->date().startOfDay());
        const auto due = Timestamp::fromDateTime(to->date().startOfDay());
        run({asset},
            {{},
             tr("Dates of %1 recorded."),
             {},
             [=, text = comment->text().trimmed()](const Asset &one) {
                 return calibration ? assetcommands::recordExternalCalibration(one, done, due, text)
                                    : assetcommands::recordExternalMaintenance(one, done, due, text);
             },
             {},
             {}});
    });
    dialog->openOver();
}

void AssetActions::countUse(const AssetList &assets)
{
    auto *dialog = ask(tr("Count uses of %1").arg(nameOf(assets)), tr("Count"), assets, AssetWrite::CountWithChildren,
                       tr("Raises the running and the total count."));
    auto *by = dialog->addNumber(tr("Uses"), 1, 1, LargestCount);
    auto *below = dialog->addCheck(tr("Also everything below it"));
    connect(dialog, &QDialog::accepted, this, [this, assets, by, below] {
        run(assets,
            {tr("Counting"),
             tr("Uses of %1 counted."),
             tr("Uses of %1 assets counted."),
             [uses = by->value(), with = below->isChecked()](const Asset &asset) {
                 return assetcommands::incrementCount(asset, uses, with);
             },
             {},
             {}});
    });
    dialog->openOver();
}

void AssetActions::setCounts(const Asset &asset)
{
    auto *dialog = ask(tr("Set the counts of %1").arg(asset.serialNumber), tr("Set counts"), {asset},
                       AssetWrite::SetTotalCount, tr("Needs a permission on the server."));
    auto *running = dialog->addNumber(tr("Running count"), shownCount(asset.runningCount), 0, LargestCount);
    auto *total = dialog->addNumber(tr("Total count"), shownCount(asset.totalCount), 0, LargestCount);
    dialog->setCheck([=] {
        const bool same
            = running->value() == shownCount(asset.runningCount) && total->value() == shownCount(asset.totalCount);
        return same ? tr("Nothing was changed yet") : QString();
    });
    connect(dialog, &QDialog::accepted, this, [this, asset, running, total] {
        const int newRunning = running->value();
        const int newTotal = total->value();
        const auto setRunning = [](const Asset &one, int value) { return assetcommands::setRunningCount(one, value); };
        if (newRunning != shownCount(asset.runningCount))
            run({asset},
                {{},
                 tr("Running count of %1 set."),
                 {},
                 [=](const Asset &one) { return setRunning(one, newRunning); },
                 [=](const Asset &one) { return setRunning(one, shownCount(one.runningCount)); },
                 {}});
        if (newTotal != shownCount(asset.totalCount))
            run({asset},
                {{},
                 tr("Total count of %1 set."),
                 {},
                 [=](const Asset &one) { return assetcommands::setTotalCount(one, newTotal); },
                 [](const Asset &one) { return assetcommands::setTotalCount(one, shownCount(one.totalCount)); },
                 {}});
    });
    dialog->openOver();
}

void AssetActions::moveTo(const AssetList &assets)
{
    auto *dialog = ask(tr("Move %1").arg(nameOf(assets)), tr("Move"), assets, AssetWrite::Save,
                       tr("An empty field takes it out of what it is part of."));
    auto *parent = dialog->addLine(tr("Part of"), assets.size() == 1 ? assets.front().parentSerialNumber : QString(),
                                   LongestSerial);
    parent->setPlaceholderText(tr("Serial number of the asset it belongs to"));
    dialog->setCheck([assets, parent] {
        const bool itself = std::any_of(assets.begin(), assets.end(), [&](const Asset &asset) {
            return asset.serialNumber == parent->text().trimmed();
        });
        return itself ? tr("An asset cannot be part of itself") : QString();
    });
    connect(dialog, &QDialog::accepted, this, [this, assets, parent] { attach(assets, parent->text().trimmed()); });
    dialog->openOver();
}

void AssetActions::attach(const AssetList &assets, const QString &parentSerial)
{
    const auto saveAll = [this, assets](const std::optional<Asset> &parent) {
        for (const Asset &asset : assets) {
            Asset before;
            before.id = asset.parentId;
            const auto back
                = asset.parentId.isEmpty() ? AssetEdit::detached(asset) : AssetEdit::attached(asset, before);
            save(parent ? AssetEdit::attached(asset, *parent) : AssetEdit::detached(asset),
                 parent ? tr("%1 is part of %2.").arg(asset.serialNumber, parent->serialNumber)
                        : tr("%1 stands alone.").arg(asset.serialNumber),
                 back);
        }
    };
    if (parentSerial.isEmpty()) {
        saveAll(std::nullopt);
        return;
    }
    FetchOptions options;
    options.initiator = "assets page";
    const auto take = [this, saveAll, parentSerial](const Fetched<Asset> &parent) {
        if (parent.value)
            saveAll(*parent.value);
        else
            emit notify(StatusKind::Error, tr("Nothing was moved."),
                        parent.error ? parent.error->message : tr("There is no asset %1.").arg(parentSerial));
    };
    const auto now = m_session.fetcher().fetch<Asset>(AssetService::one(parentSerial), options, this,
                                                      [take](const Fetched<Asset> &parent) {
                                                          if (!parent.pending)
                                                              take(parent);
                                                      });
    if (!now.pending)
        take(now);
}

void AssetActions::remove(const AssetList &assets)
{
    auto *dialog = ask(tr("Delete %1").arg(nameOf(assets)), tr("Delete"), assets, AssetWrite::Delete,
                       tr("The log, the counts and the files go with it. This cannot be undone."));
    dialog->setDestructive();
    connect(dialog, &QDialog::accepted, this, [this, assets] {
        run(assets,
            {tr("Deleting"),
             tr("%1 deleted."),
             tr("%1 assets deleted."),
             [](const Asset &asset) { return assetcommands::remove(asset); },
             {},
             [this](const AssetList &gone) {
                 for (const Asset &asset : gone)
                     emit removed(asset.id);
             }});
    });
    dialog->openOver();
}

void AssetActions::fillStates(QMenu *menu, const std::function<AssetList()> &assets)
{
    for (int n = 1; n < AssetStateCount; ++n) {
        const auto value = static_cast<AssetState>(n);
        connect(menu->addAction(assetStateName(value)), &QAction::triggered, this,
                [this, value, assets] { setState(assets(), value); });
    }
}

void AssetActions::fillMenu(QMenu *menu, const std::function<AssetList()> &assets, bool single)
{
    const auto add = [&](const char *iconName, const QString &words, auto what) {
        connect(menu->addAction(icon(QLatin1StringView(iconName)), words), &QAction::triggered, this,
                [assets, what] { what(assets()); });
    };
    if (single)
        add("edit", tr("Edit…"), [this](const AssetList &chosen) { edit(chosen.front()); });
    else
        fillStates(menu->addMenu(tr("Set state")), assets);
    if (!single) {
        add("calibrate", tr("Record calibration…"), [this](const AssetList &chosen) { recordCalibration(chosen); });
        add("wrench", tr("Maintenance…"), [this](const AssetList &chosen) { recordMaintenance(chosen); });
    }
    add("counter", tr("Count uses…"), [this](const AssetList &chosen) { countUse(chosen); });
    add("reset", tr("Reset running count…"), [this](const AssetList &chosen) { resetRunningCount(chosen); });
    if (single) {
        add("counter", tr("Set counts…"), [this](const AssetList &chosen) { setCounts(chosen.front()); });
        add("calibrate", tr("External calibration…"),
            [this](const AssetList &chosen) { recordExternal(AssetWrite::ExternalCalibration, chosen.front()); });
        add("wrench", tr("External maintenance…"),
            [this](const AssetList &chosen) { recordExternal(AssetWrite::ExternalMaintenance, chosen.front()); });
    }
    add("edit", tr("Add a message…"), [this](const AssetList &chosen) { addMessage(chosen); });
    add("tree", tr("Move…"), [this](const AssetList &chosen) { moveTo(chosen); });
    menu->addSeparator();
    add("delete", tr("Delete…"), [this](const AssetList &chosen) { remove(chosen); });
}

} // namespace qwats::ui
