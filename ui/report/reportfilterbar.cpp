// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/reportfilterbar.h"

#include "core/time/clock.h"
#include "ui/report/fieldflow.h"
#include "ui/report/filterpopup.h"
#include "ui/report/reportsmodel.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterfield.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

const auto AllChip = QStringLiteral("all");
const auto RepairChip = QStringLiteral("repair");
const auto StartedField = QStringLiteral("started");

} // namespace

ReportFilterBar::ReportFilterBar(const Clock &clock, QWidget *parent)
    : Panel(&Tokens::base, parent)
    , m_clock(clock)
    , m_flow(new FieldFlow(this))
    , m_chips(new ChipBar(ChipBar::Additive, this))
    , m_add(makeButton(tr("Field"), "", u"add"_s, this))
    , m_clear(makeLinkButton(tr("Clear"), this))
    , m_addMenu(new QMenu(this))
{
    setLines(Qt::BottomEdge);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(8);
    column->addWidget(m_flow);
    makeFields();
    makeChips();
    auto *row = new QHBoxLayout;
    row->addWidget(m_chips, 1);
    row->addWidget(new InkLabel(tr("% or * matches any text"), TextRole::Small, &Tokens::muted, this));
    column->addLayout(row);
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ReportFilterBar::criteriaChanged);
    showCriteria();
}

void ReportFilterBar::makeFields()
{
    const auto add = [this](const QString &id, const QString &name, const QString &any) {
        auto *field = new FilterField(name, any, m_flow);
        field->installEventFilter(this);
        connect(field, &FilterField::editRequested, this, [this, id] { edit(id); });
        connect(field, &FilterField::cleared, this, [this, id] {
            m_criteria.clear(id);
            change();
        });
        m_fields.insert(id, field);
        m_flow->add(field, false);
    };
    add(StartedField, m_criteria.nameOf(StartedField), tr("any time"));
    for (const auto &one : ReportCriteria::fields())
        add(one.id, one.name, tr("any"));
    m_add->setProperty("size", u"small"_s);
    m_add->setProperty("role", u"quiet"_s);
    m_add->setToolTip(tr("Filter by another field"));
    m_add->setAccessibleName(tr("Filter by another field"));
    m_add->setMenu(m_addMenu);
    connect(m_addMenu, &QMenu::aboutToShow, this, &ReportFilterBar::fillAddMenu);
    m_flow->add(m_add, true);
    m_clear->setToolTip(tr("Take all filters away (Esc)"));
    connect(m_clear, &QPushButton::clicked, this, &ReportFilterBar::clearAll);
    m_flow->setTail(m_clear);
}

void ReportFilterBar::makeChips()
{
    m_chips->setAccessibleName(tr("Result"));
    connect(m_chips, &ChipBar::chosenChanged, this, &ReportFilterBar::takeChips);
}

void ReportFilterBar::showChips()
{
    const auto count = [this](const QString &id) {
        return m_counts.contains(id) ? std::optional(m_counts.value(id)) : std::nullopt;
    };
    QList<Chip> chips{{AllChip, tr("All tests"), count(AllChip), {}}};
    QStringList chosen;
    for (const auto result :
         {ReportResult::Passed, ReportResult::Failed, ReportResult::Error, ReportResult::Terminated}) {
        const QString id = QString::number(int(result));
        chips << Chip{id, reportResultName(result), count(id), statusOf(result, ReportKind::Test)};
        const auto &set = m_criteria.results;
        if (m_criteria.kind == ReportKind::Test && std::find(set.begin(), set.end(), result) != set.end())
            chosen << id;
    }
    chips << Chip{RepairChip, tr("Repairs"), count(RepairChip), StatusKind::Repair};
    if (m_criteria.kind == ReportKind::Repair)
        chosen = QStringList{RepairChip};
    else if (chosen.isEmpty())
        chosen << AllChip;
    if (chips != m_chips->chips())
        m_chips->setChips(chips);
    m_chips->setChosen(chosen);
}

/// Several results may hold at once; "all" and "repairs" stand alone.
void ReportFilterBar::takeChips(const QStringList &ids)
{
    const bool wasRepair = m_criteria.kind == ReportKind::Repair;
    const bool wasAll = !wasRepair && m_criteria.results.empty();
    const bool repair = ids.contains(RepairChip) && !wasRepair;
    const bool all = ids.contains(AllChip) && !wasAll;
    m_criteria.results.clear();
    m_criteria.kind = repair ? ReportKind::Repair : ReportKind::Test;
    for (const QString &id : ids) {
        bool good = false;
        const int result = id.toInt(&good);
        if (good && !repair && !all)
            m_criteria.results.push_back(static_cast<ReportResult>(result));
    }
    std::sort(m_criteria.results.begin(), m_criteria.results.end());
    change();
}

void ReportFilterBar::setCriteria(const ReportCriteria &criteria)
{
    m_pause.stop();
    m_criteria = criteria;
    showCriteria();
}

void ReportFilterBar::setProcesses(std::shared_ptr<const ProcessList> processes, const QString &why)
{
    m_processes = std::move(processes);
    m_whyNoProcesses = why;
    bool known = false;
    const int code = m_criteria.value(u"process"_s).toInt(&known);
    if (!m_processes || !known)
        return;
    for (const Process &process : *m_processes) {
        if (process.code == code)
            m_criteria.processName = process.name;
    }
    showCriteria();
}

void ReportFilterBar::setCounts(const QHash<QString, qint64> &counts)
{
    m_counts = counts;
    showChips();
}

bool ReportFilterBar::isFieldShown(const QString &id) const
{
    return m_flow->isPlaced(m_fields.value(id));
}

FilterPopup *ReportFilterBar::popup() const
{
    return m_popup;
}

void ReportFilterBar::showCriteria()
{
    for (auto it = m_fields.begin(); it != m_fields.end(); ++it) {
        const ReportCriteria::Field *known = ReportCriteria::field(it.key());
        const QString words = m_criteria.words(it.key());
        it.value()->setValue(words);
        it.value()->setToolTip(words);
        const bool wanted = !words.isEmpty() || it.key() == m_editing || it.key() == StartedField;
        m_flow->setOffered(it.value(), wanted || (known && known->always));
        m_flow->setWanted(it.value(), wanted);
    }
    m_clear->setEnabled(m_criteria.isSet() || m_criteria.kind == ReportKind::Repair);
    showChips();
}

void ReportFilterBar::change(bool now)
{
    showCriteria();
    if (!now)
        return m_pause.start();
    m_pause.stop();
    emit criteriaChanged();
}

void ReportFilterBar::clearAll()
{
    m_criteria = {};
    change();
}

void ReportFilterBar::fillAddMenu()
{
    m_addMenu->clear();
    for (const auto &one : ReportCriteria::fields()) {
        if (isFieldShown(one.id))
            continue;
        const QString id = one.id;
        // After the menu is gone: one popup at a time.
        connect(
            m_addMenu->addAction(one.name), &QAction::triggered, this, [this, id] { edit(id); }, Qt::QueuedConnection);
    }
    if (m_addMenu->isEmpty())
        m_addMenu->addAction(tr("All fields are in the bar"))->setEnabled(false);
}

void ReportFilterBar::edit(const QString &id, const QString &typed)
{
    FilterField *field = m_fields.value(id);
    if (!field)
        return;
    m_editing = id;
    showCriteria(); // an optional field takes its place while it is edited
    const QPoint at = field->mapToGlobal(QPoint(0, field->height()));
    const ReportCriteria::Field *known = ReportCriteria::field(id);
    if (!known)
        editPeriod(at);
    else if (known->editor == ReportCriteria::Editor::Process)
        editProcess(at);
    else
        editText(*known, typed);
}

void ReportFilterBar::editText(const ReportCriteria::Field &field, const QString &typed)
{
    FilterField *under = m_fields.value(field.id);
    auto *popup = new FilterPopup(field, m_criteria.value(field.id), typed, this);
    m_popup = popup;
    const QString id = field.id;
    connect(popup, &FilterPopup::valueTyped, this, [this, id](const QString &value) {
        m_criteria.setValue(id, value);
        change(false);
    });
    connect(popup, &FilterPopup::accepted, this, [this] {
        if (m_pause.isActive())
            change();
    });
    connect(popup, &FilterPopup::closed, this, [this, under] {
        m_editing.clear();
        showCriteria();
        under->setFocus(Qt::PopupFocusReason);
    });
    popup->openAt(under->mapToGlobal(QPoint(0, under->height())));
}

void ReportFilterBar::editProcess(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_processes) {
        menu->addAction(m_whyNoProcesses)->setEnabled(false);
    } else {
        for (const Process &process : *m_processes) {
            const bool fits = m_criteria.kind == ReportKind::Repair ? process.isRepair : process.isTest;
            if (!fits)
                continue;
            connect(menu->addAction(tr("%1 (%2)", "process and its code").arg(process.name).arg(process.code)),
                    &QAction::triggered, this, [this, process] {
                        m_criteria.setValue(u"process"_s, QString::number(process.code));
                        m_criteria.processName = process.name;
                        change();
                    });
        }
    }
    m_editing.clear();
    menu->popup(at);
}

void ReportFilterBar::editPeriod(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int number = int(ReportPeriod::Kind::Today); number < int(ReportPeriod::Kind::Custom); ++number) {
        const auto kind = static_cast<ReportPeriod::Kind>(number);
        QAction *action = menu->addAction(ReportPeriod::words(kind));
        action->setCheckable(true);
        action->setChecked(m_criteria.period.kind == kind);
        connect(action, &QAction::triggered, this, [this, kind] { setPeriod({kind}); });
    }
    menu->addSeparator();
    connect(
        menu->addAction(ReportPeriod::words(ReportPeriod::Kind::Custom)), &QAction::triggered, this,
        [this, at] {
            auto *days = new PeriodPopup(m_criteria.period, m_clock.wallNow().toLocal().date(), this);
            connect(days, &PeriodPopup::chosen, this, &ReportFilterBar::setPeriod);
            days->openAt(at);
        },
        Qt::QueuedConnection);
    m_editing.clear();
    menu->popup(at);
}

void ReportFilterBar::setPeriod(const ReportPeriod &period)
{
    m_criteria.period = period;
    change();
}

void ReportFilterBar::focusFirst()
{
    FilterField *serial = m_fields.value(u"serial"_s);
    serial->setFocus(Qt::ShortcutFocusReason);
    edit(u"serial"_s);
}

void ReportFilterBar::addLeading(QWidget *control)
{
    m_flow->addFirst(control);
}

/// Typing on a field begins its value.
bool ReportFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QString text = key->text();
        const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        for (auto it = m_fields.cbegin(); plain && it != m_fields.cend(); ++it) {
            const ReportCriteria::Field *known = ReportCriteria::field(it.key());
            if (it.value() == watched && known && known->editor == ReportCriteria::Editor::Text && !text.isEmpty()
                && text.at(0).isPrint() && !text.at(0).isSpace()) {
                edit(it.key(), text);
                return true;
            }
        }
    }
    return Panel::eventFilter(watched, event);
}

} // namespace qwats::ui
