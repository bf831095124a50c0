// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/delegates/tablefooter.h"
#include "ui/report/choosefile.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestsmodel.h"
#include "ui/requests/requestspage.h"
#include "ui/requests/waterfall.h"
#include "ui/settings/cachesettingsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/notices.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statepage.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

/// How the page of requests is put together.
namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int WideRequests = 1600;
constexpr int RequestDetailHeight = 246;
constexpr int RequestDetailWidth = 440;

std::vector<ColumnSpec> requestColumns()
{
    const auto column = [](const char *id, const QString &sample, double stretch = 0, int priority = 0) {
        ColumnSpec spec{QLatin1StringView(id), {sample}, ColumnSpec::Content::Text, stretch, priority};
        spec.sortable = false; // the log is in the order of ending
        return spec;
    };
    return {column("time", u"10:42:05.214"_s),
            column("verb", u"DELETE"_s, 0, 5),
            column("route", u"Report/Query/Header"_s, 0.6),
            column("target", u"CB118342 and so on"_s, 1, 3),
            column("status", u"Status"_s, 0, 4),
            column("source", u"Network first time"_s),
            column("asked", u"assets page"_s, 0.3, 6),
            column("size", u"999 kB"_s, 0, 7),
            column("total", u"1 min 34 s"_s, 0, 1),
            column("waterfall", u"queued connect wait download decode 0–100 ms …"_s, 1.6, 2)};
}

} // namespace

void RequestsPage::makeHeader()
{
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keeps the newest line in sight; scrolling up ends it  (End)"));
    m_pause->setToolTip(tr("Stops the picture, not the log  (P)"));
    m_copy->setToolTip(tr("The chosen requests for a shell. The token is left out: set WATS_TOKEN to it  (C)"));
    m_header->addControl(m_follow);
    m_header->addControl(m_pause);
    m_header->addSeparator();
    m_header->addControl(m_copy);
    QToolButton *save = m_header->addIconButton(u"export"_s, tr("Save as HAR file"));
    QToolButton *openFile = m_header->addIconButton(u"attach"_s, tr("Open a HAR file"));
    connect(m_follow, &QPushButton::clicked, this, &RequestsPage::setFollowing);
    connect(m_pause, &QPushButton::clicked, this, &RequestsPage::togglePause);
    connect(m_copy, &QPushButton::clicked, this, &RequestsPage::copyCurl);
    connect(save, &QToolButton::clicked, this, [this] {
        chooseSaveFile(this, tr("Save requests"), u"requests.har"_s, [this](const QString &path) { saveHar(path); });
    });
    connect(openFile, &QToolButton::clicked, this, [this] {
        chooseOpenFile(this, tr("Open requests"), {tr("HTTP archives (*.har)"), tr("All files (*)")},
                       [this](const QString &path) { openHar(path); });
    });
}

void RequestsPage::makeFilters(QHBoxLayout *row)
{
    row->setContentsMargins(16, 4, 16, 10);
    row->setSpacing(12);
    row->addWidget(m_filter);
    row->addWidget(m_domain);
    row->addWidget(m_chips, 1);
    m_filter->setMinimumWidth(250);
    m_filter->setToolTip(tr("Words of route, path or asker, or one of\n"
                            "time>100ms  size>100kB  tries>1  status:404  status:5xx\n"
                            "is:failed  is:slow  is:network  is:cached  is:write  is:retried\n"
                            "by:reports  domain:asset  outcome:stale  verb:put\n"
                            "A - in front turns a word round."));
    m_chips->setAccessibleName(tr("Answered"));
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_typed.start(); });
    connect(m_filter, &QLineEdit::returnPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_chips, &ChipBar::chosenChanged, this, [this] {
        applyFilter();
        emit placeChanged();
    });
    connect(m_domain, &FilterField::editRequested, this, &RequestsPage::openDomains);
    connect(m_domain, &FilterField::cleared, this, [this] {
        m_chosenDomain.reset();
        applyFilter();
        emit placeChanged();
    });
}

void RequestsPage::openDomains()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < DomainCount; ++i) {
        QAction *action = menu->addAction(domainWords(domainAt(i)));
        action->setCheckable(true);
        action->setChecked(m_chosenDomain == domainAt(i));
        connect(action, &QAction::triggered, this, [this, i] {
            m_chosenDomain = domainAt(i);
            applyFilter();
            emit placeChanged();
        });
    }
    menu->popup(m_domain->mapToGlobal(QPoint(0, m_domain->height())));
}

void RequestsPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setColumns(requestColumns());
    m_table->setItemDelegateForColumn(RequestsModel::Waterfall, m_bars);
    m_table->setAccessibleName(tr("Requests, oldest first"));
    m_footer->setHints({tr("Enter opens"), tr("C copies as cURL"), tr("P pauses")});
    connect(m_table, &QAbstractItemView::activated, this, &RequestsPage::open);
    connect(m_table, &QAbstractItemView::clicked, this, &RequestsPage::open);
    connect(m_table, &DenseTableView::previewRequested, this, &RequestsPage::open);
    connect(m_table, &DenseTableView::rowsShown, this, &RequestsPage::keepScale);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestsPage::scrolled);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (m_following)
            toEnd();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (m_moving || !current.isValid())
                    return;
                setFollowing(current.row() == m_model->rowCount() - 1 && !m_detail->isVisible());
                if (m_detail->isVisible())
                    open(current);
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateState(); });
    QHeaderView *heads = m_table->horizontalHeader();
    m_legend->setParent(heads->viewport());
    heads->viewport()->installEventFilter(this);
    connect(heads, &QHeaderView::sectionResized, this, &RequestsPage::placeLegend);
    connect(heads, &QHeaderView::geometriesChanged, this, &RequestsPage::placeLegend);
    auto *filters = new Panel(&Tokens::base, this);
    filters->setLines(Qt::BottomEdge);
    makeFilters(new QHBoxLayout(filters));
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    column->addWidget(m_stack, 1);
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
    layout->addWidget(m_notice);
    layout->addWidget(m_splitter, 1);
}

void RequestsPage::makeKeys()
{
    auto *pause = new QAction(this);
    pause->setShortcut(QKeySequence(Qt::Key_P));
    pause->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(pause, &QAction::triggered, this, &RequestsPage::togglePause);
    addAction(pause);
    auto *copy = new QAction(this);
    copy->setShortcut(QKeySequence(Qt::Key_C));
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QAction::triggered, this, &RequestsPage::copyCurl);
    addAction(copy);
}

/// Over the heading of the bars, wherever that is now.
void RequestsPage::placeLegend()
{
    const QHeaderView *heads = m_table->horizontalHeader();
    const bool shown = !heads->isSectionHidden(RequestsModel::Waterfall);
    m_legend->setVisible(shown);
    if (shown)
        m_legend->setGeometry(heads->sectionViewportPosition(RequestsModel::Waterfall), 0,
                              heads->sectionSize(RequestsModel::Waterfall), heads->viewport()->height());
}

bool RequestsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        placeLegend();
    return Page::eventFilter(watched, event);
}

void RequestsPage::sizeDetail()
{
    if (m_splitter->orientation() == Qt::Vertical)
        m_splitter->setSizes({m_splitter->height() - RequestDetailHeight, RequestDetailHeight});
    else
        m_splitter->setSizes({m_splitter->width() - RequestDetailWidth, RequestDetailWidth});
}

void RequestsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool wide = window()->width() >= WideRequests;
    const auto orientation = wide ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != orientation) {
        m_splitter->setOrientation(orientation);
        m_detail->setStacked(wide);
        QTimer::singleShot(0, this, &RequestsPage::sizeDetail); // the splitter gets its own new size after this event
    }
    m_domain->setVisible(width() > 900);
}

} // namespace qwats::ui
