// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/savedfilters.h"

#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

const auto SavedKey = QStringLiteral("reports/savedFilters");
constexpr int SavedWidth = 300;
constexpr int SavedRows = 8;

} // namespace

SavedFilters::SavedFilters(const ProfileMemory &memory, QObject *parent)
    : QObject(parent)
    , m_memory(memory)
{
    const QJsonArray kept = m_memory.value(SavedKey).toArray();
    for (const QJsonValue &value : kept) {
        const QJsonObject entry = value.toObject();
        const QString name = entry.value(u"name"_s).toString().trimmed();
        if (!name.isEmpty() && !isTaken(name))
            m_entries.append(
                {name, entry.value(u"filter"_s).toObject().toVariantMap(), entry.value(u"first"_s).toBool()});
    }
}

void SavedFilters::store()
{
    QJsonArray kept;
    for (const Entry &entry : std::as_const(m_entries)) {
        QJsonObject object{{u"name"_s, entry.name}, {u"filter"_s, QJsonObject::fromVariantMap(entry.criteria)}};
        if (entry.first)
            object.insert(u"first"_s, true);
        kept.append(object);
    }
    m_memory.setValue(SavedKey, kept);
    emit changed();
}

bool SavedFilters::isTaken(const QString &name, int except) const
{
    for (int at = 0; at < m_entries.size(); ++at) {
        if (at != except && m_entries[at].name.compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

const SavedFilters::Entry *SavedFilters::first() const
{
    for (const Entry &entry : m_entries) {
        if (entry.first)
            return &entry;
    }
    return nullptr;
}

int SavedFilters::indexOf(const ReportCriteria &criteria) const
{
    for (int at = 0; at < m_entries.size(); ++at) {
        if (ReportCriteria::fromMap(m_entries[at].criteria).sameAs(criteria))
            return at;
    }
    return -1;
}

int SavedFilters::add(const QString &name, const ReportCriteria &criteria)
{
    const QString wanted = name.trimmed().isEmpty() ? tr("Filter") : name.trimmed();
    QString free = wanted;
    for (int number = 2; isTaken(free); ++number)
        free = u"%1 %2"_s.arg(wanted).arg(number);
    m_entries.append({free, criteria.toMap()});
    store();
    return int(m_entries.size()) - 1;
}

bool SavedFilters::rename(int index, const QString &name)
{
    const QString clean = name.trimmed();
    if (index < 0 || index >= m_entries.size() || clean.isEmpty() || isTaken(clean, index))
        return false;
    m_entries[index].name = clean;
    store();
    return true;
}

SavedFilters::Entry SavedFilters::take(int index)
{
    const Entry entry = m_entries.takeAt(index);
    store();
    return entry;
}

void SavedFilters::insert(int index, const Entry &entry)
{
    Entry back = entry;
    for (int number = 2; isTaken(back.name); ++number)
        back.name = u"%1 %2"_s.arg(entry.name).arg(number);
    m_entries.insert(std::clamp<qsizetype>(index, 0, m_entries.size()), back);
    store();
}

void SavedFilters::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= m_entries.size() || to >= m_entries.size())
        return;
    m_entries.move(from, to);
    store();
}

void SavedFilters::setFirst(int index)
{
    for (int at = 0; at < m_entries.size(); ++at)
        m_entries[at].first = at == index;
    store();
}

SavedFiltersPopup::SavedFiltersPopup(SavedFilters &filters, const ReportCriteria &present, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_filters(filters)
    , m_present(present)
    , m_list(new QListWidget(this))
    , m_empty(new InkLabel(tr("Nothing is saved yet. Set some filters, then save them here."), TextRole::Small,
                           &Tokens::muted, this))
    , m_save(makeButton(tr("Save these filters"), "", u"star"_s, this))
    , m_rename(makeLinkButton(tr("Rename"), this))
    , m_delete(makeLinkButton(tr("Delete"), this))
    , m_first(makeLinkButton(tr("Begin with it"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(StyledPanel);
    setBackgroundRole(QPalette::ToolTipBase);
    setAutoFillBackground(true);
    setAccessibleName(tr("Saved filters"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_list->setAccessibleName(tr("Saved filters"));
    m_list->setFrameShape(NoFrame);
    m_list->setIconSize({14, 14});
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setMinimumWidth(SavedWidth);
    m_list->installEventFilter(this);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    auto *tools = new QHBoxLayout;
    for (QPushButton *button : {m_rename, m_delete, m_first})
        tools->addWidget(button);
    tools->addStretch();
    column->addLayout(tools);
    column->addWidget(m_save);
    m_rename->setToolTip(tr("F2"));
    m_delete->setToolTip(tr("Del"));
    m_first->setToolTip(tr("The list of reports begins with this filter when the program starts"));
    connect(m_save, &QPushButton::clicked, this, &SavedFiltersPopup::saveCurrent);
    connect(m_rename, &QPushButton::clicked, this, &SavedFiltersPopup::renameCurrent);
    connect(m_delete, &QPushButton::clicked, this, &SavedFiltersPopup::deleteCurrent);
    connect(m_first, &QPushButton::clicked, this, &SavedFiltersPopup::toggleFirst);
    connect(m_list, &QListWidget::itemChanged, this, &SavedFiltersPopup::takeName);
    connect(m_list, &QListWidget::currentRowChanged, this, &SavedFiltersPopup::updateButtons);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        emit chosen(m_list->row(item));
        close();
    });
    connect(
        m_list->model(), &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex &, int from, int, const QModelIndex &, int to) {
            m_filters.move(from, to > from ? to - 1 : to);
            fill(m_list->currentRow());
        },
        Qt::QueuedConnection);
    fill(std::max(0, m_filters.indexOf(m_present)));
}

void SavedFiltersPopup::fill(int current)
{
    m_filling = true;
    m_list->clear();
    for (const auto &entry : m_filters.entries()) {
        auto *item = new QListWidgetItem(entry.name, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled);
        item->setIcon(icon(entry.first ? u"star"_s : u"filter"_s));
        item->setToolTip(entry.first ? tr("The list begins with this filter") : QString());
        item->setData(Qt::AccessibleTextRole,
                      entry.first ? tr("%1, the list begins with it").arg(entry.name) : entry.name);
    }
    m_filling = false;
    const int rows = std::clamp(m_list->count(), 1, SavedRows);
    m_list->setFixedHeight(rows * std::max(24, m_list->sizeHintForRow(0)) + 4);
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    m_list->setCurrentRow(std::clamp(current, 0, std::max(0, m_list->count() - 1)));
    updateButtons();
    adjustSize();
}

void SavedFiltersPopup::updateButtons()
{
    const int row = m_list->currentRow();
    const bool any = row >= 0 && row < m_filters.entries().size();
    for (QPushButton *button : {m_rename, m_delete, m_first})
        button->setVisible(any);
    if (any)
        m_first->setText(m_filters.entries()[row].first ? tr("Begin without it") : tr("Begin with it"));
    const bool saved = m_filters.indexOf(m_present) >= 0;
    m_save->setEnabled(m_present.isSet() && !saved);
    m_save->setToolTip(!m_present.isSet() ? tr("No filter is set")
                           : saved        ? tr("These filters are saved already")
                                          : QString());
}

void SavedFiltersPopup::saveCurrent()
{
    QStringList parts;
    const QStringList ids = m_present.setFields();
    for (const QString &id : ids)
        parts << m_present.words(id);
    fill(m_filters.add(parts.join(u", "_s).left(60), m_present));
    renameCurrent();
}

void SavedFiltersPopup::renameCurrent()
{
    if (QListWidgetItem *item = m_list->currentItem()) {
        m_list->setFocus();
        m_list->editItem(item);
    }
}

void SavedFiltersPopup::takeName(QListWidgetItem *item)
{
    if (m_filling)
        return;
    const int row = m_list->row(item);
    (void)m_filters.rename(row, item->text());
    m_filling = true;
    item->setText(m_filters.entries()[row].name); // an empty or taken name goes back
    m_filling = false;
}

void SavedFiltersPopup::deleteCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_filters.entries().size())
        return;
    const SavedFilters::Entry entry = m_filters.take(row);
    fill(row);
    emit deleted(row, entry);
}

void SavedFiltersPopup::toggleFirst()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_filters.entries().size())
        return;
    m_filters.setFirst(m_filters.entries()[row].first ? -1 : row);
    fill(row);
}

void SavedFiltersPopup::moveCurrent(int step)
{
    const int to = m_list->currentRow() + step;
    if (to < 0 || to >= m_list->count())
        return;
    m_filters.move(m_list->currentRow(), to);
    fill(to);
}

bool SavedFiltersPopup::eventFilter(QObject *watched, QEvent *event)
{
    const bool renaming = m_list->findChild<QLineEdit *>() != nullptr; // the keys belong to the name then
    if (event->type() != QEvent::KeyPress || renaming)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    switch (key->key()) {
    case Qt::Key_Delete: deleteCurrent(); return true;
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_list->currentRow() >= 0)
            emit chosen(m_list->currentRow());
        close();
        return true;
    default: return QFrame::eventFilter(watched, event);
    }
}

void SavedFiltersPopup::openUnder(const QWidget *button)
{
    adjustSize();
    move(button->mapToGlobal(QPoint(0, button->height() + 2)));
    show();
    if (m_list->count() > 0)
        m_list->setFocus(Qt::PopupFocusReason);
    else
        m_save->setFocus(Qt::PopupFocusReason);
}

} // namespace qwats::ui
