// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/stepspanel.h"

#include "ui/delegates/densetreeview.h"
#include "ui/report/filespanel.h"
#include "ui/report/stepdetail.h"
#include "ui/report/steptreemodel.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

namespace qwats::ui {
namespace {

constexpr int Wide = 1400; ///< px from which the detail stands beside the tree
constexpr int Low = 330; ///< px below which there is room for one of them
constexpr int DetailBeside = 480;
constexpr int DetailBelow = 250;
constexpr int DeepestFold = 12;

std::vector<ColumnSpec> stepColumns()
{
    using Content = ColumnSpec::Content;
    return {{QStringLiteral("step"),
             {QStringLiteral("Input current, idle, at full load")},
             Content::Text,
             1,
             0,
             true,
             false,
             54},
            {QStringLiteral("status"), {QStringLiteral("Terminated")}, Content::Status},
            {QStringLiteral("value"), {QStringLiteral("-1 234.567")}},
            {QStringLiteral("limits"), {}, Content::Limits, 0, 1},
            {QStringLiteral("low"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 2},
            {QStringLiteral("rule"), {QStringLiteral("equals, any case")}, Content::Text, 0, 2},
            {QStringLiteral("high"), {QStringLiteral("-1 234.567")}, Content::Text, 0, 2},
            {QStringLiteral("unit"), {QStringLiteral("mOhm")}},
            {QStringLiteral("time"), {QStringLiteral("1 min 34 s")}, Content::Text, 0, 3}};
}

} // namespace

StepsPanel::StepsPanel(QWidget *parent)
    : QWidget(parent)
    , m_tools(new QWidget(this))
    , m_find(new FilterLine(QStringLiteral("search"), tr("Find a step"), {}, m_tools))
    , m_found(new InkLabel(TextRole::Small, &Tokens::muted, m_tools))
    , m_previous(makeIconButton(QStringLiteral("up"), tr("Match before"), {}, m_tools))
    , m_next(makeIconButton(QStringLiteral("expand"), tr("Next match"), {}, m_tools))
    , m_onlyFailed(makeButton(tr("Only failed"), "", QStringLiteral("filter"), m_tools))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_tree(new DenseTreeView(m_split))
    , m_model(new StepTreeModel(this))
    , m_detail(new StepDetail(m_split))
{
    makeTools();
    makeTree();
    m_split->setChildrenCollapsible(false);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);
    connect(m_detail, &DetailPane::closeRequested, this, [this] { openDetail(false); });
    connect(m_detail, &StepDetail::overUnitsRequested, this, &StepsPanel::overUnitsRequested);
    connect(m_detail->files(), &FilesPanel::saved, this, &StepsPanel::fileSaved);
    connect(m_detail->files(), &FilesPanel::failed, this, &StepsPanel::fileFailed);
}

void StepsPanel::makeTools()
{
    auto *row = new QHBoxLayout(m_tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_find->setAccessibleName(tr("Find a step"));
    m_find->setToolTip(tr("Names, values, units and texts of steps  (Ctrl+F)"));
    m_find->setMinimumWidth(110);
    m_find->setMaximumWidth(220);
    m_find->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the tabs beside it come first
    m_find->installEventFilter(this);
    m_previous->setToolTip(tr("Match before  (Shift+Enter in the field)"));
    m_next->setToolTip(tr("Next match  (Enter in the field)"));
    auto *fold = makeIconButton(QStringLiteral("collapse"), tr("Fold one level"), {}, m_tools);
    auto *unfold = makeIconButton(QStringLiteral("tree"), tr("Unfold one level"), {}, m_tools);
    m_onlyFailed->setCheckable(true);
    m_onlyFailed->setProperty("controlSize", QStringLiteral("small"));
    m_onlyFailed->setToolTip(tr("Leaves out the steps that did not fail"));
    for (QWidget *part :
         {static_cast<QWidget *>(m_find), static_cast<QWidget *>(m_found), static_cast<QWidget *>(m_previous),
          static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_onlyFailed), static_cast<QWidget *>(fold),
          static_cast<QWidget *>(unfold)})
        row->addWidget(part, part == m_find ? 4 : 0);
    row->insertStretch(0, 1);
    connect(m_find, &QLineEdit::textChanged, this, &StepsPanel::startFind);
    connect(m_find, &FilterLine::moveRequested, this, &StepsPanel::stepFind);
    connect(m_previous, &QToolButton::clicked, this, [this] { stepFind(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { stepFind(1); });
    connect(m_onlyFailed, &QPushButton::toggled, this, &StepsPanel::narrow);
    connect(fold, &QToolButton::clicked, this, [this] { this->fold(-1); });
    connect(unfold, &QToolButton::clicked, this, [this] { this->fold(1); });
    startFind({});
}

void StepsPanel::makeTree()
{
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Steps"));
    m_tree->setColumns(stepColumns());
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StepsPanel::showStep);
    connect(m_tree, &QAbstractItemView::activated, this, [this] { openDetail(true); });
    connect(m_tree, &DenseTreeView::previewRequested, this, [this] { openDetail(m_detail->isHidden()); });
}

void StepsPanel::setReport(const std::shared_ptr<const Report> &report)
{
    m_detail->setStep({}, nullptr, {}, nullptr);
    m_report = report;
    m_model->setReport(report);
    m_onlyFailed->setEnabled(m_model->failedCount() > 0);
    if (m_model->failedCount() == 0)
        m_onlyFailed->setChecked(false);
    openGroups();
    startFind(m_find->text());
    m_detailAsked = false;
    arrange();
    const int guilty = report ? report->failedStepId : 0;
    if (guilty > 0 && selectStep(guilty))
        return;
    if (m_model->failedCount() == 0 || !nextFailed(true))
        goTo(m_model->index(0, 0));
}

void StepsPanel::openGroups()
{
    const auto groups = m_model->groupsToOpen();
    for (const QModelIndex &index : groups)
        m_tree->expand(index);
    m_depth = 1;
}

bool StepsPanel::nextFailed(bool forward)
{
    return m_tree->selectNext([this](const QModelIndex &index) { return m_model->isFailedLeaf(index); }, forward);
}

bool StepsPanel::selectStep(int id)
{
    const QModelIndex index = m_model->indexOfStep(id);
    goTo(index);
    return index.isValid();
}

void StepsPanel::goTo(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        m_tree->expand(above);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void StepsPanel::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QString StepsPanel::findWords() const
{
    if (m_find->text().isEmpty())
        return {};
    if (m_matches.isEmpty())
        return tr("no match");
    return tr("%1 of %2").arg(words::count(m_match + 1), words::count(m_matches.size()));
}

/// While one types: stays where it is when that matches, else goes on to the next match below.
void StepsPanel::startFind(const QString &text)
{
    m_matches = m_model->matches(text.trimmed());
    m_match = -1;
    if (!m_matches.isEmpty()) {
        const auto here = m_matches.indexOf(m_tree->currentIndex().siblingAtColumn(0));
        m_match = here < 0 ? 0 : static_cast<int>(here);
        if (here < 0)
            goTo(m_matches[m_match]);
    }
    m_found->setText(findWords());
    m_found->setVisible(!text.isEmpty());
    for (QToolButton *button : {m_previous, m_next}) {
        button->setVisible(!text.isEmpty());
        button->setEnabled(m_matches.size() > 1);
    }
}

void StepsPanel::stepFind(int step)
{
    if (m_matches.isEmpty())
        return;
    const auto count = static_cast<int>(m_matches.size());
    m_match = (m_match + step + count) % count;
    goTo(m_matches[m_match]);
    m_found->setText(findWords());
}

bool StepsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            stepFind(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StepsPanel::narrow(bool onlyFailed)
{
    const Step *current = m_model->stepAt(m_tree->currentIndex());
    m_model->setOnlyFailed(onlyFailed);
    openGroups();
    startFind(m_find->text());
    if (!current || !selectStep(current->id))
        (void)nextFailed(true);
}

void StepsPanel::fold(int step)
{
    m_depth = std::clamp(m_depth + step, 0, DeepestFold);
    const QModelIndex current = m_tree->currentIndex();
    m_tree->collapseAll();
    if (m_depth > 0)
        m_tree->expandToDepth(m_depth - 1);
    QModelIndex shown = current.siblingAtColumn(0); // the current row may be folded away: its group stands for it
    for (QModelIndex above = shown.parent(); above.isValid(); above = above.parent()) {
        if (!m_tree->isExpanded(above))
            shown = above;
    }
    m_tree->setCurrentIndex(shown);
    m_tree->scrollTo(shown);
}

void StepsPanel::showStep(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    m_detail->setStep(m_report, m_model->stepAt(row), m_model->pathOf(row), m_model->measurementAt(row));
}

void StepsPanel::openDetail(bool open)
{
    m_detailWanted = open;
    m_detailAsked = open;
    arrange();
    if (!open)
        m_tree->setFocus();
    else if (m_tree->isHidden())
        m_detail->setFocus();
}

void StepsPanel::arrange()
{
    const bool low = height() < Low;
    const bool beside = width() >= Wide;
    const auto wanted = beside ? Qt::Horizontal : Qt::Vertical;
    const bool turned = m_split->orientation() != wanted;
    m_split->setOrientation(wanted);
    const bool room = beside || !low;
    const bool showDetail = m_detailWanted && (room || m_detailAsked) && m_model->rowCount() > 0;
    const bool appeared = showDetail && m_detail->isHidden();
    m_detail->setVisible(showDetail);
    m_tree->setVisible(room || !showDetail);
    m_detail->setNarrow(beside);
    if ((turned || appeared) && beside)
        m_split->setSizes({width() - DetailBeside, DetailBeside});
    else if (turned || appeared)
        m_split->setSizes({height() - DetailBelow, DetailBelow});
}

void StepsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace qwats::ui
