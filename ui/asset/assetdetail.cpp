// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetdetail.h"

#include "core/session/session.h"
#include "ui/asset/assetactions.h"
#include "ui/asset/assetfilespanel.h"
#include "ui/asset/assetlogmodel.h"
#include "ui/asset/assetsmodel.h"
#include "ui/asset/assetusagemodel.h"
#include "ui/asset/gaugepanel.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/ink.h"
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
constexpr int UsageRows = 100;
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

AssetDetail::AssetDetail(Session &session, AssetActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_asset(session.fetcher(), "asset detail", this)
    , m_log(session.fetcher(), "asset log", this)
    , m_children(session.fetcher(), "sub-assets", this)
    , m_usage(session.fetcher(), "asset usage", this)
    , m_pane(new DetailPane(this))
    , m_facts(new FactsGrid(this))
    , m_gauges(new GaugePanel(this))
    , m_tree(new DenseTreeView(this))
    , m_treeModel(new QStandardItemModel(this))
    , m_logTable(new DenseTableView(this))
    , m_logModel(new AssetLogModel(session.clock(), this))
    , m_usageTable(new DenseTableView(this))
    , m_usageModel(new AssetUsageModel(session.clock(), this))
    , m_files(new AssetFilesPanel(session, this))
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
    makeUsage();
    m_pane->addTab(QStringLiteral("files"), tr("Files"), m_files);
    connect(m_files, &AssetFilesPanel::countChanged, this,
            [this](std::optional<qint64> count) { m_pane->setTabCount(QStringLiteral("files"), count); });
    connect(m_files, &AssetFilesPanel::notify, this, &AssetDetail::notify);
    connect(m_files, &AssetFilesPanel::notifyUndoable, this, &AssetDetail::notifyUndoable);
    connect(&m_usage, &LiveQueryBase::changed, this, &AssetDetail::updateUsage);
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
    const auto shown = [this] { return asset() ? AssetList{*asset()} : AssetList(); };
    auto *calibrate = m_pane->addAction(tr("Record calibration…"), QStringLiteral("calibrate"), true);
    auto *maintain = m_pane->addAction(tr("Maintenance…"), QStringLiteral("wrench"));
    auto *state = m_pane->addAction(tr("Set state"));
    auto *more = m_pane->addAction(tr("More"));
    calibrate->setObjectName(QStringLiteral("recordCalibration"));
    state->setObjectName(QStringLiteral("setState"));
    more->setObjectName(QStringLiteral("moreActions"));
    connect(calibrate, &QPushButton::clicked, this, [this, shown] { m_actions.recordCalibration(shown()); });
    connect(maintain, &QPushButton::clicked, this, [this, shown] { m_actions.recordMaintenance(shown()); });
    auto *states = new QMenu(state);
    m_actions.fillStates(states, shown);
    state->setMenu(states);
    auto *others = new QMenu(more);
    m_actions.fillMenu(others, shown, true);
    more->setMenu(others);
    m_writers = {calibrate, maintain, state, more};
}

void AssetDetail::makeUsage()
{
    m_usageTable->setModel(m_usageModel);
    m_usageTable->setColumns(
        {{QStringLiteral("result"), {QStringLiteral("Terminated")}, ColumnSpec::Content::Status},
         {QStringLiteral("start"), {QStringLiteral("30 Sep 10:38")}},
         {QStringLiteral("unit"), {QStringLiteral("CB118342-0001")}},
         {QStringLiteral("part"), {QStringLiteral("CTRL-BOARD-02")}, ColumnSpec::Content::Text, 1},
         {QStringLiteral("process"), {QStringLiteral("Functional test")}, ColumnSpec::Content::Text, 1},
         {QStringLiteral("station"), {QStringLiteral("FCT-07")}, ColumnSpec::Content::Text, 1}});
    m_usageTable->setAccessibleName(tr("Reports that used it"));
    m_pane->addTab(QStringLiteral("usage"), tr("Used in reports"), m_usageTable);
    connect(m_usageTable, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const QString id = m_usageModel->idAt(index.row());
        if (!id.isEmpty())
            emit placeRequested({QStringLiteral("reports"), id, {}});
    });
}

void AssetDetail::updateUsage()
{
    m_usageModel->setReports(m_usage.answer().value);
    const int rows = m_usageModel->rowCount();
    m_pane->setTabCount(QStringLiteral("usage"),
                        m_usage.answer().value && rows < UsageRows ? std::optional<qint64>(rows) : std::nullopt);
    m_gauges->setUsesPerDay(m_usageModel->usesPerDay());
}

void AssetDetail::showAsset(const QString &idOrSerial)
{
    if (m_wanted == idOrSerial)
        return;
    m_wanted = idOrSerial;
    m_partsOf.clear();
    m_log.clear();
    m_children.clear();
    m_usage.clear();
    m_files->showAsset({});
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
    m_usage.setActive(shown);
    m_files->setShown(shown);
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
    m_usage.refresh();
    m_files->refresh();
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
    ReportFilter used;
    used.assetSerialNumber = asset.serialNumber;
    m_usage.ask(ReportService::headers(used, ReportSort::Start, Qt::DescendingOrder, {0, UsageRows}));
    m_files->showAsset(asset);
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

} // namespace qwats::ui
