// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetdetail.h"

#include "core/session/session.h"
#include "ui/asset/assetlogmodel.h"
#include "ui/asset/assetsmodel.h"
#include "ui/asset/gaugepanel.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QHash>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr int LogEntries = 100;
constexpr int IdRole = Qt::UserRole + 1;

InkToken inkOf(HealthLevel level)
{
    return level == HealthLevel::Overdue ? InkToken::Bad
        : level == HealthLevel::Alarm    ? InkToken::Alarm
                                         : InkToken::Warn;
}

/// A titled column of the overview.
Panel *column(const QString &title, QWidget *content, QWidget *parent)
{
    auto *box = new Panel(&Tokens::base, parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(16, 12, 16, 8);
    layout->setSpacing(8);
    if (!title.isEmpty())
        layout->addWidget(new InkLabel(title, TextRole::Header, &Tokens::muted, box));
    layout->addWidget(content);
    layout->addStretch();
    return box;
}

} // namespace

AssetDetail::AssetDetail(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_asset(session.fetcher(), "asset detail", this)
    , m_log(session.fetcher(), "asset log", this)
    , m_children(session.fetcher(), "sub-assets", this)
    , m_pane(new DetailPane(this))
    , m_facts(new FactsGrid(this))
    , m_gauges(new GaugePanel(this))
    , m_tree(new DenseTreeView(this))
    , m_treeModel(new QStandardItemModel(this))
    , m_logTable(new DenseTableView(this))
    , m_logModel(new AssetLogModel(session.clock(), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    makeActions();
    makeOverview();
    m_logTable->setModel(m_logModel);
    m_logTable->setColumns(
        {{QStringLiteral("when"), {QStringLiteral("30 Sep 2026")}},
         {QStringLiteral("what"), {tr("Running count reset")}},
         {QStringLiteral("who"), {QStringLiteral("administrator")}},
         {QStringLiteral("comment"), {QStringLiteral("a comment of some length")}, ColumnSpec::Content::Text, 1}});
    m_logTable->setAccessibleName(tr("Log"));
    m_pane->addTab(QStringLiteral("log"), tr("Log"), m_logTable);
    connect(m_pane, &DetailPane::closeRequested, this, &AssetDetail::closeRequested);
    connect(&m_asset, &LiveQueryBase::changed, this, &AssetDetail::update);
    connect(&m_children, &LiveQueryBase::changed, this, &AssetDetail::updateChildren);
    connect(&m_log, &LiveQueryBase::changed, this, [this] {
        m_logModel->setLog(m_log.answer().value);
        const auto count = m_logModel->rowCount();
        m_pane->setTabCount(QStringLiteral("log"), m_log.answer().value ? std::optional<qint64>(count) : std::nullopt);
    });
    connect(&session, &Session::serverStateChanged, this, &AssetDetail::updateAge);
}

void AssetDetail::makeOverview()
{
    m_tree->setModel(m_treeModel);
    m_tree->setHeaderHidden(true);
    m_tree->setHairlines(false);
    m_tree->setAccessibleName(tr("Sub-assets"));
    m_tree->setColumns(
        {{QStringLiteral("asset"), {QStringLiteral("PB-0412-A Probe block, 86 pins")}, ColumnSpec::Content::Text, 1},
         {QStringLiteral("state"), {QStringLiteral("Running count at its limit")}}});
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit assetRequested(index.siblingAtColumn(0).data(IdRole).toString());
    });
    auto *inner = new QWidget;
    m_overview = new QBoxLayout(QBoxLayout::LeftToRight, inner);
    m_overview->setContentsMargins(0, 0, 0, 0);
    m_overview->setSpacing(0);
    m_parts
        = {column({}, m_facts, inner), column(tr("Limits"), m_gauges, inner), column(tr("Sub-assets"), m_tree, inner)};
    for (Panel *part : std::as_const(m_parts))
        m_overview->addWidget(part);
    m_tree->setMinimumHeight(120);
    setNarrow(false);
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Overview"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inner);
    m_pane->addTab(QStringLiteral("overview"), tr("Overview"), scroll);
}

void AssetDetail::makeActions()
{
    auto *calibrate = m_pane->addAction(tr("Record calibration…"), QStringLiteral("calibrate"), true);
    auto *maintain = m_pane->addAction(tr("Maintenance…"), QStringLiteral("wrench"));
    auto *state = m_pane->addAction(tr("Set state"));
    auto *more = m_pane->addAction(tr("More"));
    calibrate->setObjectName(QStringLiteral("recordCalibration"));
    state->setObjectName(QStringLiteral("setState"));
    connect(calibrate, &QPushButton::clicked, this, &AssetDetail::recordCalibration);
    connect(maintain, &QPushButton::clicked, this, &AssetDetail::recordMaintenance);
    auto *states = new QMenu(state);
    for (int n = 1; n < AssetStateCount; ++n) {
        const auto value = static_cast<AssetState>(n);
        connect(states->addAction(assetStateName(value)), &QAction::triggered, this,
                [this, value] { setState(value); });
    }
    state->setMenu(states);
    auto *others = new QMenu(more);
    connect(others->addAction(icon(QStringLiteral("reset")), tr("Reset running count…")), &QAction::triggered, this,
            &AssetDetail::resetRunningCount);
    connect(others->addAction(icon(QStringLiteral("edit")), tr("Add a message…")), &QAction::triggered, this,
            &AssetDetail::addMessage);
    more->setMenu(others);
    m_writers = {calibrate, maintain, state, more};
}

void AssetDetail::showAsset(const QString &idOrSerial)
{
    if (m_wanted == idOrSerial)
        return;
    m_wanted = idOrSerial;
    m_partsOf.clear();
    m_log.clear();
    m_children.clear();
    if (idOrSerial.isEmpty()) {
        m_asset.clear();
        return;
    }
    m_asset.ask(AssetService::one(idOrSerial));
}

void AssetDetail::setTypes(const std::shared_ptr<const AssetTypeList> &types)
{
    m_types = types;
    update();
}

void AssetDetail::setShown(bool shown)
{
    m_asset.setActive(shown);
    m_log.setActive(shown);
    m_children.setActive(shown);
}

void AssetDetail::setNarrow(bool narrow)
{
    m_pane->setNarrow(narrow);
    m_overview->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int shares[] = {4, 6, 7};
    for (qsizetype i = 0; i < m_parts.size(); ++i)
        m_overview->setStretchFactor(m_parts[i], !narrow ? shares[i] : i + 1 == m_parts.size() ? 1 : 0);
    for (qsizetype i = 0; i < m_parts.size(); ++i)
        m_parts[i]->setLines(i == 0 ? Qt::Edges() : narrow ? Qt::TopEdge : Qt::LeftEdge);
}

void AssetDetail::refresh()
{
    m_asset.refresh();
    m_log.refresh();
    m_children.refresh();
}

const AssetType *AssetDetail::typeOf(const Asset &asset) const
{
    if (!m_types)
        return nullptr;
    const auto type
        = std::find_if(m_types->begin(), m_types->end(), [&](const AssetType &t) { return t.id == asset.typeId; });
    return type == m_types->end() ? nullptr : &*type;
}

void AssetDetail::update()
{
    updateAge();
    const Asset *shown = asset();
    if (!shown) {
        const auto &error = m_asset.answer().error;
        m_pane->setThing(error ? std::optional(StatusKind::Error) : std::nullopt, m_wanted, {},
                         error ? error->message : QString());
        m_facts->setFacts({});
        m_gauges->setHealth({});
        return;
    }
    const AssetType *type = typeOf(*shown);
    const AssetHealth health = assetHealth(*shown, type, m_session.clock().wallNow());
    m_pane->setThing(statusOf(health.level), shown->serialNumber, shown->name, healthSentence(health));
    m_gauges->setHealth(health);
    updateFacts(*shown, type);
    askForParts(*shown);
    updateChildren();
}

void AssetDetail::updateFacts(const Asset &asset, const AssetType *type)
{
    const qint64 now = m_session.clock().wallNow().ms();
    QList<Fact> facts;
    const auto add = [&](const QString &label, const QString &value, const QString &tip = {}) {
        Fact fact{label, value.isEmpty() ? words::none() : value};
        fact.tip = tip;
        facts << fact;
    };
    const auto time = [&](const QString &label, Timestamp at) {
        add(label, at.isValid() ? words::time(at.ms(), now) : QString(),
            at.isValid() ? words::utc(at.ms()) : QString());
    };
    add(tr("Type"), type ? type->name : QString());
    add(tr("State"), assetStateName(asset.state));
    const QString part = asset.revision.isEmpty() || asset.partNumber.isEmpty()
        ? asset.partNumber
        : tr("%1 rev %2").arg(asset.partNumber, asset.revision);
    add(tr("Part number"), part);
    add(tr("Location"), asset.location);
    time(tr("Last calibration"), asset.lastCalibration);
    time(tr("First seen"), asset.firstSeen);
    time(tr("Last seen"), asset.lastSeen);
    QStringList tags;
    for (const NamedTag &tag : asset.tags)
        tags << QStringLiteral("%1 = %2").arg(tag.key, tag.value);
    if (!tags.isEmpty())
        add(tr("Tags"), tags.join(QStringLiteral(", ")));
    m_facts->setFacts(facts);
}

void AssetDetail::askForParts(const Asset &asset)
{
    if (m_partsOf == asset.id || asset.id.isEmpty())
        return;
    m_partsOf = asset.id;
    m_log.ask(AssetService::log(asset.id, {0, LogEntries}));
    m_children.ask(AssetService::subAssets(asset.id));
}

void AssetDetail::updateChildren()
{
    m_treeModel->clear();
    const Asset *top = asset();
    if (!top)
        return;
    QHash<QString, QStandardItem *> byId;
    const auto add = [&](QStandardItem *parent, const Asset &item) {
        const AssetHealth health = assetHealth(item, typeOf(item), m_session.clock().wallNow());
        auto *name = new QStandardItem(item.serialNumber);
        name->setData(QVariant::fromValue(statusOf(health.level)), GlyphRole);
        name->setData(true, KeyRole);
        name->setData(item.name, SubTextRole);
        name->setData(item.id, IdRole);
        auto *state = new QStandardItem(health.level == HealthLevel::Ok ? tr("OK") : healthSentence(health));
        state->setData(alignNumber, Qt::TextAlignmentRole);
        if (health.level == HealthLevel::Ok)
            state->setData(true, MutedRole);
        else
            state->setData(ink(inkOf(health.level)), ColorTokenRole);
        for (QStandardItem *cell : {name, state})
            cell->setEditable(false);
        parent->appendRow({name, state});
        byId.insert(item.id, name);
    };
    add(m_treeModel->invisibleRootItem(), *top);
    if (m_children.answer().value) {
        for (const Asset &child : *m_children.answer().value) {
            QStandardItem *parent = byId.value(child.parentId, byId.value(top->id));
            add(parent, child);
        }
    }
    m_tree->expandAll();
    m_tree->setCurrentIndex({});
}

void AssetDetail::updateAge()
{
    const ServerState server = m_session.serverState();
    DataAge age
        = dataAgeOf(m_asset.answer(), m_asset.isLoading(), m_asset.loadingSince(), server, m_session.clock().wallNow());
    age.source.clear(); // the title row is short; a click on the age tells the rest
    age.freshForSeconds.reset();
    m_pane->age()->setState(age);
    const bool possible = asset() && !server.isOutage();
    for (QWidget *writer : std::as_const(m_writers)) {
        writer->setEnabled(possible);
        writer->setToolTip(server.isOutage() ? tr("The server cannot be reached; changes are not possible now.")
                                             : QString());
    }
}

AssetActionDialog *AssetDetail::ask(AssetActionDialog::Ask what, const QString &title, const QString &effect,
                                    const QString &button)
{
    auto *dialog = new AssetActionDialog(what, title, effect, button, window());
    new Scrim(window(), dialog);
    dialog->open();
    return dialog;
}

std::function<void(const Status &)> AssetDetail::report(const QString &done, const QString &more)
{
    return [this, done, more](const Status &result) {
        if (result)
            emit notify(StatusKind::Ok, done, more);
        else
            emit notify(StatusKind::Error, tr("Nothing was changed."), result.error().message);
    };
}

void AssetDetail::recordCalibration()
{
    const Asset thing = *asset();
    auto *dialog = ask(AssetActionDialog::Ask::TimeAndComment, tr("Record calibration of %1").arg(thing.serialNumber),
                       tr("Sets the last calibration and, by the type's interval, the next. Refreshes this asset, its "
                          "status, its log and "
                          "the lists it stands in."),
                       tr("Record calibration"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, thing] {
        m_session.assets().recordCalibration(thing, dialog->when(), dialog->comment(), this,
                                             report(tr("%1 calibrated.").arg(thing.serialNumber)));
    });
}

void AssetDetail::recordMaintenance()
{
    const Asset thing = *asset();
    auto *dialog = ask(AssetActionDialog::Ask::TimeAndComment, tr("Record maintenance of %1").arg(thing.serialNumber),
                       tr("Sets the last maintenance and, by the type's interval, the next. Refreshes this asset, its "
                          "status, its log and "
                          "the lists it stands in."),
                       tr("Record maintenance"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, thing] {
        m_session.assets().recordMaintenance(thing, dialog->when(), dialog->comment(), this,
                                             report(tr("%1 maintained.").arg(thing.serialNumber)));
    });
}

void AssetDetail::resetRunningCount()
{
    const Asset thing = *asset();
    auto *dialog = ask(AssetActionDialog::Ask::Comment, tr("Reset the running count of %1").arg(thing.serialNumber),
                       tr("The running count of %1 becomes 0. This cannot be undone.")
                           .arg(words::count(thing.runningCount.value_or(0))),
                       tr("Reset running count"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, thing] {
        m_session.assets().resetRunningCount(thing, dialog->comment(), this,
                                             report(tr("Running count of %1 reset.").arg(thing.serialNumber)));
    });
}

void AssetDetail::setState(AssetState state)
{
    const Asset *thing = asset();
    if (!thing || thing->state == state)
        return;
    m_session.assets().setState(*thing, state, this,
                                report(tr("%1: %2.").arg(thing->serialNumber, assetStateName(state)),
                                       tr("It was: %1.").arg(assetStateName(thing->state))));
}

void AssetDetail::addMessage()
{
    const Asset thing = *asset();
    auto *dialog = ask(AssetActionDialog::Ask::Text, tr("Add a message to %1").arg(thing.serialNumber),
                       tr("The message stands in the log of this asset, with your name."), tr("Add message"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, thing] {
        m_session.assets().addMessage(thing, dialog->comment(), this,
                                      report(tr("Message added to %1.").arg(thing.serialNumber)));
    });
}

} // namespace qwats::ui
