// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/productdetail.h"

#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/densetreeview.h"
#include "ui/delegates/roles.h"
#include "ui/delegates/tablefooter.h"
#include "ui/product/bommodel.h"
#include "ui/product/productactions.h"
#include "ui/product/productpanels.h"
#include "ui/theme/theme.h"
#include "ui/widgets/counttabs.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSet>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

QList<QStandardItem *> row(const QStringList &texts)
{
    QList<QStandardItem *> cells;
    for (const QString &text : texts) {
        auto *cell = new QStandardItem(text.isEmpty() ? words::none() : text);
        cell->setEditable(false);
        cells << cell;
    }
    cells.constFirst()->setData(true, KeyRole);
    return cells;
}

DenseTableView *plainTable(QStandardItemModel *model, const QString &name, std::vector<ColumnSpec> columns,
                           QWidget *parent)
{
    auto *table = new DenseTableView(parent);
    for (ColumnSpec &column : columns)
        column.sortable = false;
    table->setModel(model);
    table->setColumns(std::move(columns));
    table->setAccessibleName(name);
    return table;
}

} // namespace

ProductDetail::ProductDetail(Session &session, ProductActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_product(session.fetcher(), "product detail", this)
    , m_bom(session.fetcher(), "product BOM", this)
    , m_newest(session.fetcher(), "product detail", this)
    , m_key(new InkLabel(TextRole::Section, &Tokens::text, this))
    , m_name(new InkLabel(TextRole::Body, &Tokens::text, this))
    , m_edit(new QPushButton(icon(QStringLiteral("edit")), tr("Edit…"), this))
    , m_reports(new QPushButton(icon(QStringLiteral("reports")), tr("Its reports"), this))
    , m_editBom(new QPushButton(tr("Edit lines…"), this))
    , m_editRevision(new QPushButton(tr("Edit revision…"), this))
    , m_newRevision(new QPushButton(tr("New revision…"), this))
    , m_revisions(new SegmentedControl(this))
    , m_facts(new FactsRow(this))
    , m_tabs(new CountTabs(this))
    , m_age(new DataAgeLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_state(new StatePage(this))
    , m_all(new QStackedWidget(this))
    , m_filter(new FilterLine(QStringLiteral("filter"), tr("Part, text or reference"), {}, this))
    , m_bomModel(new BomModel(this))
    , m_bomView(new DenseTreeView(this))
    , m_bomState(new StatePage(this))
    , m_bomStack(new QStackedWidget(this))
    , m_footer(new TableFooter(this))
    , m_revisionModel(new QStandardItemModel(this))
    , m_tagModel(new QStandardItemModel(this))
{
    auto *content = new Panel(&Tokens::base, this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(0);
    makeHead(layout);
    makeBomTab();
    makeTables();
    makePanels();
    layout->addWidget(m_pages, 1);
    m_all->addWidget(content);
    m_all->addWidget(m_state);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_all);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_revisions, &SegmentedControl::currentChanged, this, &ProductDetail::chooseRevision);
    connect(m_filter, &QLineEdit::textChanged, m_bomModel, &BomModel::setText);
    connect(m_bomModel, &BomModel::childrenWanted, this, &ProductDetail::openLine);
    connect(m_bomView, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit placeRequested({QStringLiteral("products"), m_bomModel->partAt(index), {}});
    });
    connect(m_reports, &QPushButton::clicked, this, [this] {
        emit placeRequested({QStringLiteral("reports"), {}, {{QStringLiteral("part"), m_part}}});
    });
    connect(&m_product, &LiveQueryBase::changed, this, &ProductDetail::update);
    connect(&m_bom, &LiveQueryBase::changed, this, &ProductDetail::updateBom);
    connect(&m_newest, &LiveQueryBase::changed, this, &ProductDetail::update);
    connect(&session, &Session::serverStateChanged, this, &ProductDetail::update);
    connect(m_state, &StatePage::tryAgainRequested, this, &ProductDetail::refresh);
    connect(m_bomState, &StatePage::tryAgainRequested, &m_bom, &LiveQueryBase::refresh);
    connect(m_age, &DataAgeLabel::refreshRequested, this, &ProductDetail::refresh);
    connectActions();
    update();
}

void ProductDetail::makeHead(QVBoxLayout *layout)
{
    auto *title = new QHBoxLayout;
    title->setContentsMargins(16, 0, 16, 8);
    title->setSpacing(10);
    title->addWidget(m_key);
    title->addWidget(m_name, 1);
    title->addWidget(m_edit);
    title->addWidget(m_reports);
    layout->addLayout(title);
    auto *facts = new QHBoxLayout;
    facts->setContentsMargins(16, 0, 16, 8);
    facts->setSpacing(20);
    facts->addWidget(m_revisions);
    facts->addWidget(m_facts, 1);
    layout->addLayout(facts);
    m_tabs->addCountTab(tr("Bill of materials"));
    m_tabs->addCountTab(tr("Revisions"));
    for (const QString &tab : {tr("Tags"), tr("Box build"), tr("Groups"), tr("Vendors"), tr("Reports"), tr("Yield")})
        m_tabs->addCountTab(tab);
    auto *tabs = new Panel(&Tokens::base, this);
    tabs->setLines(Qt::BottomEdge);
    auto *row = new QHBoxLayout(tabs);
    row->setContentsMargins(12, 0, 16, 0);
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_age);
    layout->addWidget(tabs);
    m_revisions->setAccessibleName(tr("Revision"));
}

void ProductDetail::makeBomTab()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 6, 16, 6);
    bar->addWidget(m_filter);
    bar->addStretch();
    bar->addWidget(m_editBom);
    auto *unfold = new QPushButton(tr("Open all levels"), page);
    unfold->setFlat(true);
    connect(unfold, &QPushButton::clicked, m_bomView, &QTreeView::expandAll);
    bar->addWidget(unfold);
    column->addLayout(bar);
    m_filter->setMinimumWidth(230);
    m_bomView->setModel(m_bomModel);
    m_bomView->setAccessibleName(tr("Bill of materials"));
    using Content = ColumnSpec::Content;
    m_bomView->setColumns({{QStringLiteral("item"), {QStringLiteral("100.10")}, Content::Text, 0, 0, true, false, 36},
                           {QStringLiteral("part"), {QStringLiteral("310-0104-A")}},
                           {QStringLiteral("text"), {QStringLiteral("Capacitor 100 nF 50 V")}, Content::Text, 2, 1},
                           {QStringLiteral("quantity"), {QStringLiteral("100 ×")}},
                           {QStringLiteral("references"), {QStringLiteral("C1–C40, C52–C59")}, Content::Text, 1, 2},
                           {QStringLiteral("maker"), {QStringLiteral("Norsil, Ostmann")}, Content::Text, 0, 3}});
    m_bomStack->addWidget(m_bomView);
    m_bomStack->addWidget(m_bomState);
    column->addWidget(m_bomStack, 1);
    m_footer->setHints({tr("→ opens a level"), tr("← closes it"), tr("Enter opens the product")});
    column->addWidget(m_footer);
    m_pages->addWidget(page);
}

void ProductDetail::makeTables()
{
    using Content = ColumnSpec::Content;
    m_revisionModel->setHorizontalHeaderLabels({tr("Revision"), tr("State"), tr("Name"), tr("Description")});
    m_revisionTable
        = plainTable(m_revisionModel, tr("Revisions"),
                     {{QStringLiteral("revision"), {QStringLiteral("Revision")}},
                      {QStringLiteral("state"), {tr("inactive")}},
                      {QStringLiteral("name"), {QStringLiteral("VLT-200 drive, assembled")}, Content::Text, 1},
                      {QStringLiteral("text"), {QStringLiteral("a description of some length")}, Content::Text, 2}},
                     this);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 6, 16, 6);
    bar->addWidget(m_newRevision);
    bar->addWidget(m_editRevision);
    bar->addStretch();
    column->addLayout(bar);
    column->addWidget(m_revisionTable, 1);
    m_pages->addWidget(page);
    m_tagModel->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_pages->addWidget(plainTable(m_tagModel, tr("Tags"),
                                  {{QStringLiteral("name"), {QStringLiteral("a name of some length")}},
                                   {QStringLiteral("value"), {QStringLiteral("a value")}, Content::Text, 1}},
                                  this));
}

void ProductDetail::makePanels()
{
    m_vendors = new VendorsPanel(m_session, m_actions, this);
    auto *reports = new ProductReportsPanel(m_session, this);
    connect(reports, &ProductReportsPanel::reportRequested, this, [this](const QString &id) {
        emit placeRequested({QStringLiteral("reports"), id, {}});
    });
    m_panels = {new BoxBuildPanel(m_session, m_actions, this), new GroupsPanel(m_session, m_actions, this), m_vendors,
                reports, new ProductYieldPanel(m_session, this)};
    for (ProductPanel *panel : std::as_const(m_panels))
        m_pages->addWidget(panel);
}

const ProductRevision *ProductDetail::chosenRevision() const
{
    const auto &product = m_product.answer().value;
    const int row = m_revisionTable->currentIndex().row();
    return product && row >= 0 && row < int(product->revisions.size()) ? &product->revisions[static_cast<size_t>(row)]
                                                                       : nullptr;
}

void ProductDetail::connectActions()
{
    const auto known = [this] { return m_product.answer().value ? QString() : tr("The product is not known yet"); };
    connect(m_tabs, &QTabBar::currentChanged, this, &ProductDetail::tabChosen);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (m_product.answer().value)
            m_actions.edit(*m_product.answer().value);
    });
    connect(m_newRevision, &QPushButton::clicked, this, [this] {
        if (m_product.answer().value)
            m_actions.createRevision(*m_product.answer().value);
    });
    connect(m_editRevision, &QPushButton::clicked, this, [this] {
        if (const ProductRevision *revision = chosenRevision())
            m_actions.editRevision(*m_product.answer().value, *revision);
    });
    connect(m_editBom, &QPushButton::clicked, this, [this] {
        if (m_bom.answer().value)
            m_actions.editBom(m_part, m_revision, *m_bom.answer().value);
    });
    m_actions.guard(m_edit, known);
    m_actions.guard(m_newRevision, known);
    m_actions.guard(m_editRevision, [this] { return chosenRevision() ? QString() : tr("Choose a revision first"); });
    m_actions.guard(m_editBom, [this] { return m_bom.answer().value ? QString() : tr("The lines are not known yet"); });
    connect(m_revisionTable->selectionModel(), &QItemSelectionModel::currentRowChanged, &m_actions,
            &ProductActions::recheck);
    connect(&m_product, &LiveQueryBase::changed, &m_actions, &ProductActions::recheck);
    connect(&m_bom, &LiveQueryBase::changed, &m_actions, &ProductActions::recheck);
}

void ProductDetail::showProduct(const QString &partNumber)
{
    if (m_part == partNumber)
        return;
    m_part = partNumber;
    m_revision.clear();
    m_bom.clear();
    m_newest.clear();
    m_bomModel->setBom({});
    if (partNumber.isEmpty()) {
        m_product.clear();
        return;
    }
    m_product.ask(ProductService::one(partNumber));
    ReportFilter filter;
    filter.partNumber = partNumber;
    m_newest.ask(ReportService::headers(filter, ReportSort::Start, Qt::DescendingOrder, {0, 1}));
}

void ProductDetail::setMadeHere(const QSet<QString> &parts)
{
    m_bomModel->setMadeHere(parts);
}

void ProductDetail::setShown(bool shown)
{
    m_product.setActive(shown);
    m_bom.setActive(shown);
    m_newest.setActive(shown);
    for (ProductPanel *panel : std::as_const(m_panels))
        panel->setShown(shown);
}

void ProductDetail::refresh()
{
    m_product.refresh();
    m_bom.refresh();
    m_newest.refresh();
    if (auto *panel = qobject_cast<ProductPanel *>(m_pages->currentWidget()))
        panel->refresh();
}

void ProductDetail::update()
{
    const auto &answer = m_product.answer();
    DataAge age = dataAgeOf(answer, m_product.isLoading(), m_product.loadingSince(), m_session.serverState(),
                            m_session.clock().wallNow());
    age.source.clear(); // the tabs need the room; a click on the age tells the rest
    age.freshForSeconds.reset();
    m_age->setState(age);
    if (!answer.value) {
        m_all->setCurrentWidget(m_state);
        if (m_product.isLoading())
            m_state->showLoading(tr("Loading %1").arg(m_part));
        else if (answer.error && answer.error->kind == Error::Kind::NotFound)
            m_state->showFiltered(tr("There is no product %1").arg(m_part),
                                  tr("The server does not know this part number."));
        else if (answer.error && answer.error->isOutage())
            m_state->showOffline(tr("The server cannot be reached"),
                                 tr("%1 Nothing is saved of this product yet.").arg(answer.error->message));
        else if (answer.error)
            m_state->showError(tr("The product could not be read"), answer.error->message);
        else
            m_state->showEmpty(QStringLiteral("products"), tr("No product chosen"),
                               tr("Choose one in the list to see what it is made of."));
        return;
    }
    m_all->setCurrentIndex(0);
    m_key->setText(answer->partNumber);
    m_name->setText(answer->name);
    updateRevisions(*answer);
    updateFacts(*answer);
    m_tagModel->removeRows(0, m_tagModel->rowCount());
    for (const NamedTag &tag : answer->tags)
        m_tagModel->appendRow(row({tag.key, tag.value}));
    m_tabs->setCount(2, m_tagModel->rowCount());
}

void ProductDetail::updateRevisions(const Product &product)
{
    QList<SegmentedControl::Segment> segments;
    m_revisionModel->removeRows(0, m_revisionModel->rowCount());
    QString newestActive;
    for (const ProductRevision &revision : product.revisions) {
        segments << SegmentedControl::Segment{revision.revision, revision.revision,
                                              revision.active ? tr("active") : tr("inactive")};
        auto cells = row(
            {revision.revision, revision.active ? tr("active") : tr("inactive"), revision.name, revision.description});
        cells[1]->setData(QVariant::fromValue(revision.active ? StatusKind::Ok : StatusKind::Done), GlyphRole);
        m_revisionModel->appendRow(cells);
        if (revision.active)
            newestActive = revision.revision;
    }
    m_tabs->setCount(1, m_revisionModel->rowCount());
    m_revisions->setVisible(!segments.isEmpty());
    if (m_revisions->segments().size() != segments.size() || m_revision.isEmpty())
        m_revisions->setSegments(segments);
    if (m_revision.isEmpty() && !segments.isEmpty()) {
        const QString first = newestActive.isEmpty() ? segments.constLast().id : newestActive;
        m_revisions->setCurrent(first);
        chooseRevision(first);
    }
}

void ProductDetail::updateFacts(const Product &product)
{
    QList<Fact> facts;
    facts << Fact{tr("Category"), product.category.isEmpty() ? words::none() : product.category};
    facts << Fact{tr("State"), product.active ? tr("active") : tr("inactive")};
    facts << Fact{tr("Serial numbers"), product.nonSerial ? tr("no") : tr("yes")};
    if (m_newest.answer().value && !m_newest.answer()->empty()) {
        const ReportHeader &newest = m_newest.answer()->front();
        Fact fact{tr("Newest report"),
                  tr("%1, %2").arg(words::time(newest.start.ms(), m_session.clock().wallNow().ms()),
                                   reportResultName(newest.result).toLower())};
        fact.tip = words::utc(newest.start.ms());
        facts << fact;
    }
    if (!product.description.isEmpty())
        facts << Fact{tr("Description"), product.description};
    m_facts->setFacts(facts);
}

void ProductDetail::chooseRevision(const QString &revision)
{
    m_revision = revision;
    m_bom.ask(ProductService::bom(m_part, revision));
    for (ProductPanel *panel : std::as_const(m_panels))
        panel->setSubject(m_part, revision);
}

void ProductDetail::updateBom()
{
    const auto &answer = m_bom.answer();
    m_bomModel->setBom(answer.value);
    m_vendors->setBom(answer.value);
    m_tabs->setCount(0, answer.value ? std::optional<qint64>(m_bomModel->lineCount()) : std::nullopt);
    const bool rows = m_bomModel->lineCount() > 0 || !m_filter->text().isEmpty();
    m_bomStack->setCurrentWidget(rows ? static_cast<QWidget *>(m_bomView) : m_bomState);
    m_footer->setCount(rows ? tr("%1 items, %2 parts in one unit")
                                  .arg(words::count(m_bomModel->lineCount()), words::count(m_bomModel->partCount()))
                            : QString());
    if (rows)
        return;
    if (m_bom.isLoading())
        m_bomState->showLoading(tr("Loading the bill of materials"));
    else if (answer.error)
        m_bomState->showError(tr("The bill of materials could not be read"), answer.error->message);
    else
        m_bomState->showEmpty(QStringLiteral("tree"), tr("No bill of materials"),
                              tr("Nobody has stored what revision %1 is made of.").arg(m_revision));
}

/// The lines of a part inside the product are those of its newest active revision.
void ProductDetail::openLine(const QPersistentModelIndex &parent, const QString &part)
{
    FetchOptions options;
    options.initiator = "BOM level";
    const auto show = [this, parent](const Fetched<Bom> &bom) {
        if (bom.value && parent.isValid())
            m_bomModel->setChildren(parent, bom.value);
    };
    const auto ask = [this, options, show, part](const Fetched<Product> &product) {
        if (!product.value)
            return;
        QString revision;
        for (const ProductRevision &candidate : product->revisions) {
            if (candidate.active || revision.isEmpty())
                revision = candidate.revision;
        }
        const auto now = m_session.fetcher().fetch<Bom>(ProductService::bom(part, revision), options, this, show);
        show(now);
    };
    const auto now = m_session.fetcher().fetch<Product>(ProductService::one(part), options, this, ask);
    if (!now.pending)
        ask(now);
}

} // namespace qwats::ui
