// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/asset/assetspage.h"

#include "core/session/session.h"
#include "ui/asset/assetactions.h"
#include "ui/asset/assetdetail.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/detailpane.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace std::chrono_literals;

namespace {

constexpr int PageSize = 200;
constexpr int LoadAhead = 4000; // chips count what is loaded: most sites have fewer assets than this
constexpr int WideWindow = 1600;
constexpr int DetailHeight = 282;
constexpr int DetailWidth = 440;
constexpr auto TypingPause = 250ms;

const auto AnyLevel = QStringLiteral("all");

std::optional<AssetSort> sortOf(int column)
{
    switch (column) {
    case AssetsModel::Serial: return AssetSort::Serial;
    case AssetsModel::Name: return AssetSort::Name;
    case AssetsModel::Location: return AssetSort::Location;
    case AssetsModel::RunningCount: return AssetSort::RunningCount;
    case AssetsModel::TotalCount: return AssetSort::TotalCount;
    case AssetsModel::Calibration: return AssetSort::NextCalibration;
    case AssetsModel::Maintenance: return AssetSort::NextMaintenance;
    case AssetsModel::LastSeen: return AssetSort::LastSeen;
    default: return {};
    }
}

std::vector<ColumnSpec> assetColumns()
{
    using Content = ColumnSpec::Content;
    const auto bar = [](const char *id, int priority) {
        return ColumnSpec{QLatin1StringView(id), {QStringLiteral("1 000 000")}, Content::Usage, 0, priority};
    };
    ColumnSpec type{QStringLiteral("type"), {QStringLiteral("Torque driver")}, Content::Text, 0, 5};
    type.sortable = false;
    return {{QStringLiteral("state"), {QStringLiteral("Overdue")}, Content::Status},
            {QStringLiteral("serial"), {QStringLiteral("PB-0412-A1")}},
            {QStringLiteral("name"), {QStringLiteral("Control board FCT fixture")}, Content::Text, 1, 1},
            type,
            {QStringLiteral("location"), {QStringLiteral("Hall 2 · FCT-07")}, Content::Text, 0, 4},
            bar("running", 2),
            bar("total", 6),
            bar("calibration", 0),
            bar("maintenance", 2),
            {QStringLiteral("seen"), {QStringLiteral("30 Sep 10:38")}, Content::Text, 0, 7}};
}

} // namespace

AssetsPage::AssetsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_list(session.fetcher(), "assets page", PageSize, this)
    , m_types(session.fetcher(), "assets page", this)
    , m_model(new AssetsModel(m_list, session.clock(), this))
    , m_header(new PageHeader(tr("Assets"), this))
    , m_filter(new FilterLine(QStringLiteral("filter"), tr("Filter assets"), QKeySequence(Qt::CTRL | Qt::Key_F), this))
    , m_levels(new ChipBar(ChipBar::Exclusive, this))
    , m_kinds(new ChipBar(ChipBar::Exclusive, this))
    , m_notice(new NoticeBar(this))
    , m_loading(new LoadingBar(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DenseTableView(this))
    , m_state(new StatePage(this))
    , m_footer(new TableFooter(this))
    , m_bulk(new BulkBar(this))
    , m_actions(new AssetActions(session, m_bulk, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_detail(new AssetDetail(session, *m_actions, this))
{
    makeHeader();
    makeTable();
    m_list.setLoadAhead(LoadAhead);
    m_detail->hide();
    m_notice->hide();
    m_typed.setSingleShot(true);
    m_typed.setInterval(TypingPause);
    connect(&m_typed, &QTimer::timeout, this, &AssetsPage::ask);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_typed.start(); });
    connect(m_filter, &QLineEdit::returnPressed, m_table, [this] { m_table->setFocus(); });
    connect(&m_list, &PagedListBase::stateChanged, this, &AssetsPage::updateState);
    connect(m_model, &AssetsModel::countsChanged, this, &AssetsPage::updateChips);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        const int row = m_detail->isVisible() ? m_model->rowOf(m_detail->shownAsset()) : -1;
        if (row >= 0)
            m_table->selectRow(row); // the shown asset stays the selected one wherever it moved
        updateState();
    });
    connect(&m_types, &LiveQueryBase::changed, this, [this] {
        m_model->setTypes(m_types.answer().value);
        m_actions->setTypes(m_types.answer().value);
        m_detail->setTypes(m_types.answer().value);
        updateChips();
    });
    connect(m_levels, &ChipBar::chosenChanged, this, [this](const QStringList &ids) {
        chooseLevel(ids.value(0));
        emit placeChanged();
    });
    connect(m_kinds, &ChipBar::chosenChanged, this, [this](const QStringList &ids) {
        chooseType(ids.value(0));
        emit placeChanged();
    });
    connect(m_detail, &AssetDetail::closeRequested, this, &AssetsPage::closeDetail);
    connect(m_detail, &AssetDetail::assetRequested, this, &AssetsPage::showDetail);
    connect(m_detail, &AssetDetail::placeRequested, this, &Page::placeRequested);
    connect(m_detail, &AssetDetail::notify, this, &Page::notify);
    connect(m_detail, &AssetDetail::notifyUndoable, this, &Page::notifyUndoable);
    connect(m_actions, &AssetActions::notify, this, &Page::notify);
    connect(m_actions, &AssetActions::notifyUndoable, this, &Page::notifyUndoable);
    connect(m_actions, &AssetActions::created, this, &AssetsPage::showDetail);
    connect(m_actions, &AssetActions::removed, this, [this](const QString &idOrSerial) {
        if (m_detail->isVisible() && m_detail->shownAsset() == idOrSerial)
            closeDetail();
    });
    connect(&session, &Session::serverStateChanged, this, &AssetsPage::updateState);
    connect(m_state, &StatePage::tryAgainRequested, this, &AssetsPage::refresh);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_list.cancel(); });
    connect(m_notice, &NoticeBar::actionRequested, this, &AssetsPage::refresh);
    updateChips();
}

void AssetsPage::makeHeader()
{
    connect(m_header->addIconButton(QStringLiteral("refresh"), tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &AssetsPage::refresh);
    auto *chooser = m_header->addIconButton(QStringLiteral("columns"), tr("Choose columns"));
    chooser->setPopupMode(QToolButton::InstantPopup);
    chooser->setMenu(m_table->columnMenu());
    m_new = m_header->setPrimary(tr("New asset"), QStringLiteral("add"));
    connect(m_new, &QPushButton::clicked, m_actions, &AssetActions::create);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &AssetsPage::refresh);
}

void AssetsPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setColumns(assetColumns());
    m_table->setSort(AssetsModel::State, Qt::DescendingOrder);
    m_table->setAccessibleName(tr("Assets"));
    m_footer->setHints({tr("Enter opens"), tr("Menu key acts on the selected"), tr("Ctrl+C copies")});
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &AssetsPage::openMenu);
    connect(m_table, &DenseTableView::sortRequested, this, &AssetsPage::sortBy);
    connect(m_table, &QAbstractItemView::activated, this, &AssetsPage::open);
    connect(m_table, &QAbstractItemView::clicked, this, &AssetsPage::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const auto rows = m_table->selectionModel()->selectedRows().size();
        m_footer->setSelected(rows > 1 ? static_cast<int>(rows) : 0);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (m_detail->isVisible() && current.isValid())
                    open(current);
            });
    auto *filters = new Panel(&Tokens::base, this);
    filters->setLines(Qt::BottomEdge);
    auto *row = new QHBoxLayout(filters);
    row->setContentsMargins(16, 4, 16, 10);
    row->setSpacing(12);
    row->addWidget(m_filter);
    row->addWidget(m_levels);
    row->addWidget(m_kinds, 1);
    m_levels->setAccessibleName(tr("State"));
    m_kinds->setAccessibleName(tr("Type"));
    m_levels->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // what needs care is never in an overflow menu
    m_filter->setMinimumWidth(180);
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    column->addWidget(m_stack, 1);
    column->addWidget(m_bulk);
    column->addWidget(m_footer);
    m_splitter->addWidget(list);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(filters);
    layout->addWidget(m_loading);
    layout->addWidget(m_notice);
    layout->addWidget(m_splitter, 1);
}

void AssetsPage::ask()
{
    m_list.setSource([filter = AssetFilter{m_filter->text().trimmed(), {}, {}}, sort = m_sort,
                      order = m_order](PageRange range) { return AssetService::list(filter, sort, order, range); });
}

void AssetsPage::sortBy(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    m_table->setSort(column, order);
    const auto sort = sortOf(column);
    m_model->setUrgencyOrder(sort ? std::nullopt : std::optional(order));
    m_sort = sort.value_or(AssetSort::NextCalibration);
    m_order = sort ? order : Qt::AscendingOrder;
    ask();
}

void AssetsPage::open(const QModelIndex &index)
{
    if (const Asset *asset = m_model->assetAt(index.row()))
        showDetail(asset->id.isEmpty() ? asset->serialNumber : asset->id);
}

AssetList AssetsPage::selectedAssets() const
{
    AssetList chosen;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (const Asset *asset = m_model->assetAt(row.row()))
            chosen.push_back(*asset);
    }
    return chosen;
}

void AssetsPage::openMenu(const QPoint &at)
{
    const AssetList chosen = selectedAssets();
    if (chosen.empty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fillMenu(
        menu, [chosen] { return chosen; }, chosen.size() == 1);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void AssetsPage::showDetail(const QString &idOrSerial)
{
    const bool opening = !m_detail->isVisible();
    m_detail->showAsset(idOrSerial);
    m_detail->show();
    if (opening)
        sizeDetail();
    const int row = m_model->rowOf(idOrSerial);
    if (row >= 0 && row != m_table->currentIndex().row()) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    }
    emit placeChanged();
}

void AssetsPage::sizeDetail()
{
    if (m_splitter->orientation() == Qt::Vertical)
        m_splitter->setSizes({m_splitter->height() - DetailHeight, DetailHeight});
    else
        m_splitter->setSizes({m_splitter->width() - DetailWidth, DetailWidth});
}

void AssetsPage::chooseLevel(const QString &id)
{
    m_levels->setChosen({id});
    m_model->setLevel(id == AnyLevel ? std::nullopt : std::optional(static_cast<HealthLevel>(id.toInt())));
}

void AssetsPage::chooseType(const QString &id)
{
    m_wantedType = id; // the chips of the types come with the list
    m_kinds->setChosen({id});
    m_model->setTypeId(id == AnyLevel ? QString() : id);
}

void AssetsPage::closeDetail()
{
    m_detail->hide();
    m_detail->showAsset({});
    m_table->setFocus();
    emit placeChanged();
}

void AssetsPage::go(const Place &place)
{
    const auto state = [&](const char *key) { return place.state.value(QLatin1StringView(key)); };
    if (state("text").isValid())
        m_filter->setText(state("text").toString());
    if (state("level").isValid())
        chooseLevel(state("level").toString());
    if (state("type").isValid())
        chooseType(state("type").toString());
    if (state("sort").isValid())
        sortBy(state("sort").toInt(), state("descending").toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (place.thing.isEmpty())
        closeDetail();
    else
        showDetail(place.thing);
}

Place AssetsPage::place() const
{
    Place place{QStringLiteral("assets"), m_detail->isVisible() ? m_detail->shownAsset() : QString(), {}};
    place.state.insert(QStringLiteral("text"), m_filter->text());
    place.state.insert(QStringLiteral("level"), m_levels->chosen().value(0, AnyLevel));
    place.state.insert(QStringLiteral("type"), m_kinds->chosen().value(0, AnyLevel));
    place.state.insert(QStringLiteral("sort"), m_sortColumn);
    place.state.insert(QStringLiteral("descending"), m_sortOrder == Qt::DescendingOrder);
    return place;
}

void AssetsPage::refresh()
{
    m_list.refresh();
    m_types.refresh();
    if (m_detail->isVisible())
        m_detail->refresh();
}

bool AssetsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
    return true;
}

void AssetsPage::setShown(bool shown)
{
    m_list.setShown(shown);
    m_types.setActive(shown);
    m_detail->setShown(shown);
    if (shown && !m_types.query().isValid()) {
        m_types.ask(AssetService::types());
        ask();
    }
    updateState();
}

bool AssetsPage::escape()
{
    if (!m_filter->text().isEmpty())
        m_filter->clear();
    else if (m_detail->isVisible())
        closeDetail();
    else if (m_list.isLoading())
        m_list.cancel();
    else
        return false;
    return true;
}

void AssetsPage::updateChips()
{
    QList<Chip> levels{{AnyLevel, tr("All"), m_model->loadedCount(), {}}};
    for (const auto level : {HealthLevel::Ok, HealthLevel::Warning, HealthLevel::Alarm, HealthLevel::Overdue}) {
        const StatusKind kind = statusOf(level);
        levels << Chip{QString::number(int(level)), statusLook(kind, Theme::of(this)).word, m_model->countOf(level),
                       kind};
    }
    m_levels->setChips(levels);
    QList<Chip> kinds{{AnyLevel, tr("All types"), {}, {}}};
    const auto counts = m_model->typeCounts();
    if (m_types.answer().value) {
        for (const AssetType &type : *m_types.answer().value) {
            if (counts.value(type.id) > 0)
                kinds << Chip{type.id, type.name, counts.value(type.id), {}};
        }
    }
    std::stable_sort(kinds.begin() + 1, kinds.end(), [](const Chip &a, const Chip &b) { return a.count > b.count; });
    m_kinds->setChips(kinds);
    m_kinds->setChosen({m_wantedType});
}

void AssetsPage::updateState()
{
    const ServerState server = m_session.serverState();
    m_header->age()->setState(
        dataAgeOf(m_list.info(), m_list.isLoading(), m_list.loadingSince(), server, m_session.clock().wallNow()));
    if (m_list.isLoading() && m_list.rowCount() > 0)
        m_loading->start();
    else
        m_loading->stop();
    const int shown = m_model->rowCount();
    m_footer->setCount(shown == m_model->loadedCount()
                           ? tr("%1 assets").arg(words::count(shown))
                           : tr("%1 of %2 assets").arg(words::count(shown), words::count(m_model->loadedCount())));
    m_footer->setLoaded(m_list.isComplete() ? QString() : tr("rows 1–%1 loaded").arg(words::count(m_list.rowCount())));
    m_new->setEnabled(!server.isOutage() && m_types.answer().value);
    m_new->setToolTip(server.isOutage() ? tr("The server cannot be reached; changes are not possible now.")
                                        : QString());
    updateNotice();
    showStatePage();
}

void AssetsPage::updateNotice()
{
    const FetchedInfo &info = m_list.info();
    if (m_session.serverState().isOutage() && info.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Offline, tr("Working from saved data."),
                             tr("Changes are possible again when the server answers."), tr("Try now"));
    else if (info.error && info.freshness != Freshness::None)
        m_notice->showNotice(StatusKind::Error, tr("The list could not be made newer."), info.error->message,
                             tr("Try again"));
    else
        m_notice->hide();
}

void AssetsPage::showStatePage()
{
    const FetchedInfo &info = m_list.info();
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    const QWidget *before = m_stack->currentWidget();
    m_stack->setCurrentWidget(m_state);
    if (m_list.isLoading()) {
        if (before != m_state || m_list.rowCount() == 0)
            m_state->showLoading(tr("Loading assets"));
    } else if (info.error && info.freshness == Freshness::None) {
        if (info.error->isOutage())
            m_state->showOffline(tr("The server cannot be reached"),
                                 tr("%1 Nothing is saved of this list yet.").arg(info.error->message));
        else
            m_state->showError(tr("The assets could not be read"), info.error->message);
    } else if (m_model->loadedCount() > 0 || !m_filter->text().isEmpty()) {
        m_state->showFiltered(tr("No asset matches"), tr("Another word, another state or another type may."));
    } else {
        m_state->showEmpty(QStringLiteral("assets"), tr("No assets yet"),
                           tr("Fixtures and instruments appear here when they are registered on the server."));
    }
}

void AssetsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool wide = window()->width() >= WideWindow;
    const auto orientation = wide ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != orientation) {
        m_splitter->setOrientation(orientation);
        m_detail->setNarrow(wide);
        QTimer::singleShot(0, this, &AssetsPage::sizeDetail); // the splitter gets its own new size after this event
    }
    m_kinds->setVisible(width() > 1000);
}

} // namespace qwats::ui
