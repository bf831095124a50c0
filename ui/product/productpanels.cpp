// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/productpanels.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/roles.h"
#include "ui/product/productactions.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr int NewestReports = 100;
constexpr int YieldDays = 30;

QList<QStandardItem *> cellsOf(const QStringList &texts, const QList<int> &numbers = {})
{
    QList<QStandardItem *> cells;
    for (const QString &text : texts) {
        auto *cell = new QStandardItem(text.isEmpty() ? words::none() : text);
        cell->setEditable(false);
        if (numbers.contains(cells.size()))
            cell->setData(int(alignNumber), Qt::TextAlignmentRole);
        cells << cell;
    }
    cells.constFirst()->setData(true, KeyRole);
    return cells;
}

ColumnSpec plainColumn(const char *id, const QString &sample, double stretch = 0)
{
    ColumnSpec column{QLatin1StringView(id), {sample}, ColumnSpec::Content::Text, stretch};
    column.sortable = false;
    return column;
}

template <typename View>
View *viewOf(QStandardItemModel *model, const QString &name, std::vector<ColumnSpec> columns, QWidget *parent)
{
    auto *view = new View(parent);
    view->setModel(model);
    view->setColumns(std::move(columns));
    view->setAccessibleName(name);
    return view;
}

QString percentText(const std::optional<double> &value)
{
    return value ? QStringLiteral("%1 %").arg(words::number(*value, 1)) : words::none();
}

const BoxBuildPart *partAtPath(const BoxBuildPart &top, const QModelIndex &index)
{
    if (!index.isValid())
        return nullptr;
    if (!index.parent().isValid())
        return &top;
    const BoxBuildPart *above = partAtPath(top, index.parent());
    const auto row = static_cast<size_t>(index.row());
    return above && row < above->parts.size() ? &above->parts[row] : nullptr;
}

QList<QStandardItem *> boxRow(const BoxBuildPart &part)
{
    auto cells = cellsOf({part.partNumber, part.revision, QStringLiteral("%1 ×").arg(words::count(part.quantity)),
                          part.revisionMask, part.itemNumber},
                         {2});
    for (const BoxBuildPart &child : part.parts)
        cells.constFirst()->appendRow(boxRow(child));
    return cells;
}

} // namespace

ProductPanel::ProductPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new QStandardItemModel(this))
    , m_state(new StatePage(this))
    , m_bar(new QHBoxLayout)
    , m_stack(new QStackedWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_bar);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_state);
    connect(m_state, &StatePage::tryAgainRequested, this, &ProductPanel::refresh);
}

QPushButton *ProductPanel::addButton(const QString &text)
{
    if (m_bar->count() == 0) {
        m_bar->setContentsMargins(16, 6, 16, 6);
        m_bar->addStretch();
    }
    auto *button = new QPushButton(text, this);
    m_bar->insertWidget(m_bar->count() - 1, button);
    return button;
}

void ProductPanel::setRows(QWidget *view)
{
    m_stack->addWidget(view);
}

void ProductPanel::setSubject(const QString &partNumber, const QString &revision)
{
    if (m_part == partNumber && m_revision == revision)
        return;
    m_part = partNumber;
    m_revision = revision;
    m_asked = false;
    m_model->removeRows(0, m_model->rowCount());
    askWhenSeen();
}

void ProductPanel::setShown(bool shown)
{
    m_pageShown = shown;
    setActive(shown && isVisible());
    askWhenSeen();
}

void ProductPanel::askWhenSeen()
{
    if (m_asked || !isVisible() || m_part.isEmpty())
        return;
    m_asked = true;
    ask();
}

void ProductPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setActive(m_pageShown);
    askWhenSeen();
}

void ProductPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setActive(false);
}

void ProductPanel::showAnswer(const FetchedInfo &info, bool loading, const QString &emptyTitle,
                              const QString &emptyText)
{
    const bool rows = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(rows ? 1 : 0);
    if (rows)
        return;
    if (loading)
        m_state->showLoading(tr("Loading"));
    else if (info.error && info.error->isOutage())
        m_state->showOffline(tr("The server cannot be reached"), info.error->message);
    else if (info.error)
        m_state->showError(tr("This could not be read"), info.error->message);
    else
        m_state->showEmpty(QStringLiteral("products"), emptyTitle, emptyText);
}

BoxBuildPanel::BoxBuildPanel(Session &session, ProductActions &actions, QWidget *parent)
    : ProductPanel(parent)
    , m_tree(session.fetcher(), "box build", this)
{
    m_model->setHorizontalHeaderLabels({tr("Part"), tr("Revision"), tr("Quantity"), tr("Fits revisions"), tr("Item")});
    m_view = viewOf<DenseTreeView>(m_model, tr("Box build"),
                                   {plainColumn("part", QStringLiteral("610-2041-A and more"), 1),
                                    plainColumn("revision", tr("Revision")), plainColumn("quantity", tr("Quantity")),
                                    plainColumn("mask", QStringLiteral("B,C.%"), 1), plainColumn("item", tr("Item"))},
                                   this);
    setRows(m_view);
    const auto needRow = [this] { return chosen().first ? QString() : tr("Choose a part of the product first"); };
    auto *add = addButton(tr("Add part…"));
    auto *edit = addButton(tr("Edit part…"));
    auto *remove = addButton(tr("Remove part…"));
    connect(add, &QPushButton::clicked, this, [this, &actions] {
        if (m_tree.answer().value)
            actions.addChild(*m_tree.answer().value);
    });
    connect(edit, &QPushButton::clicked, this, [this, &actions] {
        if (const auto [above, child] = chosen(); above)
            actions.editChild(*above, *child);
    });
    connect(remove, &QPushButton::clicked, this, [this, &actions] {
        if (const auto [above, child] = chosen(); above)
            actions.removeChild(*above, *child);
    });
    actions.guard(add, [this] { return m_tree.answer().value ? QString() : tr("The parts are not known yet"); });
    actions.guard(edit, needRow);
    actions.guard(remove, needRow);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, &actions, &ProductActions::recheck);
    connect(&m_tree, &LiveQueryBase::changed, this, &BoxBuildPanel::update);
    connect(&m_tree, &LiveQueryBase::changed, &actions, &ProductActions::recheck);
}

BoxBuildPanel::Chosen BoxBuildPanel::chosen() const
{
    const QModelIndex at = m_view->currentIndex().siblingAtColumn(0);
    if (!m_tree.answer().value || !at.parent().isValid())
        return {nullptr, nullptr};
    const BoxBuildPart *child = partAtPath(*m_tree.answer().value, at);
    const BoxBuildPart *above = partAtPath(*m_tree.answer().value, at.parent());
    return child && above && !child->relationId.isEmpty() ? Chosen{above, child} : Chosen{nullptr, nullptr};
}

void BoxBuildPanel::ask()
{
    m_tree.ask(ProductService::boxBuild(m_part, m_revision));
}

void BoxBuildPanel::update()
{
    m_model->removeRows(0, m_model->rowCount());
    if (m_tree.answer().value) {
        m_model->appendRow(boxRow(*m_tree.answer().value));
        m_view->expandAll();
    }
    showAnswer(m_tree.answer(), m_tree.isLoading(), tr("No box build"), tr("Nothing is known to be built in."));
}

VendorsPanel::VendorsPanel(Session &session, ProductActions &actions, QWidget *parent)
    : ProductPanel(parent)
    , m_vendors(session.fetcher(), "vendors", this)
{
    m_model->setHorizontalHeaderLabels({tr("Vendor"), tr("Lines of this revision")});
    m_view = viewOf<DenseTableView>(m_model, tr("Vendors"),
                                    {plainColumn("vendor", QStringLiteral("Name of a vendor"), 1),
                                     plainColumn("lines", tr("Lines of this revision"))},
                                    this);
    setRows(m_view);
    const auto needRow = [this] { return chosen() ? QString() : tr("Choose a vendor first"); };
    auto *add = addButton(tr("Add vendor…"));
    auto *rename = addButton(tr("Rename vendor…"));
    auto *remove = addButton(tr("Delete vendor…"));
    connect(add, &QPushButton::clicked, &actions, &ProductActions::addVendor);
    connect(rename, &QPushButton::clicked, this, [this, &actions] {
        if (const Vendor *vendor = chosen())
            actions.renameVendor(*vendor);
    });
    connect(remove, &QPushButton::clicked, this, [this, &actions] {
        if (const Vendor *vendor = chosen())
            actions.deleteVendor(*vendor);
    });
    actions.guard(add);
    actions.guard(rename, needRow);
    actions.guard(remove, needRow);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, &actions, &ProductActions::recheck);
    connect(&m_vendors, &LiveQueryBase::changed, this, &VendorsPanel::update);
    connect(&m_vendors, &LiveQueryBase::changed, &actions, &ProductActions::recheck);
}

const Vendor *VendorsPanel::chosen() const
{
    const int row = m_view->currentIndex().row();
    const auto &vendors = m_vendors.answer().value;
    return vendors && row >= 0 && row < int(vendors->size()) ? &(*vendors)[static_cast<size_t>(row)] : nullptr;
}

void VendorsPanel::setBom(const std::shared_ptr<const Bom> &bom)
{
    m_bom = bom;
    update();
}

void VendorsPanel::ask()
{
    m_vendors.ask(ProductService::vendors());
}

void VendorsPanel::update()
{
    m_model->removeRows(0, m_model->rowCount());
    if (m_vendors.answer().value) {
        for (const Vendor &vendor : *m_vendors.answer().value) {
            const auto lines = m_bom ? std::count_if(m_bom->begin(), m_bom->end(),
                                                     [&](const BomItem &item) { return item.vendor == vendor.name; })
                                     : 0;
            m_model->appendRow(cellsOf({vendor.name, words::count(lines)}, {1}));
        }
    }
    showAnswer(m_vendors.answer(), m_vendors.isLoading(), tr("No vendors"), tr("The server knows no vendors yet."));
}

GroupsPanel::GroupsPanel(Session &session, ProductActions &actions, QWidget *parent)
    : ProductPanel(parent)
    , m_groups(session.fetcher(), "product groups", this)
{
    m_model->setHorizontalHeaderLabels({tr("Group of this product")});
    m_view = viewOf<DenseTableView>(m_model, tr("Groups"), {plainColumn("group", QStringLiteral("a group"), 1)}, this);
    setRows(m_view);
    auto *add = addButton(tr("New group…"));
    auto *rename = addButton(tr("Rename group…"));
    connect(add, &QPushButton::clicked, &actions, &ProductActions::createGroup);
    connect(rename, &QPushButton::clicked, this, [this, &actions] {
        const auto row = static_cast<size_t>(std::max(0, m_view->currentIndex().row()));
        if (m_groups.answer().value && row < m_groups.answer()->size())
            actions.renameGroup((*m_groups.answer().value)[row]);
    });
    actions.guard(add);
    actions.guard(rename, [this] { return m_view->currentIndex().isValid() ? QString() : tr("Choose a group first"); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, &actions, &ProductActions::recheck);
    connect(&m_groups, &LiveQueryBase::changed, this, &GroupsPanel::update);
}

void GroupsPanel::ask()
{
    m_groups.ask(ProductService::groups(m_part));
}

void GroupsPanel::update()
{
    m_model->removeRows(0, m_model->rowCount());
    if (m_groups.answer().value) {
        for (const ProductGroup &group : *m_groups.answer().value)
            m_model->appendRow(cellsOf({group.name}));
    }
    showAnswer(m_groups.answer(), m_groups.isLoading(), tr("In no group"), tr("No group contains this product."));
}

ProductReportsPanel::ProductReportsPanel(Session &session, QWidget *parent)
    : ProductPanel(parent)
    , m_session(session)
    , m_reports(session.fetcher(), "product reports", this)
{
    m_model->setHorizontalHeaderLabels({tr("Serial number"), tr("Result"), tr("Started"), tr("Revision")});
    m_view = viewOf<DenseTableView>(
        m_model, tr("Newest reports"),
        {plainColumn("serial", QStringLiteral("a serial number"), 1), plainColumn("result", tr("Terminated")),
         plainColumn("start", QStringLiteral("12 Mar 2026 10:31")), plainColumn("revision", tr("Revision"))},
        this);
    setRows(m_view);
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const auto row = static_cast<size_t>(index.row());
        if (m_reports.answer().value && row < m_reports.answer()->size())
            emit reportRequested((*m_reports.answer().value)[row].id);
    });
    connect(&m_reports, &LiveQueryBase::changed, this, &ProductReportsPanel::update);
}

void ProductReportsPanel::ask()
{
    ReportFilter filter;
    filter.partNumber = m_part;
    m_reports.ask(ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {0, NewestReports}));
}

void ProductReportsPanel::update()
{
    m_model->removeRows(0, m_model->rowCount());
    if (m_reports.answer().value) {
        const qint64 now = m_session.clock().wallNow().ms();
        for (const ReportHeader &report : *m_reports.answer().value)
            m_model->appendRow(cellsOf({report.serialNumber, reportResultName(report.result),
                                        words::time(report.start.ms(), now), report.revision}));
    }
    showAnswer(m_reports.answer(), m_reports.isLoading(), tr("No reports"), tr("Nobody has tested this part yet."));
}

ProductYieldPanel::ProductYieldPanel(Session &session, QWidget *parent)
    : ProductPanel(parent)
    , m_session(session)
    , m_yield(session.fetcher(), "product yield", this)
{
    m_model->setHorizontalHeaderLabels({tr("Process"), tr("First pass"), tr("Last pass"), tr("n, 30 days")});
    m_view = viewOf<DenseTableView>(m_model, tr("Yield of the last 30 days"),
                                    {plainColumn("process", QStringLiteral("a process"), 1),
                                     plainColumn("fpy", tr("First pass")), plainColumn("lpy", tr("Last pass")),
                                     plainColumn("n", tr("n, 30 days"))},
                                    this);
    setRows(m_view);
    connect(&m_yield, &LiveQueryBase::changed, this, &ProductYieldPanel::update);
}

void ProductYieldPanel::ask()
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_session.clock().wallNow().ms(), Qt::UTC).date();
    WatsFilter filter;
    filter.partNumber = m_part;
    filter.dimensions = QStringLiteral("testOperation");
    filter.from = Timestamp::fromDateTime(today.addDays(1 - YieldDays).startOfDay(Qt::UTC));
    filter.to = Timestamp::fromDateTime(today.addDays(1).startOfDay(Qt::UTC));
    m_yield.ask(AnalyticsService::yield(filter));
}

void ProductYieldPanel::update()
{
    m_model->removeRows(0, m_model->rowCount());
    if (m_yield.answer().value) {
        for (const YieldRow &row : *m_yield.answer().value) {
            const qint64 units = row.unitCount.value_or(0);
            auto cells = cellsOf({row.testOperation, percentText(row.firstPassYield()),
                                  percentText(row.lastPassYield()), words::count(units)},
                                 {1, 2, 3});
            for (QStandardItem *cell : std::as_const(cells))
                cell->setData(units < FewUnits, MutedRole);
            m_model->appendRow(cells);
        }
    }
    showAnswer(m_yield.answer(), m_yield.isLoading(), tr("No yield"), tr("Nothing was tested in the last 30 days."));
}

} // namespace qwats::ui
