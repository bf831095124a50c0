// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetactions.h"

#include "core/session/session.h"
#include "ui/asset/asseteditdialog.h"
#include "ui/shell/impact.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>

namespace qwats::ui {
namespace {

constexpr int LongestComment = 1000;

QString nameOfAsset(const Asset &asset)
{
    return asset.serialNumber.isEmpty() ? asset.id : asset.serialNumber;
}

Timestamp timeOf(const ActionDialog *dialog, const QDateTimeEdit *field)
{
    const auto chosen = dialog->chosenTime(field);
    return chosen ? Timestamp::fromDateTime(*chosen) : Timestamp();
}

} // namespace

AssetActions::AssetActions(Session &session, BulkBar *bulk, QWidget *over)
    : QObject(over)
    , m_session(session)
    , m_bulk(bulk)
    , m_over(over)
{
    connect(bulk, &BulkBar::cancelRequested, this, [this] { m_running.cancel(); });
}

QString AssetActions::nameOf(const AssetList &assets)
{
    return assets.size() == 1 ? nameOfAsset(assets.front()) : tr("%1 assets").arg(words::count(qint64(assets.size())));
}

void AssetActions::run(const AssetList &assets, const Job &job)
{
    if (assets.empty())
        return;
    if (m_bulk->isRunning()) {
        emit notify(StatusKind::Warning, tr("Something else is under way."),
                    tr("Wait for its end, or stop it, and try again."));
        return;
    }
    std::vector<Command<Done>> commands;
    commands.reserve(assets.size());
    for (const Asset &asset : assets)
        commands.push_back(job.make(asset));
    if (assets.size() > 1)
        m_bulk->begin(job.doing, static_cast<int>(assets.size()));
    m_running = sendMany<Done>(
        m_session.fetcher(), std::move(commands), this,
        [this, assets, job](const std::vector<Result<std::shared_ptr<const Done>>> &replies) {
            finish(assets, job, replies);
        },
        [this](size_t done, size_t) {
            if (m_bulk->isRunning())
                m_bulk->setDone(static_cast<int>(done));
        });
}

void AssetActions::finish(const AssetList &assets, const Job &job,
                          const std::vector<Result<std::shared_ptr<const Done>>> &replies)
{
    AssetList good;
    QStringList problems;
    int unsent = 0;
    for (size_t i = 0; i < assets.size(); ++i) {
        if (replies[i])
            good.push_back(assets[i]);
        else if (replies[i].error().kind == Error::Kind::Cancelled)
            ++unsent;
        else
            problems << QStringLiteral("%1: %2").arg(nameOfAsset(assets[i]), replies[i].error().message);
    }
    const QString done = good.size() == 1 ? job.done.arg(nameOfAsset(good.front()))
                                          : job.doneMany.arg(words::count(qint64(good.size())));
    if (assets.size() > 1) {
        const QString of = words::count(qint64(assets.size()));
        m_bulk->end(unsent > 0 ? tr("Stopped: %1 of %2 done, %3 failed, the rest was not sent.")
                                     .arg(words::count(qint64(good.size())), of, words::count(problems.size()))
                               : tr("%1 of %2 done, %3 failed.")
                                     .arg(words::count(qint64(good.size())), of, words::count(problems.size())),
                    problems, unsent > 0);
    }
    if (good.empty())
        emit notify(StatusKind::Error, tr("Nothing was changed."), problems.value(0));
    else if (job.undo)
        emit notifyUndoable(done, {}, [this, good, job] { takeBack(good, job); });
    else
        emit notify(StatusKind::Ok, done, {});
    if (job.after && !good.empty())
        job.after(good);
}

void AssetActions::takeBack(const AssetList &assets, const Job &job)
{
    Job back;
    back.doing = tr("Taking back");
    back.done = tr("%1 is as it was.");
    back.doneMany = tr("%1 assets are as they were.");
    back.make = job.undo;
    run(assets, back);
}

ActionDialog *AssetActions::ask(const QString &title, const QString &button, const AssetList &assets, AssetWrite write,
                                const QString &first)
{
    TagList drops;
    for (const Asset &asset : assets)
        drops << tagsDroppedBy(write, asset.id, asset.serialNumber);
    auto *dialog = new ActionDialog(title, button, m_over->window());
    dialog->setEffect((first + u' ' + impactSentence(m_session.cache(), drops)).trimmed());
    return dialog;
}

void AssetActions::recordCalibration(const AssetList &assets)
{
    auto *dialog = ask(tr("Record calibration of %1").arg(nameOf(assets)), tr("Record calibration"), assets,
                       AssetWrite::Calibration, tr("Sets the last calibration and, by the type's interval, the next."));
    auto *when = dialog->addTime(tr("Done at"));
    auto *comment = dialog->addLine(tr("Comment"), {}, LongestComment);
    connect(dialog, &QDialog::accepted, this, [this, dialog, when, comment, assets] {
        const auto at = timeOf(dialog, when);
        run(assets,
            {tr("Recording the calibration"),
             tr("%1 calibrated."),
             tr("%1 assets calibrated."),
             [at, text = comment->text().trimmed()](const Asset &asset) {
                 return assetcommands::recordCalibration(asset, at, text);
             },
             {},
             {}});
    });
    dialog->openOver();
}

void AssetActions::recordMaintenance(const AssetList &assets)
{
    auto *dialog = ask(tr("Record maintenance of %1").arg(nameOf(assets)), tr("Record maintenance"), assets,
                       AssetWrite::Maintenance, tr("Sets the last maintenance and, by the type's interval, the next."));
    auto *when = dialog->addTime(tr("Done at"));
    auto *comment = dialog->addLine(tr("Comment"), {}, LongestComment);
    connect(dialog, &QDialog::accepted, this, [this, dialog, when, comment, assets] {
        const auto at = timeOf(dialog, when);
        run(assets,
            {tr("Recording the maintenance"),
             tr("%1 maintained."),
             tr("%1 assets maintained."),
             [at, text = comment->text().trimmed()](const Asset &asset) {
                 return assetcommands::recordMaintenance(asset, at, text);
             },
             {},
             {}});
    });
    dialog->openOver();
}

void AssetActions::setState(const AssetList &assets, AssetState state)
{
    AssetList others;
    std::copy_if(assets.begin(), assets.end(), std::back_inserter(others),
                 [&](const Asset &asset) { return asset.state != state; });
    const QString name = assetStateName(state);
    run(others,
        {tr("Setting the state"),
         tr("%1: %2.").arg(QStringLiteral("%1"), name),
         tr("%1 assets: %2.").arg(QStringLiteral("%1"), name),
         [state](const Asset &asset) { return assetcommands::setState(asset, state); },
         [](const Asset &asset) { return assetcommands::setState(asset, asset.state); },
         {}});
}

void AssetActions::resetRunningCount(const AssetList &assets)
{
    const QString what = assets.size() == 1
        ? tr("The running count of %1 becomes 0. This cannot be undone.")
              .arg(words::count(assets.front().runningCount.value_or(0)))
        : tr("The running counts of %1 become 0. This cannot be undone.").arg(nameOf(assets));
    auto *dialog = ask(tr("Reset the running count of %1").arg(nameOf(assets)), tr("Reset running count"), assets,
                       AssetWrite::ResetRunningCount, what);
    auto *comment = dialog->addLine(tr("Comment"), {}, LongestComment);
    connect(dialog, &QDialog::accepted, this, [this, comment, assets] {
        run(assets,
            {tr("Resetting the running count"),
             tr("Running count of %1 reset."),
             tr("Running counts of %1 assets reset."),
             [text = comment->text().trimmed()](const Asset &asset) {
                 return assetcommands::resetRunningCount(asset, text);
             },
             {},
             {}});
    });
    dialog->openOver();
}

void AssetActions::addMessage(const AssetList &assets)
{
    auto *dialog = ask(tr("Add a message to %1").arg(nameOf(assets)), tr("Add message"), assets, AssetWrite::Message,
                       tr("The message stands in the log, with your name."));
    auto *text = dialog->addLine(tr("Message"), {}, LongestComment, tr("Type a message first"));
    connect(dialog, &QDialog::accepted, this, [this, text, assets] {
        run(assets,
            {tr("Adding the message"),
             tr("Message added to %1."),
             tr("Message added to %1 assets."),
             [words = text->text().trimmed()](const Asset &asset) { return assetcommands::addMessage(asset, words); },
             {},
             {}});
    });
    dialog->openOver();
}

} // namespace qwats::ui
