// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/productspage.h"

#include "core/session/session.h"
#include "ui/delegates/denselistview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/product/productactions.h"
#include "ui/product/productdetail.h"
#include "ui/product/productlistmodel.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/counttabs.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace qwats::ui {
namespace {

constexpr int ListWidth = 330;
const auto AnyCategory = QStringLiteral("all");
const auto TextKey = QStringLiteral("text");
const auto CategoryKey = QStringLiteral("category");
const auto TabKey = QStringLiteral("tab");

} // namespace

ProductsPage::ProductsPage(Session &session, QWidget *parent)
    : Page(session, parent)
    , m_products(session.fetcher(), "products page", this)
    , m_model(new ProductListModel(this))
    , m_header(new PageHeader(tr("Products"), this))
    , m_filter(
          new FilterLine(QStringLiteral("filter"), tr("Filter products"), QKeySequence(Qt::CTRL | Qt::Key_F), this))
    , m_chips(new ChipBar(ChipBar::Exclusive, this))
    , m_notice(new NoticeBar(this))
    , m_loading(new LoadingBar(this))
    , m_view(new DenseListView(this))
    , m_state(new StatePage(this))
    , m_stack(new QStackedWidget(this))
    , m_footer(new TableFooter(this))
    , m_bulk(new BulkBar(this))
    , m_actions(new ProductActions(session, m_bulk, this))
    , m_detail(new ProductDetail(session, *m_actions, this))
    , m_categories(session.fetcher(), "products page", this)
{
    connect(m_header->addIconButton(QStringLiteral("refresh"), tr("Refresh from the server"), QKeySequence(Qt::Key_F5)),
            &QToolButton::clicked, this, &ProductsPage::refresh);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(makeList());
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({ListWidth, 900});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_loading);
    layout->addWidget(m_notice);
    layout->addWidget(splitter, 1);
    m_notice->hide();
    connect(&m_products, &LiveQueryBase::changed, this, &ProductsPage::update);
    connect(&session, &Session::serverStateChanged, this, &ProductsPage::update);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setText(text.trimmed());
        showStatePage();
    });
    connect(m_filter, &QLineEdit::returnPressed, m_view, [this] { m_view->setFocus(); });
    connect(m_chips, &ChipBar::chosenChanged, this, [this](const QStringList &ids) {
        m_model->setCategory(ids.value(0) == AnyCategory ? QString() : ids.value(0));
        showStatePage();
        emit placeChanged();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (const Product *product = m_model->productAt(current.row()))
                    showPart(product->partNumber);
            });
    connect(m_detail, &ProductDetail::placeRequested, this, &Page::placeRequested);
    connect(m_state, &StatePage::tryAgainRequested, this, &ProductsPage::refresh);
    connect(m_state, &StatePage::cancelRequested, &m_products, &LiveQueryBase::cancel);
    connect(m_notice, &NoticeBar::actionRequested, this, &ProductsPage::refresh);
    connect(m_header->age(), &DataAgeLabel::refreshRequested, this, &ProductsPage::refresh);
    connectActions();
}

QWidget *ProductsPage::makeList()
{
    auto *side = new Panel(&Tokens::base, this);
    side->setLines(Qt::RightEdge);
    side->setMinimumWidth(240);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(8);
    auto *filters = new QVBoxLayout;
    filters->setContentsMargins(16, 0, 12, 0);
    filters->setSpacing(8);
    filters->addWidget(m_filter);
    m_chips->setAccessibleName(tr("Category"));
    filters->addWidget(m_chips);
    layout->addLayout(filters);
    m_view->setModel(m_model);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Products"));
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_bulk);
    layout->addWidget(m_footer);
    return side;
}

void ProductsPage::connectActions()
{
    auto *create = m_header->setPrimary(tr("New product"), QStringLiteral("add"));
    connect(create, &QPushButton::clicked, m_actions, &ProductActions::create);
    m_actions->guard(create);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ProductsPage::openMenu);
    connect(m_actions, &ProductActions::notify, this, &Page::notify);
    connect(m_actions, &ProductActions::notifyUndoable, this, &Page::notifyUndoable);
    connect(m_actions, &ProductActions::created, this, &ProductsPage::showPart);
    connect(m_detail, &ProductDetail::tabChosen, this, &Page::placeChanged);
    connect(&m_categories, &LiveQueryBase::changed, this, [this] {
        QStringList names;
        if (m_categories.answer().value) {
            for (const ProductCategory &category : *m_categories.answer().value)
                names << category.name;
        }
        m_actions->setCategories(names);
    });
}

ProductList ProductsPage::chosenProducts() const
{
    ProductList chosen;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (const Product *product = m_model->productAt(row.row()))
            chosen.push_back(*product);
    }
    return chosen;
}

void ProductsPage::openMenu(const QPoint &at)
{
    const ProductList chosen = chosenProducts();
    if (chosen.empty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const bool away = m_session.serverState().isOutage();
    for (const bool active : {true, false}) {
        QAction *action = menu->addAction(active ? tr("Activate") : tr("Deactivate"));
        action->setEnabled(!away);
        if (away)
            action->setToolTip(tr("The server cannot be reached; changes are not possible now."));
        connect(action, &QAction::triggered, this, [this, chosen, active] { m_actions->setActive(chosen, active); });
    }
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void ProductsPage::showPart(const QString &partNumber)
{
    if (partNumber == m_detail->shownPart())
        return;
    m_detail->showProduct(partNumber);
    const int row = m_model->rowOf(partNumber);
    if (row >= 0 && m_view->currentIndex().row() != row) {
        m_view->selectRow(row);
        m_view->scrollTo(m_model->index(row));
    }
    emit placeChanged();
}

void ProductsPage::go(const Place &place)
{
    if (place.state.contains(TextKey))
        m_filter->setText(place.state.value(TextKey).toString());
    if (place.state.contains(CategoryKey)) {
        const QString category = place.state.value(CategoryKey).toString();
        m_chips->setChosen({category});
        m_model->setCategory(category == AnyCategory ? QString() : category);
        showStatePage();
    }
    if (!place.thing.isEmpty())
        showPart(place.thing);
    if (place.state.contains(TabKey))
        m_detail->tabs()->setCurrentIndex(place.state.value(TabKey).toInt());
}

Place ProductsPage::place() const
{
    return {QStringLiteral("products"),
            m_detail->shownPart(),
            {{TextKey, m_filter->text()},
             {CategoryKey, m_chips->chosen().value(0, AnyCategory)},
             {TabKey, m_detail->tabs()->currentIndex()}}};
}

void ProductsPage::refresh()
{
    m_products.refresh();
    m_detail->refresh();
}

bool ProductsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
    return true;
}

void ProductsPage::setShown(bool shown)
{
    m_products.setActive(shown);
    m_detail->setShown(shown);
    if (shown && !m_products.query().isValid())
        m_products.ask(ProductService::list());
    m_categories.setActive(shown);
    if (shown && !m_categories.query().isValid())
        m_categories.ask(ProductService::categories());
}

bool ProductsPage::escape()
{
    if (m_filter->text().isEmpty())
        return false;
    m_filter->clear();
    return true;
}

void ProductsPage::update()
{
    const auto &answer = m_products.answer();
    const ServerState server = m_session.serverState();
    m_header->age()->setState(
        dataAgeOf(answer, m_products.isLoading(), m_products.loadingSince(), server, m_session.clock().wallNow()));
    const QString kept = m_detail->shownPart();
    m_model->setProducts(answer.value);
    if (answer.value) {
        QSet<QString> parts;
        for (const Product &product : *answer.value)
            parts.insert(product.partNumber);
        m_detail->setMadeHere(parts);
    }
    updateChips();
    if (m_products.isLoading() && answer.value)
        m_loading->start();
    else
        m_loading->stop();
    if (server.isOutage() && answer.value)
        m_notice->showNotice(StatusKind::Offline, tr("Working from saved data."),
                             tr("What you open for the first time waits for the server."), tr("Try now"));
    else
        m_notice->hide();
    m_footer->setCount(tr("%1 products").arg(words::count(m_model->totalCount())));
    m_footer->setLoaded(tr("%1 active").arg(words::count(m_model->activeCount())));
    showStatePage();
    const int row = m_model->rowOf(kept);
    if (row >= 0)
        m_view->selectRow(row);
    else if (kept.isEmpty() && m_model->rowCount() > 0)
        m_view->selectRow(0);
}

void ProductsPage::updateChips()
{
    QList<Chip> chips{{AnyCategory, tr("All"), m_model->totalCount(), {}}};
    for (const auto &[name, count] : m_model->categories())
        chips << Chip{name, name, count, {}};
    m_chips->setChips(chips);
}

void ProductsPage::showStatePage()
{
    const auto &answer = m_products.answer();
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    m_stack->setCurrentWidget(m_state);
    if (m_products.isLoading())
        m_state->showLoading(tr("Loading products"));
    else if (answer.error && !answer.value && answer.error->isOutage())
        m_state->showOffline(tr("The server cannot be reached"),
                             tr("%1 Nothing is saved of this list yet.").arg(answer.error->message));
    else if (answer.error && !answer.value)
        m_state->showError(tr("The products could not be read"), answer.error->message);
    else if (m_model->totalCount() > 0)
        m_state->showFiltered(tr("No product matches"), tr("Another word or another category may."));
    else
        m_state->showEmpty(QStringLiteral("products"), tr("No products yet"),
                           tr("Products appear here when they are made on the server."));
}

} // namespace qwats::ui
